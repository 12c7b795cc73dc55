import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { quoted } from "../src/quoted.ts";

describe("quoted", () => {
  const cases: readonly (readonly [text: string, quoted: string])[] = [
    ["", '""'],
    ["web", '"web"'],
    [`a "b" \\c`, `"a \\"b\\" \\\\c"`],
    ["a\tb\nc\rd", '"a\\tb\\nc\\rd"'],
    ["\x00\x07\b\v\f\x1b\x7f", '"\\x00\\a\\b\\v\\f\\x1b\\x7f"'],
    ["é ß 名 😀", '"é ß 名 😀"'],
    ["\u0085\u00a0\u200b\u2028\ufeff", '"\\u0085\\u00a0\\u200b\\u2028\\ufeff"'],
    ["\u{e0001}", '"\\U000e0001"'],
  ];
  for (const [text, expected] of cases) {
    it(`writes ${JSON.stringify(text)} as Go does`, () => {
      assert.equal(quoted(text), expected);
    });
  }
});
