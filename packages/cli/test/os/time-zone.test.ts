import { describe, expect, it } from "bun:test";
import { join } from "node:path";

const source = join(import.meta.dir, "../../src/os/time-zone.ts");

/** The offsets of local time that a process with this `TZ` sees in a winter and in a summer. */
const offsetsWith = async (timeZone: string): Promise<unknown> => {
  const program = `
    const { localOffsetAt } = await import(${JSON.stringify(source)});
    console.log(JSON.stringify([localOffsetAt(Date.UTC(2026, 0, 15)), localOffsetAt(Date.UTC(2026, 6, 15))]));`;
  const child = Bun.spawn([process.execPath, "-e", program], {
    env: { ...process.env, TZ: timeZone },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await new Response(child.stdout).text());
};

describe("the offset of local time", () => {
  it("is that of winter or of summer, as the time has it", async () => {
    // Rules and not names: a machine need not have the files of the zones.
    expect(await offsetsWith("CET-1CEST,M3.5.0,M10.5.0/3")).toEqual([60, 120]);
    expect(await offsetsWith("NST3:30NDT,M3.2.0,M11.1.0")).toEqual([-210, -150]);
  });

  it("is none in UTC", async () => {
    expect(await offsetsWith("UTC")).toEqual([0, 0]);
  });
});
