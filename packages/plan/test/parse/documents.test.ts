import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { secondDocumentOffset } from "../../src/parse/documents.ts";

describe("secondDocumentOffset", () => {
  const texts: readonly (readonly [text: string, offset: number | undefined])[] = [
    ["", undefined],
    ["a: b", undefined],
    ["---\na: b", undefined],
    ["# x\n%YAML 1.2\n--- a: b", undefined],
    ["a: b\n---\n", undefined],
    ["a: b\n...\n# end\n", undefined],
    ["a: b\n---\nc: d", 5],
    ["a: b\n--- c: d", 5],
    ["---\na: b\n---\nc: d", 9],
    ["---\n---\nc: d", 4],
    ["a: b\n...\nc: d", 5],
    ["a: b\r\n---\r\nc: d", 6],
    ["a: |\n  ---\n  x\n", undefined],
    ["----: b\n", undefined],
  ];
  for (const [text, offset] of texts) {
    it(`is ${offset} in ${JSON.stringify(text)}`, () => {
      assert.equal(secondDocumentOffset(text), offset);
    });
  }
});
