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
const names = "\0BUN_OPTIONS\0failedBUN_INSPECTBUN_PORTx\0BUN_BE_BUN\0";
const others = "process.env.BUN_ENV, SHOW_BUN_STACK, set $BUN_TMPDIR, BUN_FFI_IMPORT void f();";
const symbols = "\0getrlimit\0setrlimit\0read\0";
const script = "const env = { BUN_PORT: 1 };";

/** Seals constants and code as if they were a runtime, with a script in a section of its own between them. */
function seal(constants: string, code: Buffer): ReturnType<typeof sealRuntime> {
  const start = constants.length + script.length;
  const end = start + code.length;
  return sealRuntime(Buffer.concat([Buffer.from(constants + script), code, Buffer.from(symbols)]), [
    { name: ".rodata", start: 0, end: constants.length },
    { name: ".bun_builtins", start: constants.length, end: start },
    { name: ".text", start, end },
    { name: ".dynstr", start: end, end: end + symbols.length },
  ]);
}

describe("sealing", () => {
  test("names that Bun reads become impossible, wherever they start, and nothing moves", () => {
    const { bytes, counts } = seal(names, comparison);
    expect(bytes.toString("latin1")).toStartWith(
      `\0=UN_OPTIONS\0failed=UN_INSPECT=UN_PORTx\0COBBLE_BUN\0${script}`,
    );
    expect(bytes.length).toBe(names.length + script.length + comparison.length + symbols.length);
    expect(counts).toEqual({ names: 3, comparisons: 1, renamed: 1, functions: 1 });
    expect(bytes.toString("latin1")).toEndWith("\0getrlimit\0getrlimit\0read\0");
  });

  test("the first comparison with the engine's prefix is with a byte that no name has", () => {
    const code = seal(names, comparison).bytes.subarray(names.length + script.length, -symbols.length);
    expect(code[3]).toBe("=".charCodeAt(0));
    expect(code.subarray(4)).toEqual(comparison.subarray(4));
  });

  test("what only looks like a name stays as it is", () => {
    const { bytes } = seal(names + others, comparison);
    expect(bytes.toString("latin1")).toContain(others);
  });

  test("on arm64 the constant of the first comparison is changed, and only that", () => {
    const code = Buffer.alloc(8 * 12);
    [..."BUN_JSC_"].forEach((letter, index) => {
      code.writeUInt32LE(0x39400128, index * 12);
      code.writeUInt32LE((0x7100011f | (letter.charCodeAt(0) << 10)) >>> 0, index * 12 + 4);
      code.writeUInt32LE(0x54000001, index * 12 + 8);
    });
    const { bytes, counts } = seal(names, code);
    const sealed = bytes.subarray(names.length + script.length, -symbols.length);
    expect(counts.comparisons).toBe(1);
    expect(sealed.readUInt32LE(4)).toBe((0x7100011f | ("=".charCodeAt(0) << 10)) >>> 0);
    expect(sealed.subarray(8)).toEqual(code.subarray(8));
  });

  test("a runtime without one of the kinds is refused, and so is another kind of file", () => {
    expect(() => seal(names, Buffer.alloc(0))).toThrow("cannot seal this Bun");
    expect(() => seal(others, comparison)).toThrow("cannot seal this Bun");
    expect(() => sealRuntime(Buffer.from(names))).toThrow("no 64-bit ELF file");
  });
});
