import { describe, expect, test } from "bun:test";
import { createSpread } from "../../../src/managers/checks/spread.ts";
import { createFakeClock } from "../../fake-clock.ts";

describe("spread", () => {
  test("a check that begins alone is not late", async () => {
    const clock = createFakeClock();
    const spread = createSpread(clock);
    expect(spread(1000)).toBe(0);
    await clock.advance(60);
    expect(spread(1000)).toBe(0);
  });

  test.each([2, 10, 1000])("%d that begin together fill a tenth of the period evenly", (count) => {
    const spread = createSpread(createFakeClock());
    const lateness = Array.from({ length: count }, () => spread(10_000)).toSorted((a, b) => a - b);
    expect(lateness[0]).toBe(0);
    expect(lateness.at(-1)).toBeLessThan(1000);
    const gaps = lateness.map((late, at) => (lateness[at + 1] ?? 1000) - late);
    // The golden ratio leaves no gap that is much larger than the mean.
    expect(Math.max(...gaps)).toBeLessThan((3 * 1000) / count);
  });
});
