import { describe, expect, it } from "bun:test";
import { formatSize } from "../../src/format/size.ts";

describe("formatSize", () => {
  const cases: readonly [number, string][] = [
    [0, "0B"],
    [999, "999B"],
    [5000, "5000B"],
    [5001, "5.00kB"],
    [9499, "9.50kB"],
    [9500, "9.5kB"],
    [9950, "9.9kB"],
    [9955, "10.0kB"],
    [10_050, "10.1kB"],
    [20_250, "20.2kB"],
    [99_450, "99.5kB"],
    [99_500, "100kB"],
    [990_500, "990kB"],
    [991_500, "992kB"],
    [999_499, "999kB"],
    [999_500, "1.00MB"],
    [1_005_001, "1.01MB"],
    [9_850_000, "9.8MB"],
    [12_345_678, "12.3MB"],
    [1_073_741_824, "1.07GB"],
    [1_610_612_736_000, "1.61TB"],
  ];
  for (const [bytes, text] of cases) {
    it(`prints ${bytes} bytes as ${text}`, () => expect(formatSize(bytes)).toBe(text));
  }
});
