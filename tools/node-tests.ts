import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { libraries } from "./build-libraries.ts";
import { closingLine, noTests, readCounts } from "./test-counts.ts";

const root = join(import.meta.dir, "..");

const startsSources = "starts charms from their TypeScript; the libraries' own check runs one on Node";

/** Tests of the libraries that Node 20 cannot run, and why. */
const onlyOnBun: Readonly<Record<string, string>> = {
  "charm/test/bundle.test": "makes a bundle with Bun",
  "charm/test/author/check.test": "runs the checkout's compiler",
  "charm/test/author/init.test": "runs a charm's tests with the checkout's Bun",
  "charm/test/debugger.test": startsSources,
  "charm/test/deferral-as-ops.test": startsSources,
  "charm/test/dispatch.test": startsSources,
  "charm/test/events.test": startsSources,
  "charm/test/reconcile.test": startsSources,
  "charm/test/remember.test": startsSources,
  "charm/test/tracing/tracing.test": startsSources,
};

/**
 * Runs the libraries' tests on Node: compiles sources and tests into a folder, where each package is linked as others would
 * have it, and gives them to Node's runner. `COBBLE_TEST_SUPERVISOR` is the built executable.
 */
async function test(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "cobble-node-"));
  try {
    link(folder);
    await compile(folder);
    const files = libraries
      .filter((name) => name !== "daemon")
      .flatMap((name) => testFiles(folder, `${name}/test`));
    const child = Bun.spawn(["node", "--test", "--test-reporter=tap", ...files], {
      cwd: folder,
      env: { ...process.env, COBBLE_TEST_SUPERVISOR: join(root, "dist/cobble") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const output = await new Response(child.stdout).text();
    const exitCode = await child.exited;
    const counts = readCounts(output) ?? noTests;
    const isGood = exitCode === 0 && counts.failed === 0 && counts.passed > 0;
    if (!isGood)
      console.error(
        output
          .split("\n")
          .filter((line) => !/^\s*ok /.test(line))
          .join("\n"),
      );
    for (const [file, reason] of Object.entries(onlyOnBun)) console.log(`not on Node: ${file}: ${reason}`);
    console.log(closingLine(counts));
    return isGood;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages of others come from the checkout; ours are the compiled ones, so that a class is the same one everywhere. */
function link(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@cobble"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")).filter(
    (one) => one !== "@cobble" && one !== ".bin",
  )) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  for (const name of libraries) {
    const target = join(folder, "packages", name);
    mkdirSync(target, { recursive: true });
    symlinkSync(target, join(modules, "@cobble", name));
    const exports = { ".": "./src/index.js", "./core": "./src/core.js", "./internals": "./src/internals.js" };
    writeFileSync(
      join(target, "package.json"),
      JSON.stringify({ name: `@cobble/${name}`, type: "module", exports }),
    );
    cpSync(join(root, "packages", name, "test"), join(target, "test"), {
      recursive: true,
      filter: (path) => !path.endsWith(".ts"),
    });
  }
}

/** Types are not looked at: that is another check's work. */
async function compile(folder: string): Promise<void> {
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      noCheck: true,
      rootDir: join(root, "packages"),
      outDir: join(folder, "packages"),
      types: [],
    },
    // The daemon's own tests are for Bun, but for what others start from.
    include: libraries.flatMap((name) =>
      (name === "daemon" ? ["src"] : ["src", "test"]).map((part) => join(root, "packages", name, part)),
    ),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const child = Bun.spawn([join(root, "node_modules/.bin/tsc"), "-p", folder], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if ((await child.exited) !== 0) throw new Error("cannot test on Node: the libraries do not compile");
}

function testFiles(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, "packages", below), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.js") && !Object.hasOwn(onlyOnBun, join(below, path.slice(0, -3))))
    .map((path) => join("packages", below, path))
    .sort();
}

process.exitCode = (await test()) ? 0 : 1;
