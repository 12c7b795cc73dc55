import { describe, expect, it } from "bun:test";
import { LaunchQueue } from "../../../src/managers/services/launch-queue.ts";
import { createFakeClock, type FakeClock } from "../../fake-clock.ts";

/** A clock on which each launch takes four milliseconds. */
const createSlowWorld = () => {
  const clock = createFakeClock();
  let workedMs = 0;
  const slow: FakeClock = { ...clock, monotonicMs: () => clock.monotonicMs() + workedMs };
  const launched: string[] = [];
  const queue = new LaunchQueue(slow);
  const launch = (name: string, urgent = false) =>
    queue.add(
      () => {
        launched.push(name);
        workedMs += 4;
      },
      { urgent },
    );
  return { clock, launched, launch };
};

describe("the queue of launches", () => {
  it("launches at once, while there is time for it, and leaves the rest for the next turns", async () => {
    const { clock, launched, launch } = createSlowWorld();
    for (const name of ["a", "b", "c", "d", "e", "f", "g"]) launch(name);
    expect(launched).toEqual(["a", "b", "c"]);
    await clock.advance(0);
    expect(launched).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
    expect(clock.pending()).toBe(0);
  });

  it("launches urgent ones before others that wait", async () => {
    const { clock, launched, launch } = createSlowWorld();
    for (const name of ["a", "b", "c", "d"]) launch(name);
    launch("restart", true);
    expect(launched).toEqual(["a", "b", "c"]);
    await clock.advance(0);
    expect(launched).toEqual(["a", "b", "c", "restart", "d"]);
  });

  it("forgets a launch that was taken back", async () => {
    const { clock, launched, launch } = createSlowWorld();
    for (const name of ["a", "b", "c"]) launch(name);
    const waiting = launch("d");
    launch("e");
    waiting.cancel();
    await clock.advance(0);
    expect(launched).toEqual(["a", "b", "c", "e"]);
  });
});
