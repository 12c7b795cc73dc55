import { describe, expect, test } from "bun:test";
import { createFakeClock } from "./fake-clock.ts";

describe("fake clock", () => {
  test("timers run in the order in which they fall due, each at its own time", async () => {
    const clock = createFakeClock();
    const seen: string[] = [];
    clock.after(20, () => seen.push(`late ${clock.monotonicMs()}`));
    clock.after(10, () => {
      seen.push(`early ${clock.monotonicMs()}`);
      clock.after(5, () => seen.push(`set by early ${clock.monotonicMs()}`));
    });
    await clock.advance(30);
    expect(seen).toEqual(["early 10", "set by early 15", "late 20"]);
    expect(clock.monotonicMs()).toBe(30);
  });

  test("a cancelled timer never runs, and is not pending", async () => {
    const clock = createFakeClock();
    let ran = false;
    const timer = clock.after(1, () => {
      ran = true;
    });
    expect(clock.pending()).toBe(1);
    timer.cancel();
    await clock.advance(5);
    expect(ran).toBe(false);
    expect(clock.pending()).toBe(0);
  });

  test("wall time is never the same twice", () => {
    const clock = createFakeClock();
    const first = clock.now();
    expect(clock.now()).toBeGreaterThan(first);
  });
});
