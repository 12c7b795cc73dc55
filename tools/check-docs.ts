import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readDocs } from "./docs/docstrings.ts";
import { findBrokenExamples } from "./docs/examples.ts";
import { findUnlisted } from "./docs/index-page.ts";
import { findLayersWithoutSchema } from "./docs/layer-examples.ts";
import { findBrokenLinks } from "./docs/links.ts";
import { findOldReferences } from "./docs/reference-pages.ts";
import { findLongFiles } from "./docs/sizes.ts";
import { findOldSnippets } from "./docs/snippets.ts";

const root = join(import.meta.dir, "..");

/** Classes of the language and of its runtimes that a function may say it throws. */
const builtIn: readonly string[] = [
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "AggregateError",
  "DOMException",
];

/** The files that belong to the project: those in git, and new ones that it does not ignore. */
function listFiles(pattern: string): readonly string[] {
  const command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern];
  const { stdout } = Bun.spawnSync(command, { cwd: root });
  return stdout
    .toString()
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));
}

function faultsOfDocstrings(files: readonly string[]): readonly string[] {
  const docs = files.map((file) => ({ file, ...readDocs(join(root, file)) }));
  const classes = new Set([...builtIn, ...docs.flatMap((one) => one.classes)]);
  return docs.flatMap(({ file, undocumented, thrown }) => [
    ...undocumented.map(({ name, line }) => `${file}:${line}: "${name}" is exported and has no docstring`),
    ...thrown
      .filter(({ name }) => !classes.has(name))
      .map(({ name, line }) => `${file}:${line}: @throws names "${name}", which is no class`),
  ]);
}

/** Everything that readers are promised: docstrings, errors that exist, links that lead somewhere, examples that run. */
async function check(): Promise<boolean> {
  const code = listFiles("*.ts");
  const sources = code.filter((file) => /^packages\/[^/]+\/src\//.test(file));
  const pages = listFiles("*.md");
  const sizes = findLongFiles(root, code);
  for (const warning of sizes.warnings) console.log(`long: ${warning}`);
  const faults = [
    ...sizes.faults,
    ...faultsOfDocstrings(sources),
    ...pages.flatMap((page) => findBrokenLinks(root, page)),
    ...findUnlisted(root, pages),
    ...findOldSnippets(root, pages),
    ...(await findOldReferences(root)),
    ...findLayersWithoutSchema(root, listFiles("*.yaml")),
    ...(await findBrokenExamples(root, readdirSync(join(root, "packages")).sort())),
  ];
  for (const fault of faults) console.error(fault);
  console.log(`docs: ${sources.length} sources, ${pages.length} pages, ${faults.length} faults`);
  return faults.length === 0;
}

process.exitCode = (await check()) ? 0 : 1;
