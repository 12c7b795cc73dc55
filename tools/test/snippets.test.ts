import { describe, expect, test } from "bun:test";
import { snippetIn, withSnippets } from "../docs/snippets.ts";

const source = [
  "const before = 1;",
  "  // snippet: two-lines",
  "  if (x) {",
  "    y();",
  "",
  "  }",
  "  // end snippet",
  "  // snippet: open",
].join("\n");

const page = (code: string): string =>
  `Text\n\n<!-- snippet: a.ts#two-lines -->\n\`\`\`ts\n${code}\`\`\`\nmore\n`;

describe("snippets", () => {
  test("are moved to the left, and end at their mark", () => {
    expect(snippetIn(source, "two-lines")).toBe("if (x) {\n  y();\n\n}\n");
  });

  test("are none when the file has no such name, or the end is missing", () => {
    expect([snippetIn(source, "absent"), snippetIn(source, "open")]).toEqual([undefined, undefined]);
  });

  test("are put into their page, in place of what stands there", () => {
    const made = withSnippets(page("old();\n"), () => source);
    expect(made).toEqual({ text: page("if (x) {\n  y();\n\n}\n"), faults: [] });
  });

  test("that no file has are told, and the page stays as it is", () => {
    const made = withSnippets(page("old();\n"), () => undefined);
    expect(made).toEqual({
      text: page("old();\n"),
      faults: ['there is no snippet "two-lines" in a.ts'],
    });
  });
});
