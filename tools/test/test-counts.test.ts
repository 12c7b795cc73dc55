import { describe, expect, test } from "bun:test";
import { addCounts, closingLine, readCounts } from "../test-counts.ts";

describe("counts", () => {
  test("the last lines of each kind of runner are understood", () => {
    expect(readCounts(" 12 pass\n 1 skip\n 2 fail\nRan 15 tests")).toEqual({
      passed: 12,
      failed: 2,
      skipped: 1,
    });
    expect(readCounts("# tests 3\n# pass 3\n# fail 0\n# skipped 0\n")).toEqual({
      passed: 3,
      failed: 0,
      skipped: 0,
    });
    expect(readCounts("ℹ pass 3\nℹ fail 1\n")).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(readCounts("x\n5 passed, 0 failed, 2 skipped\n")).toEqual({ passed: 5, failed: 0, skipped: 2 });
  });

  test("an error outside of any test is a failure", () => {
    expect(readCounts(" 12 pass\n 0 fail\n 1 error\n")).toEqual({ passed: 12, failed: 1, skipped: 0 });
  });

  test("output without counts means that nothing ran", () => {
    expect(readCounts("error: no tests found")).toBeUndefined();
    expect(readCounts(" 0 pass\n 0 fail\n")).toBeUndefined();
  });

  test("the closing line has what was skipped only when something was", () => {
    const sum = addCounts([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 3 },
    ]);
    expect(closingLine(sum)).toBe("3 passed, 1 failed, 3 skipped");
    expect(closingLine({ passed: 1, failed: 0, skipped: 0 })).toBe("1 passed, 0 failed");
  });
});
