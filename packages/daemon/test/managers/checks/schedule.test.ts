import { describe, expect, test } from "bun:test";
import { runEvery } from "../../../src/managers/checks/schedule.ts";
import { createFakeClock } from "../../fake-clock.ts";

describe("schedule", () => {
  test("the first run comes one period after the start, and then one each period", async () => {
    const clock = createFakeClock();
    const times: number[] = [];
    const run = async () => void times.push(clock.monotonicMs());
    const schedule = runEvery(100, run, { clock, latenessMs: 0 });
    await clock.advance(350);
    expect(times).toEqual([100, 200, 300]);
    schedule.cancel();
    await clock.advance(500);
    expect(times.length).toBe(3);
    expect(clock.pending()).toBe(0);
  });

  test("one that is late is late by the same each time, so its runs are a period apart", async () => {
    const clock = createFakeClock();
    const times: number[] = [];
    const run = async () => void times.push(clock.monotonicMs());
    const schedule = runEvery(100, run, { clock, latenessMs: 7 });
    await clock.advance(410);
    schedule.cancel();
    expect(times).toEqual([107, 207, 307, 407]);
  });

  test("a run that takes longer than the period is followed at once, and what it missed is left out", async () => {
    const clock = createFakeClock();
    const times: number[] = [];
    const slow = () => {
      times.push(clock.monotonicMs());
      return new Promise<void>((resolve) => clock.after(times.length === 1 ? 250 : 0, resolve));
    };
    const schedule = runEvery(100, slow, { clock, latenessMs: 0 });
    await clock.advance(520);
    schedule.cancel();
    expect(times).toEqual([100, 350, 400, 500]);
  });

  test("a schedule that is cancelled while its action runs does not go on", async () => {
    const clock = createFakeClock();
    let runs = 0;
    const run = async () => {
      runs += 1;
      schedule.cancel();
    };
    const schedule = runEvery(10, run, { clock, latenessMs: 0 });
    await clock.advance(100);
    expect(runs).toBe(1);
    expect(clock.pending()).toBe(0);
  });
});
