import { describe, expect, it } from "bun:test";
import { formatTimeOf } from "../../src/format/time.ts";
import { readZone } from "../../src/format/zone.ts";

const utc = readZone("UTC0", () => 0);
const now = Date.parse("2026-11-22T20:55:42Z");

describe("formatTimeOf", () => {
  const relative: readonly [string, string][] = [
    ["2026-11-22T00:00:00Z", "today at 00:00 UTC"],
    ["2026-11-22T21:55:42.123456789Z", "today at 21:55 UTC"],
    ["2026-11-21T23:59:59Z", "yesterday at 23:59 UTC"],
    ["2026-11-23T00:00:00Z", "tomorrow at 00:00 UTC"],
    ["2026-11-20T20:55:42Z", "2 days ago, at 20:55 UTC"],
    ["2026-11-24T20:55:42Z", "in 2 days, at 20:55 UTC"],
    ["2026-09-23T20:55:42Z", "60 days ago, at 20:55 UTC"],
    ["2026-09-22T20:55:42Z", "2026-09-22"],
    ["2027-01-21T20:55:42Z", "in 60 days, at 20:55 UTC"],
    ["2027-01-22T20:55:42Z", "2027-01-22"],
    ["2026-11-22T22:00:00+02:00", "today at 20:00 UTC"],
  ];
  for (const [time, text] of relative) {
    it(`shows ${time} as ${text}`, () => expect(formatTimeOf(time, { now, zone: utc })).toBe(text));
  }

  it("shows the days and clock of the local zone", () => {
    const auckland = readZone("NZST-12NZDT,M9.5.0,M4.1.0/3", () => 13 * 60);
    expect(formatTimeOf("2026-11-22T10:30:00Z", { now, zone: auckland })).toBe("yesterday at 23:30 NZDT");
  });

  it("shows the time as it is, without fractions, when it is to be in full", () => {
    expect(formatTimeOf("2026-11-22T20:55:42.5+02:00", { now, zone: undefined })).toBe(
      "2026-11-22T20:55:42+02:00",
    );
  });

  it("shows a dash where there is no time", () => {
    expect(formatTimeOf(undefined, { now, zone: utc })).toBe("-");
  });
});
