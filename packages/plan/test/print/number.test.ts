import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { printNumber } from "../../src/print/number.ts";

describe("a number in the plan", () => {
  const numbers: readonly (readonly [value: number, printed: string])[] = [
    [1, "1"],
    [1.5, "1.5"],
    [100_000, "100000"],
    [123_456.5, "123456.5"],
    [1e6, "1e+06"],
    [1_234_567, "1.234567e+06"],
    [2.5e10, "2.5e+10"],
    [1e30, "1e+30"],
    [1.000_000_000_1, "1.0000000001"],
    [0.0001, "0.0001"],
    [0.000_01, "1e-05"],
    [0, "0"],
    [-2, "-2"],
    [Number.POSITIVE_INFINITY, ".inf"],
    [Number.NEGATIVE_INFINITY, "-.inf"],
    [Number.NaN, ".nan"],
  ];
  for (const [value, printed] of numbers) {
    it(`prints ${value} as the reference does`, () => {
      assert.equal(printNumber(value), printed);
    });
  }

  it("is the same number when it is read back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(printNumber(value)) - value, 0);
      }),
    );
  });
});
