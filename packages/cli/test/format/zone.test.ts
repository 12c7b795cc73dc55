import { describe, expect, it } from "bun:test";
import { readZone } from "../../src/format/zone.ts";

const unused = (): number => {
  throw new Error("asked for the offset of a zone that has only one");
};

describe("readZone", () => {
  const fixed: readonly [string, number, string][] = [
    ["UTC0", 0, "UTC"],
    ["IST-5:30", 330, "IST"],
    ["<+0545>-5:45", 345, "+0545"],
    ["<-03>3", -180, "-03"],
    ["HST10", -600, "HST"],
  ];
  for (const [rule, offset, name] of fixed) {
    it(`knows the offset and name of ${rule} by itself`, () => {
      const zone = readZone(rule, unused);
      expect(zone.offsetAt(0)).toBe(offset);
      expect(zone.nameAt(offset)).toBe(name);
    });
  }

  const summer: readonly [string, number, string][] = [
    ["EST5EDT,M3.2.0,M11.1.0", -240, "EDT"],
    ["EST5EDT,M3.2.0,M11.1.0", -300, "EST"],
    ["NZST-12NZDT,M9.5.0,M4.1.0/3", 780, "NZDT"],
    ["IST-1GMT0,M10.5.0,M3.5.0/1", 0, "GMT"],
    ["EST5EDT,M3.2.0,M11.1.0", 345, "+0545"],
    ["EST5EDT,M3.2.0,M11.1.0", -210, "-0330"],
    ["", 0, "UTC"],
  ];
  for (const [rule, offset, name] of summer) {
    it(`calls ${offset} minutes in ${rule || "a zone without a rule"} ${name}`, () => {
      const zone = readZone(rule, () => offset);
      expect(zone.nameAt(zone.offsetAt(0))).toBe(name);
    });
  }
});
