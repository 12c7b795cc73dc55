import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { libraries } from "./build-libraries.ts";
import { closingLine, noTests, readCounts } from "./test-counts.ts";

const root = join(import.meta.dir, "..");

/** What the libraries need from others; taken from the checkout, so that no registry is asked. */
const others = [
  "yaml",
  "yazl",
  "buffer-crc32",
  "ws",
  "@fastify/busboy",
  "@types/node",
  "undici-types",
] as const;

/** Runs a command to its end and returns what it printed. */
async function run(command: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { exitCode, output: stdout + stderr };
}

/** Runs a command that has to succeed. */
async function must(command: readonly string[], cwd: string): Promise<void> {
  const { exitCode, output } = await run(command, cwd);
  if (exitCode !== 0)
    throw new Error(`cannot go on: ${command.slice(0, 2).join(" ")} ended with ${exitCode}\n${output}`);
}

/** Makes a project with their tarballs installed, as somebody would who never saw this checkout. */
async function makeConsumer(folder: string): Promise<void> {
  for (const name of libraries) {
    await must(["npm", "pack", "--silent", "--pack-destination", folder, `-w`, `@cobble/${name}`], root);
  }
  const dependencies = {
    ...Object.fromEntries(libraries.map((name) => [`@cobble/${name}`, `file:cobble-${name}-0.1.0.tgz`])),
    ...Object.fromEntries(others.map((name) => [name, `file:${join(root, "node_modules", name)}`])),
  };
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ type: "module", private: true, dependencies }),
  );
  await must(
    ["npm", "install", "--offline", "--ignore-scripts", "--install-links", "--no-audit", "--no-fund"],
    folder,
  );
  cpSync(join(import.meta.dir, "library-consumer"), folder, { recursive: true });
}

/** Strict, and without skipLibCheck, so that the declarations themselves are checked too. */
const strictOptions = [
  "--noEmit",
  "--strict",
  "--exactOptionalPropertyTypes",
  "--target",
  "es2023",
  "--lib",
  "es2023,esnext.disposable,dom,dom.asynciterable",
  "--module",
  "nodenext",
  "--types",
  "node",
];

async function check(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "cobble-consumer-"));
  try {
    await makeConsumer(folder);
    const types = await run([join(root, "node_modules/.bin/tsc"), ...strictOptions, "types.ts"], folder);
    if (types.exitCode !== 0) console.error(types.output);
    const environment = { COBBLE_EXECUTABLE: join(root, "dist/cobble") };
    const tests = await run(["node", "--test", "--test-reporter=tap", "smoke.test.js"], folder, environment);
    const counts = readCounts(tests.output) ?? noTests;
    if (counts.failed > 0 || counts.passed === 0) console.error(tests.output);
    const failed = counts.failed + (types.exitCode === 0 ? 0 : 1) + (counts.passed === 0 ? 1 : 0);
    console.log(closingLine({ ...counts, passed: counts.passed + (types.exitCode === 0 ? 1 : 0), failed }));
    return failed === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = (await check()) ? 0 : 1;
