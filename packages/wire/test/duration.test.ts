import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  DurationError,
  formatDurationMs,
  formatDurationNs,
  parseDurationMs,
  parseDurationNs,
} from "../src/duration.ts";

describe("a duration", () => {
  const readings: readonly (readonly [text: string, ns: number, printed: string])[] = [
    ["0", 0, "0s"],
    ["60s", 60e9, "1m0s"],
    ["0.5h", 1800e9, "30m0s"],
    ["1500us", 1.5e6, "1.5ms"],
    ["1h15m30.918s", 4530.918e9, "1h15m30.918s"],
    ["-1.5h", -5400e9, "-1h30m0s"],
    [".5s", 0.5e9, "500ms"],
    ["1.s", 1e9, "1s"],
    ["+5s", 5e9, "5s"],
    ["3µs", 3e3, "3µs"],
    ["100h", 360_000e9, "100h0m0s"],
    ["999ns", 999, "999ns"],
    ["1ms1h", 3600.001e9, "1h0m0.001s"],
    ["0.1ns", 0, "0s"],
    ["1.9ns", 1, "1ns"],
    ["3.3333333333333333333s", 3333333333, "3.333333333s"],
    ["0.0000000000000000000001h", 0, "0s"],
    ["-0s", 0, "0s"],
  ];
  for (const [text, ns, printed] of readings) {
    it(`${text} is ${ns} ns and prints as ${printed}`, () => {
      assert.equal(parseDurationNs(text), ns);
      assert.equal(formatDurationNs(ns), printed);
    });
  }

  const refusals: readonly (readonly [text: string, message: string])[] = [
    ["soon", 'time: invalid duration "soon"'],
    ["", 'time: invalid duration ""'],
    ["-", 'time: invalid duration "-"'],
    ["10", 'time: missing unit in duration "10"'],
    ["10x", 'time: unknown unit "x" in duration "10x"'],
    ["1s2", 'time: missing unit in duration "1s2"'],
    ["1h2x3s", 'time: unknown unit "x" in duration "1h2x3s"'],
    ["999999999h", 'time: invalid duration "999999999h"'],
    ["9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'],
    ["2562047h47m16.854775808s", 'time: invalid duration "2562047h47m16.854775808s"'],
    ["-9223372036854775809ns", 'time: invalid duration "-9223372036854775809ns"'],
    ["99999999999999999999x", 'time: invalid duration "99999999999999999999x"'],
    [".s", 'time: invalid duration ".s"'],
    ["1constructor", 'time: unknown unit "constructor" in duration "1constructor"'],
  ];
  for (const [text, message] of refusals) {
    it(`"${text}" is refused in Go's words`, () => {
      assert.throws(() => parseDurationNs(text), new DurationError(message));
    });
  }

  it("reads back what it prints, whatever the length", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (ns) => {
        assert.equal(parseDurationNs(formatDurationNs(ns)), ns);
      }),
    );
  });

  it("may be as long as Go can hold, and a nanosecond longer below zero", () => {
    for (const text of [
      "9223372036854775807ns",
      "2562047h47m16.854775807s",
      "-9223372036854775808ns",
      "-2562047h47m16.854775808s",
    ]) {
      assert.equal(Math.abs(parseDurationNs(text)), 2 ** 63, text);
    }
  });

  it("of whole milliseconds prints exactly, however long", () => {
    for (const text of ["2562047h0m0s", "-2562047h47m16.854s", "100000h0m0.001s"]) {
      assert.equal(formatDurationMs(parseDurationMs(text)), text);
    }
  });

  it("may be given and taken in milliseconds, fractions kept", () => {
    assert.equal(parseDurationMs("1500us"), 1.5);
    assert.equal(formatDurationMs(1.5), "1.5ms");
  });
});
