import { describe, expect, test } from "bun:test";
import { foldText } from "../../src/format/paragraph.ts";

describe("folded text", () => {
  test("breaks at spaces where a line is full", () => {
    expect(foldText("aa bb cc dd", { width: 5, indent: "  " })).toBe("  aa bb\n  cc dd\n");
  });

  test("keeps its own lines, and their indent when they are folded", () => {
    expect(foldText("one\n\n  two three", { width: 7, indent: "" })).toBe("one\n\n  two\n  three\n");
  });

  test("cuts a word that no line holds", () => {
    expect(foldText("x abcdefgh", { width: 4, indent: "" })).toBe("x\nabcd\nefgh\n");
  });
});
