import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { breakLines } from "../../src/format/line-breaks.ts";

const linesOf = (words: readonly string[], width: number): readonly string[] => {
  const starts = breakLines(words, width);
  return starts.map((start, line) => words.slice(start, starts[line + 1]).join(" "));
};

describe("breakLines", () => {
  it("keeps to the steps of the reference where they do not find the best", () => {
    const fault = (index: number): string =>
      `cannot send signal to "service-number-${index}": service is not running${index < 4 ? ";" : ""}`;
    const words = [0, 1, 2, 3, 4].map(fault).join(" ").split(" ");
    expect(linesOf(words, 62)).toEqual([
      'cannot send signal to "service-number-0": service is not',
      'running; cannot send signal to "service-number-1": service is',
      'not running; cannot send signal to "service-number-2": service',
      'is not running; cannot send signal to "service-number-3":',
      "service is not running; cannot send signal to",
      '"service-number-4": service is not running',
    ]);
  });

  it("ends a line early for the end of a phrase, and leaves a line that is too long to a word that is", () => {
    expect(linesOf("one two, three four five".split(" "), 15)).toEqual(["one two,", "three four five"]);
    expect(linesOf(["a", "x".repeat(30), "b"], 10)).toEqual(["a", "x".repeat(30), "b"]);
    expect(linesOf(["one"], 1)).toEqual(["one"]);
    expect(breakLines([], 10)).toEqual([]);
  });

  it("loses no word, and makes no line too long that has more than one", () => {
    const word = fc.stringMatching(/^[a-z]{1,15}[.,:;]?$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (words, width) => {
        const lines = linesOf(words, width);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) if (line.length > width) expect(line).not.toContain(" ");
      }),
    );
  });
});
