import { afterEach, describe, expect, it, setSystemTime } from "bun:test";
import { createSystemClock } from "../../src/os/clock.ts";

const hourMs = 3_600_000;

afterEach(() => void setSystemTime());

describe("the system's clock", () => {
  it("never tells the same time twice, and no earlier one", () => {
    const clock = createSystemClock();
    const times = Array.from({ length: 5000 }, () => clock.now());
    for (const [index, time] of times.slice(1).entries()) expect(time).toBeGreaterThan(times[index] ?? 0);
  });

  it("follows the wall clock where that is set", () => {
    const clock = createSystemClock();
    const real = Date.now();
    for (const jump of [-hourMs, hourMs, 24 * hourMs, -real]) {
      setSystemTime(real + jump);
      const time = clock.now() / 1000;
      expect(Math.abs(time - (real + jump))).toBeLessThan(1000);
    }
  });

  it("measures and waits by a clock that nobody sets", async () => {
    const clock = createSystemClock();
    const before = clock.monotonicMs();
    const waited = new Promise<number>((resolve) => {
      clock.after(20, () => resolve(clock.monotonicMs() - before));
    });
    setSystemTime(Date.now() - 24 * hourMs);
    const elapsed = await waited;
    expect(elapsed).toBeGreaterThanOrEqual(19);
    expect(elapsed).toBeLessThan(hourMs);
  });

  it("does not take a delay of years for one of no time", async () => {
    const clock = createSystemClock();
    let fired = false;
    const timer = clock.after(2 ** 33, () => {
      fired = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    timer.cancel();
    expect(fired).toBe(false);
  });
});
