import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cellsOf, widthOf } from "../../src/describe/columns.ts";
import { sourceLine } from "../../src/describe/source-line.ts";

/** The line and, under it, what is marked. */
const drawn = (line: string, column: number, room = 60): readonly string[] => {
  const { text, indent, marked } = sourceLine(line, { column, room });
  return [text, " ".repeat(indent) + "^".repeat(marked)];
};

describe("sourceLine", () => {
  const tokens: readonly (readonly [line: string, column: number, marks: string])[] = [
    ["comand: web", 1, "^^^^^^"],
    ["comand: web --x", 9, "        ^^^^^^^"],
    ["a: soon # later", 4, "   ^^^^"],
    ["a: {b: c, d: e}", 5, "    ^"],
    ["a: {b: c, d: e}", 8, "       ^"],
    ["a: [x, y]", 5, "    ^"],
    ["a: [x, y]", 4, "   ^"],
    ['a: "x: y" # z', 4, "   ^^^^^^"],
    ["a: 'it''s'", 4, "   ^^^^^^^"],
    ["a: http://x:80/", 4, "   ^^^^^^^^^^^^"],
    ["- x", 1, "^"],
    ["a:", 3, "  ^"],
    ["", 1, "^"],
    ["\ta: b", 1, "^^^^"],
    ["  日本: 語", 3, "  ^^^^"],
    ["  日本: 語", 7, "        ^^"],
  ];
  for (const [line, column, marks] of tokens) {
    it(`marks the word that begins at ${column} of ${JSON.stringify(line)}`, () => {
      assert.equal(drawn(line, column)[1], marks);
    });
  }

  it("shows a long line around the place, with dots where it is cut", () => {
    const line = `a: {b: ${"x".repeat(100)}, c: soon, d: ${"y".repeat(100)}}`;
    assert.deepEqual(drawn(line, line.indexOf("soon") + 1, 40), [
      "…xxxxxxx, c: soon, d: yyyyyyyyyyyyyyyyy…",
      "             ^^^^",
    ]);
  });

  it("marks no more of a long word than is shown", () => {
    const { text, indent, marked } = sourceLine("x".repeat(500), { column: 1, room: 40 });
    assert.equal(text, `${"x".repeat(38)}…`);
    assert.deepEqual([indent, marked], [0, 38]);
  });

  it("looks only at what is near the place in a line of any length", () => {
    const line = `${"a, ".repeat(300_000)}b: here, ${"c, ".repeat(300_000)}`;
    const column = line.indexOf("here") + 1;
    assert.deepEqual(drawn(line, column, 40), [
      "…a, a, a, b: here, c, c, c, c, c, c, c,…",
      "             ^^^^",
    ]);
  });

  it("stays in its room, and marks something in it, whatever the line and place", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.nat(250),
        fc.integer({ min: 20, max: 80 }),
        (line, column, room) => {
          const { text, indent, marked } = sourceLine(line, { column: column + 1, room });
          assert.ok(widthOf(cellsOf(text)) <= room);
          assert.ok(marked >= 1 && indent + marked <= room + 1);
        },
      ),
    );
  });
});
