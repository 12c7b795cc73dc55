import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeYaml } from "@cobble/plan";
import fc from "fast-check";

const utf16 = (text: string): readonly number[] =>
  Array.from(text, (character) => character.charCodeAt(0)).flatMap((unit) => [unit & 0xff, unit >> 8]);

describe("decodeYaml", () => {
  it("reads UTF-8, with or without a byte order mark", () => {
    assert.deepEqual(decodeYaml(new TextEncoder().encode("a: é😀")), { text: "a: é😀" });
    assert.deepEqual(decodeYaml(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), { text: "\ufeffa" });
  });

  it("reads UTF-16 of both byte orders, by their marks", () => {
    const little = [0xff, 0xfe, ...utf16("a: é")];
    assert.deepEqual(decodeYaml(Uint8Array.from(little)), { text: "\ufeffa: é" });
    const big = little.flatMap((byte, i) => (i % 2 === 0 ? [little[i + 1] ?? 0, byte] : []));
    assert.deepEqual(decodeYaml(Uint8Array.from(big)), { text: "\ufeffa: é" });
  });

  const faults: readonly (readonly [bytes: readonly number[], message: string])[] = [
    [[0x61, 0xff], "invalid leading UTF-8 octet"],
    [[0x61, 0x80], "invalid leading UTF-8 octet"],
    [[0x61, 0xc3], "incomplete UTF-8 octet sequence"],
    [[0x61, 0xc3, 0x28], "invalid trailing UTF-8 octet"],
    [[0x61, 0xc0, 0x80], "invalid length of a UTF-8 sequence"],
    [[0x61, 0xe0, 0x80, 0x80], "invalid length of a UTF-8 sequence"],
    [[0x61, 0xed, 0xa0, 0x80], "invalid Unicode character"],
    [[0x61, 0xf7, 0xbf, 0xbf, 0xbf], "invalid Unicode character"],
    [[0xff, 0xfe, 0x61], "incomplete UTF-16 character"],
    [[0xff, 0xfe, 0x00, 0xdc], "unexpected low surrogate area"],
    [[0xff, 0xfe, 0x00, 0xd8], "incomplete UTF-16 surrogate pair"],
  ];
  for (const [bytes, message] of faults) {
    it(`tells what is wrong as the reference does: ${bytes.map((byte) => byte.toString(16)).join(" ")}`, () => {
      assert.deepEqual(decodeYaml(Uint8Array.from(bytes)).encodingFault, { message, offset: 1 });
    });
  }

  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.deepEqual(decodeYaml(new TextEncoder().encode(text)), { text });
      }),
    );
  });

  it("finds a fault in bytes that are no text, and in no others", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const { text, encodingFault } = decodeYaml(bytes);
        const isWhole = [...new TextEncoder().encode(text)].join() === [...bytes].join();
        if (bytes[0] !== 0xff && bytes[0] !== 0xfe) assert.equal(encodingFault === undefined, isWhole);
      }),
      { numRuns: 1000 },
    );
  });
});
