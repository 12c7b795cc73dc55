import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printText } from "@cobble/plan";
import fc from "fast-check";
import { parseDocument } from "yaml";

describe("a text in the plan", () => {
  const texts: readonly (readonly [text: string, printed: string])[] = [
    ["", '""'],
    ["a b", "a b"],
    ["a:b", "a:b"],
    ["a#b", "a#b"],
    ["-x", "-x"],
    ["a: b", "'a: b'"],
    ["a:", "'a:'"],
    ["a #b", "'a #b'"],
    ["# a", "'# a'"],
    ["- a", "'- a'"],
    ["-", "'-'"],
    ["?", "'?'"],
    ["[a]", "'[a]'"],
    ["'a'", "'''a'''"],
    ["%a", "'%a'"],
    ["---", "'---'"],
    ["...", "'...'"],
    [" a", "' a'"],
    ["a ", "'a '"],
    ["yes", '"yes"'],
    ["N", '"N"'],
    ["true", '"true"'],
    ["~", '"~"'],
    ["null", '"null"'],
    ["1e3", '"1e3"'],
    ["0x1f", '"0x1f"'],
    ["017", '"017"'],
    ["1:30", '"1:30"'],
    ["2020-01-01", '"2020-01-01"'],
    ["2020-1-1", '"2020-1-1"'],
    ["2020-13-01", "2020-13-01"],
    ["1e400", "1e400"],
    ["<<", "<<"],
    ["é漢字", "é漢字"],
    ["😀", '"\\U0001F600"'],
    ["\t", '"\\t"'],
    ["a\u0001\u001b\u007f", '"a\\x01\\e\\x7F"'],
    ["\ufeffa", '"\\uFEFF\\x61"'],
    ["\u0085\u00a0", '"\\N\u00a0"'],
    ["\u2028\u2029", '"\\L\\P"'],
    ['a"b\\c', 'a"b\\c'],
    ['"a"', "'\"a\"'"],
    ["a\nb", "|-\n  a\n  b"],
    ["a\nb\n", "|\n  a\n  b"],
    ["a\n\n", "|+\n  a\n"],
    ["a\n\nb", "|-\n  a\n\n  b"],
    [" a\nb", "|4-\n   a\n  b"],
    ["\na", "|4-\n\n  a"],
    ["a \nb", '"a \\nb"'],
    ["a\n ", '"a\\n "'],
    ["a\n😀", '"a\\n\\U0001F600"'],
    ["a\tb\nc", "|-\n  a\tb\n  c"],
    ["x".repeat(300), "x".repeat(300)],
    [`${"long ".repeat(50)}end`, `${"long ".repeat(50)}end`],
  ];
  for (const [text, printed] of texts) {
    it(`prints ${JSON.stringify(text.slice(0, 30))} as the reference does`, () => {
      assert.equal(printText(text, "  "), printed);
    });
  }

  it("is read back by YAML as it was, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const printed = `key:\n    inner: ${printText(text, "        ")}\n    next: x\n`;
        const document = parseDocument(printed, { version: "1.1" });
        assert.deepEqual(document.toJS(), { key: { inner: text, next: "x" } });
      }),
      { numRuns: 1000 },
    );
  });
});
