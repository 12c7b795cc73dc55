import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runBunTests } from "./bun-tests.ts";
import { printAbsences } from "./prerequisites.ts";
import { closingLine } from "./test-counts.ts";

const root = join(import.meta.dir, "..");

/** The test folders of these groups that exist: `packages/wire/test`. */
function testFolders(group: string): readonly string[] {
  return readdirSync(join(root, group))
    .sort()
    .map((name) => `${group}/${name}/test`)
    .filter((folder) => existsSync(join(root, folder)));
}

/** `npm test [-- FOLDER...]`: the unit tests of every package, the tools and the examples, or of the folders named. */
async function test(): Promise<boolean> {
  const named = process.argv.slice(2);
  const all = [...testFolders("packages"), "tools/test", "conformance/test", ...testFolders("examples")];
  const folders = named.length > 0 ? named : all.filter((folder) => existsSync(join(root, folder)));
  const counts = await runBunTests(root, folders);
  printAbsences();
  if (named.length === 0) console.log("not part of this: conformance and e2e, which `npm run ok` runs");
  console.log(closingLine(counts));
  return counts.failed === 0 && counts.passed > 0;
}

process.exitCode = (await test()) ? 0 : 1;
