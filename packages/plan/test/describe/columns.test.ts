import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cellsOf, widthOf } from "../../src/describe/columns.ts";

const shown = (line: string): string =>
  cellsOf(line)
    .map(({ text }) => text)
    .join("");

describe("cellsOf", () => {
  const widths: readonly (readonly [line: string, width: number])[] = [
    ["abc", 3],
    ["日本語", 6],
    ["한글", 4],
    ["ｆｕｌｌ", 8],
    ["é", 1],
    ["e\u0301", 1],
    ["😀", 2],
    ["👩‍👩‍👧", 2],
    ["👍🏽", 2],
    ["🇩🇪", 2],
    ["\t", 4],
    ["ab\tc", 5],
    ["日\tc", 5],
    ["a\u200bb", 2],
    ["", 0],
  ];
  for (const [line, width] of widths) {
    it(`takes ${width} columns for ${JSON.stringify(line)}`, () => {
      assert.equal(widthOf(cellsOf(line)), width);
    });
  }

  it("shows what would steer a terminal as a picture", () => {
    assert.equal(shown("a\x1b[31mb\x07\x7f\u009b\ud800"), "a␛[31mb␇␡\ufffd\ufffd");
  });

  it("knows where each character begins, however long it is", () => {
    assert.deepEqual(
      cellsOf("a😀e\u0301b").map(({ start }) => start),
      [0, 1, 3, 5],
    );
  });
});
