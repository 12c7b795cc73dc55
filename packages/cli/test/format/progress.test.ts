import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { formatProgress } from "../../src/format/progress.ts";

describe("a line of progress", () => {
  it("fills the terminal, with a bar at its end that turns", () => {
    const at = (turn: number): string => formatProgress("Stop it", { columns: 12, turn });
    expect([0, 1, 2, 3, 4].map(at)).toEqual([
      "\rStop it    /",
      "\rStop it    -",
      "\rStop it    \\",
      "\rStop it    |",
      "\rStop it    /",
    ]);
  });

  it("has no bar, when there is no room for one and a space, and is cut, when there is less", () => {
    const on = (columns: number): string => formatProgress("Stop it", { columns, turn: 0 });
    expect([9, 8, 7, 6, 1].map(on)).toEqual(["\rStop it /", "\rStop it ", "\rStop it", "\rStop …", "\r…"]);
  });

  it("is never wider than the terminal, and covers what stood there before", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (summary, columns) => {
        expect(Array.from(formatProgress(summary, { columns, turn: 2 })).length).toBe(columns + 1);
      }),
    );
  });
});
