import { describe, expect, test } from "bun:test";
import { formatSpan } from "../../src/format/span.ts";

const spans: readonly (readonly [seconds: number, text: string])[] = [
  [0, "0.0ns"],
  [999e-9, "999ns"],
  [1.5e-6, "1.5µs"],
  [12.345e-6, "12µs"],
  [0.0999, "100ms"],
  [1.25, "1.25s"],
  [59.9, "59.9s"],
  [61, "1m01s"],
  [599, "9m59s"],
  [600, "10.0m"],
  [5400, "90.0m"],
  [35_999, "9h60m"],
  [36_000, "10h0m"],
  [86_399, "24.0h"],
  [90_000, "1d01h"],
  [2159 * 3600, "90.0d"],
  [2160 * 3600, "90d0h"],
  [8760 * 3600, "365d"],
  [100_000 * 3600, "11.4y"],
];

describe("a span of time", () => {
  for (const [seconds, text] of spans) {
    test(`of ${seconds} s is ${text}`, () => {
      expect(formatSpan(seconds)).toBe(text);
    });
  }
});
