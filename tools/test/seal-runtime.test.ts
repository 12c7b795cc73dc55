import { describe, expect, test } from "bun:test";
import { sealRuntime } from "../seal-runtime.ts";

/** What stands for a runtime: names with their ends, the engine's comparison as x64 code has it, and Bun's own switch. */
const comparison = Buffer.concat(
  [..."BUN_JSC_"].map((letter, index) =>
    index === 0
      ? Buffer.from([0x41, 0x80, 0x3e, letter.charCodeAt(0), 0x75, 0xe5])
      : Buffer.from([0x41, 0x80, 0x7e, index, letter.charCodeAt(0), 0x75, 0xde]),
  ),
);
const text = "\0BUN_OPTIONS\0failedBUN_INSPECTBUN_PORTx\0BUN_BE_BUN\0";
const script = "process.env.BUN_ENV; const SHOW_BUN_STACK = 1; BUN_FFI_IMPORT void f();";

describe("sealing", () => {
  test("names that Bun reads become impossible, wherever they start, and nothing moves", () => {
    const { bytes, counts } = sealRuntime(Buffer.concat([Buffer.from(text), comparison]));
    expect(bytes.length).toBe(text.length + comparison.length);
    expect(bytes.toString("latin1")).toStartWith("\0=UN_OPTIONS\0failed=UN_INSPECT=UN_PORTx\0COBBLE_BUN\0");
    expect(counts).toEqual({ names: 3, comparisons: 1, renamed: 1 });
  });

  test("the first comparison with the engine's prefix is with a byte that no name has", () => {
    const { bytes } = sealRuntime(Buffer.concat([Buffer.from(text), comparison]));
    expect(bytes[text.length + 3]).toBe("=".charCodeAt(0));
    expect(bytes.subarray(text.length + 4)).toEqual(comparison.subarray(4));
  });

  test("scripts and headers that Bun carries stay as they are", () => {
    const { bytes } = sealRuntime(Buffer.concat([Buffer.from(text), comparison, Buffer.from(script)]));
    expect(bytes.toString("latin1")).toEndWith(script);
  });

  test("on arm64 the constant of the first comparison is changed, and only that", () => {
    const code = Buffer.alloc(8 * 12);
    [..."BUN_JSC_"].forEach((letter, index) => {
      code.writeUInt32LE(0x39400128, index * 12);
      code.writeUInt32LE((0x7100011f | (letter.charCodeAt(0) << 10)) >>> 0, index * 12 + 4);
      code.writeUInt32LE(0x54000001, index * 12 + 8);
    });
    const start = Buffer.alloc(52, text);
    const { bytes, counts } = sealRuntime(Buffer.concat([start, code]));
    expect(counts.comparisons).toBe(1);
    expect(bytes.readUInt32LE(52 + 4)).toBe((0x7100011f | ("=".charCodeAt(0) << 10)) >>> 0);
    expect(bytes.subarray(52 + 8)).toEqual(code.subarray(8));
  });

  test("a runtime without one of the kinds is refused", () => {
    expect(() => sealRuntime(Buffer.from(text))).toThrow("cannot seal this Bun");
    expect(() => sealRuntime(comparison)).toThrow("cannot seal this Bun");
  });
});
