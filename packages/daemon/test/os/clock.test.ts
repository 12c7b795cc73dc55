import { afterEach, describe, expect, it, setSystemTime } from "bun:test";
import { join } from "node:path";
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

const source = join(import.meta.dir, "../../src/os/clock.ts");

/** The offsets of local time, in minutes, that a process with this `TZ` sees in a winter and in a summer. */
const offsetsWith = async (timeZone: string): Promise<unknown> => {
  const program = `
    const { createSystemClock } = await import(${JSON.stringify(source)});
    const { offsetMinutes } = createSystemClock();
    const at = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
    console.log(JSON.stringify(at.map((ms) => offsetMinutes(ms))));`;
  const child = Bun.spawn([process.execPath, "-e", program], {
    env: { ...process.env, TZ: timeZone },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await new Response(child.stdout).text());
};

describe("the offset of local time", () => {
  it("is that of the zone at the time it is asked for, east of UTC or west", async () => {
    // Rules and not names: a machine need not have the files of the zones.
    expect(await offsetsWith("CET-1CEST,M3.5.0,M10.5.0/3")).toEqual([60, 120]);
    expect(await offsetsWith("NST3:30NDT,M3.2.0,M11.1.0")).toEqual([-210, -150]);
    expect(await offsetsWith("<+0545>-5:45")).toEqual([345, 345]);
  });

  it("is none where the zone is UTC, or is not known", async () => {
    expect(await offsetsWith("UTC")).toEqual([0, 0]);
    expect(await offsetsWith("Nowhere/Atall")).toEqual([0, 0]);
  });
});
