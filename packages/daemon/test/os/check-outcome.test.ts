import { describe, expect, test } from "bun:test";
import { firstLines, lastLines } from "../../src/os/check-outcome.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1)).join("\n");

describe("details of a failed check", () => {
  test("five lines are shown whole", () => {
    expect(firstLines(`${numbers(5)}\n`)).toBe(numbers(5));
    expect(lastLines(`${numbers(5)}\n`)).toBe(numbers(5));
  });

  test("of more, the first or the last five are shown, with a mark where lines are missing", () => {
    expect(firstLines(numbers(10))).toBe("1\n2\n3\n4\n5\n(...)");
    expect(lastLines(numbers(10))).toBe("(...)\n6\n7\n8\n9\n10");
  });

  test("empty lines around the text are dropped", () => {
    expect(lastLines("\n\n x\n\n")).toBe("x");
    expect(firstLines("")).toBe("");
  });
});
