import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCharmcraft } from "@cobble/plan";

const root = join(import.meta.dir, "../..");
const pages = [...new Bun.Glob("docs/**/*.md").scanSync(root)].sort();

/** The blocks of a page that describe a charm, each with its place. */
const descriptions = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```yaml\n(name: .*?)^```$/gms)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split("\n").length + 1}`,
    yaml: match[1] ?? "",
  }));
});

test("descriptions of charms are found on the pages", () => {
  expect(descriptions.length).toBeGreaterThanOrEqual(4);
});

for (const { place, yaml } of descriptions) {
  test(`the charm that ${place} describes can be used`, () => {
    expect(() => parseCharmcraft(yaml, { file: place })).not.toThrow();
  });
}
