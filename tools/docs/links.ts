import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Finds the relative links of a Markdown page that lead nowhere, as sentences with file and line. */
export function findBrokenLinks(root: string, page: string): readonly string[] {
  const lines = readFileSync(join(root, page), "utf8").split("\n");
  return lines.flatMap((line, index) =>
    linksIn(line)
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}:${index + 1}: cannot find what "${target}" links to`),
  );
}

/** Without an address's scheme and without the part after `#`; a link inside the page is left out. */
function linksIn(line: string): readonly string[] {
  // What stands between back quotes is shown, not followed.
  const text = line.replace(/`[^`]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map((match) => (match[1] ?? "").replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}
