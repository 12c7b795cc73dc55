import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The page from which every other one is found. */
export const indexPage = "docs/README.md";

/** Finds pages below `docs` that {@link indexPage} does not link, as sentences. */
export function findUnlisted(root: string, pages: readonly string[]): readonly string[] {
  const path = join(root, indexPage);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return pages
    .filter((page) => page.startsWith("docs/") && page !== indexPage)
    .filter((page) => !text.includes(`](${page.slice("docs/".length)})`))
    .map((page) => `${page}: is not linked from ${indexPage}, where readers look for it`);
}
