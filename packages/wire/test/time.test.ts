import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatTime, parseTime } from "../src/time.ts";

describe("a time", () => {
  it("prints with up to six decimals, and none that are zero", () => {
    const second = Date.UTC(2026, 0, 2, 3, 4, 5) * 1000;
    assert.equal(formatTime(second), "2026-01-02T03:04:05Z");
    assert.equal(formatTime(second + 120_000), "2026-01-02T03:04:05.12Z");
    assert.equal(formatTime(second + 123_456), "2026-01-02T03:04:05.123456Z");
  });

  it("prints in another zone, when one is given", () => {
    const micros = Date.UTC(2026, 0, 2, 3, 4, 5) * 1000;
    assert.equal(formatTime(micros, 330), "2026-01-02T08:34:05+05:30");
    assert.equal(formatTime(micros, -120), "2026-01-02T01:04:05-02:00");
  });

  it("is not read, when it is no RFC 3339 time", () => {
    for (const text of ["", "yesterday", "2026-01-02", "2026-01-02T03:04:05", "2026-13-02T03:04:05Z"]) {
      assert.equal(parseTime(text), undefined, text);
    }
  });

  it("reads nanoseconds, and drops what is below a microsecond", () => {
    assert.equal(parseTime("2026-01-02T03:04:05.123456789Z"), parseTime("2026-01-02T03:04:05.123456Z"));
  });

  it("is the same after printing and reading, in any zone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e15 }),
        fc.integer({ min: -720, max: 840 }),
        (micros, offset) => {
          assert.equal(parseTime(formatTime(micros, offset)), micros);
        },
      ),
    );
  });
});
