import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// In a page, a snippet is the block of code below `<!-- snippet: FILE#NAME -->`. In the file, which tests run, it is what stands between
// `// snippet: NAME` and `// end snippet`. So the code that readers copy is the code that was run.

const mark = /<!-- snippet: (\S+)#([\w-]+) -->\n```ts\n.*?```\n/gs;

/** The lines of one snippet of a file, moved to the left; undefined when the file has none of that name. */
export function snippetIn(source: string, name: string): string | undefined {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// snippet: ${name}`);
  if (start === -1) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === "// end snippet");
  if (length === -1) return undefined;
  return withoutIndent(lines.slice(start + 1, start + 1 + length));
}

function withoutIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => `${line.slice(indent)}\n`).join("");
}

/**
 * The page with each of its snippets as its file has it.
 * @param read the text of a file of the project; undefined when there is none
 * @returns the page, and sentences about snippets that no file has
 */
export function withSnippets(
  page: string,
  read: (file: string) => string | undefined,
): { readonly text: string; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const text = page.replace(mark, (whole, file: string, name: string) => {
    const snippet = snippetIn(read(file) ?? "", name);
    if (snippet === undefined) faults.push(`there is no snippet "${name}" in ${file}`);
    return snippet === undefined ? whole : `<!-- snippet: ${file}#${name} -->\n\`\`\`ts\n${snippet}\`\`\`\n`;
  });
  return { text, faults };
}

/** Finds snippets of pages that are not what their files have, as sentences with the page. */
export function findOldSnippets(root: string, pages: readonly string[]): readonly string[] {
  return pages.flatMap((page) => {
    const { text, faults } = made(root, page);
    const old = text !== readFileSync(join(root, page), "utf8");
    return [
      ...faults.map((fault) => `${page}: ${fault}`),
      ...(old ? [`${page}: is old: run node tools/run-bun.js tools/docs/snippets.ts ${page}`] : []),
    ];
  });
}

function made(root: string, page: string): ReturnType<typeof withSnippets> {
  return withSnippets(readFileSync(join(root, page), "utf8"), (file) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined,
  );
}

if (import.meta.main) {
  const root = join(import.meta.dir, "../..");
  for (const page of process.argv.slice(2)) {
    const { text, faults } = made(root, page);
    writeFileSync(join(root, page), text);
    for (const fault of faults) console.error(`${page}: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
