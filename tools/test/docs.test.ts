import { describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocs } from "../docs/docstrings.ts";
import { exampleOf } from "../docs/examples.ts";
import { findUnlisted, indexPage } from "../docs/index-page.ts";
import { findBrokenLinks } from "../docs/links.ts";

const namesWithout = (text: string): readonly string[] =>
  readDocs("a.ts", text).undocumented.map(({ name }) => name);

describe("docstrings", () => {
  test("an export of any kind without one is found, with its line", () => {
    const kinds =
      "export function f() {}\nexport const c = 1;\nexport class K {}\nexport interface I {}\nexport type T = 1;";
    expect(namesWithout(kinds)).toEqual(["f", "c", "K", "I", "T"]);
    expect(readDocs("a.ts", kinds).undocumented[3]?.line).toBe(4);
    expect(namesWithout("function f() {}\nexport { f };")).toEqual(["f"]);
  });

  test("an export with one, a re-export and what is not exported are not asked for more", () => {
    expect(namesWithout("/** Does. */\nexport function f() {}")).toEqual([]);
    expect(namesWithout("/** Does. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;")).toEqual(
      [],
    );
    expect(namesWithout('export * from "./b.ts";\nexport { b } from "./b.ts";\nconst c = 1;')).toEqual([]);
  });

  test("another comment is none, and neither is one before something else", () => {
    expect(namesWithout("// Does.\nexport const c = 1;")).toEqual(["c"]);
    expect(namesWithout("/** Does. */\nconst a = 1;\nexport const c = 1;")).toEqual(["c"]);
  });

  test("classes that are thrown are read one by one", () => {
    const { thrown } = readDocs("a.ts", "/**\n * Does.\n * @throws {A | B} when\n */\nexport const c = 1;");
    expect(thrown).toEqual([
      { name: "A", line: 3 },
      { name: "B", line: 3 },
    ]);
  });
});

describe("examples", () => {
  test("the code is what follows the tag, up to the next one", () => {
    expect(exampleOf("/**\n * Says.\n *\n * @example\n * f();\n *\n * g();\n * @see h\n */\n")).toBe(
      "f();\n\ng();",
    );
    expect(exampleOf("/** Says. */")).toBeUndefined();
  });
});

describe("links", () => {
  test("only relative ones that lead nowhere are found", () => {
    const folder = mkdtempSync(join(tmpdir(), "cobble-links-"));
    try {
      writeFileSync(join(folder, "there.md"), "");
      const text = "[a](there.md#part) [b](gone.md)\n[c](https://example.org) [d](#here) `[e](shown.md)`";
      writeFileSync(join(folder, "page.md"), text);
      expect(findBrokenLinks(folder, "page.md")).toEqual(['page.md:1: cannot find what "gone.md" links to']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test("a page of the docs that their first page does not link is found, others are not asked for", () => {
  const root = mkdtempSync(join(tmpdir(), "cobble-docs-"));
  try {
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, indexPage), "[here](how-to/here.md)");
    const pages = [indexPage, "docs/how-to/here.md", "docs/how-to/gone.md", "README.md"];
    expect(findUnlisted(root, pages)).toEqual([
      "docs/how-to/gone.md: is not linked from docs/README.md, where readers look for it",
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
