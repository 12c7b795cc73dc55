import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { differences, matchesText } from "../match.ts";

const names = { dir: "/tmp/a.b", prog: "cobble", peer: "127.0.0.1:80" };

describe("matchesText", () => {
  it("text without placeholders matches itself and nothing else", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        fc.pre(!/\{(time|when|n|duration|any|dir|prog|peer)\}/.test(text));
        expect(matchesText(text, { text, names })).toBe(true);
        expect(matchesText(text, { text: other, names })).toBe(text === other);
      }),
    );
  });

  it("placeholders match what they stand for, as a whole", () => {
    const cases: readonly { template: string; text: string; matches: boolean }[] = [
      { template: "{time} x", text: "2026-01-02T03:04:05.678Z x", matches: true },
      { template: "{time} x", text: "2026-01-02 x", matches: false },
      { template: "at {when}", text: "at today at 03:04 UTC", matches: true },
      { template: "{n}", text: "12", matches: true },
      { template: "{n}", text: "12a", matches: false },
      { template: "{duration}", text: "1h0m0s", matches: true },
      { template: "a{any}z", text: "a\n\nz", matches: true },
      { template: "{dir}/x", text: "/tmp/a.b/x", matches: true },
      { template: "{dir}/x", text: "/tmp/aXb/x", matches: false },
      { template: "see {prog}", text: "see pebble", matches: false },
      { template: "{}\n", text: "{}\n", matches: true },
    ];
    for (const { template, text, matches } of cases)
      expect([template, matchesText(template, { text, names })]).toEqual([template, matches]);
  });
});

describe("differences", () => {
  it("a value has none to itself, and an object may hold more than expected", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.boolean(), fc.constant(null))),
        (value) => {
          expect(differences(value, { value, names })).toEqual([]);
          expect(differences({}, { value, names })).toEqual([]);
        },
      ),
    );
  });

  it("each difference is told with its path", () => {
    const expected = { a: [{ b: 1, c: "{absent}" }], d: "x{n}", e: "{any}", f: true };
    const value = { a: [{ b: 2, c: 0 }], d: "xy", f: "true" };
    expect(differences(expected, { value, names })).toEqual([
      ".a[0].b: expected 1, got 2",
      '.a[0].c: expected "{absent}", got 0',
      '.d: expected "x{n}", got "xy"',
      '.e: expected "{any}", got undefined',
      '.f: expected true, got "true"',
    ]);
  });

  it("a list must have as many items as expected", () => {
    expect(differences([1], { value: [1, 2], names })).toEqual(["value: expected [1], got [1,2]"]);
    expect(differences([], { value: null, names })).toHaveLength(1);
  });
});
