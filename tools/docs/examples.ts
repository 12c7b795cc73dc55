import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Packages whose example talks to a supervisor, a pod or a hook: its types are checked, and tests run the like of it. */
const needsWorld: readonly string[] = ["client", "charm", "agent", "cli"];

/**
 * Takes the `@example` out of each package's door, checks its types, and runs those that need nothing around them.
 * Side effects: a folder in the checkout, which is removed again; runs the TypeScript compiler and Bun.
 *
 * @returns sentences that name the package and what its example did instead
 */
export async function findBrokenExamples(
  root: string,
  packages: readonly string[],
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(root, ".examples-"));
  try {
    const found = packages.flatMap((name) => {
      const code = exampleOf(readFileSync(join(root, "packages", name, "src/index.ts"), "utf8"));
      return code === undefined ? [] : [{ name, code }];
    });
    for (const { name, code } of found) writeFileSync(join(folder, `${name}.ts`), `${code}\nexport {};\n`);
    writeFileSync(join(folder, "tsconfig.json"), '{ "extends": "../tsconfig.json", "include": ["*.ts"] }\n');
    const missing = packages.filter((name) => !found.some((example) => example.name === name));
    const faults = await Promise.all([
      typeFaults(root, folder),
      ...found
        .filter(({ name }) => !needsWorld.includes(name))
        .map(({ name }) => runOrTell([process.execPath, join(folder, `${name}.ts`)], `example of ${name}`)),
    ]);
    return [
      ...missing.map((name) => `packages/${name}/src/index.ts: has no @example`),
      ...faults.filter((fault) => fault !== undefined),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The code after `@example` in the docstring that a file opens with. */
export function exampleOf(text: string): string | undefined {
  const docstring = /^\/\*\*(.*?)\*\//s.exec(text)?.[1] ?? "";
  const [, example] = docstring.split(/^ \* @example$/m);
  return example
    ?.split(/^ \* @/m)[0]
    ?.replace(/^ \* ?/gm, "")
    .trim();
}

/** The compiler also tells of faults in what the examples import; those are for the check of types. */
async function typeFaults(root: string, folder: string): Promise<string | undefined> {
  const told = await runOrTell([join(root, "node_modules/.bin/tsc"), "-p", folder], "types of the examples");
  const own = told?.split("\n").filter((line) => line.startsWith(basename(folder))) ?? [];
  return own.length === 0 ? undefined : own.join("\n");
}

async function runOrTell(command: readonly string[], what: string): Promise<string | undefined> {
  const child = Bun.spawn([...command], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return exitCode === 0 ? undefined : `${what}: exit code ${exitCode}\n${stdout}${stderr}`;
}
