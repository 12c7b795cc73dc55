import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { bytesOfPath, comparePaths, shownPath, systemPath, textOfPath } from "../src/path-bytes.ts";

/** Bytes of which some are the beginning of a character, or could be. */
const bytes = fc
  .array(
    fc.oneof(fc.constantFrom(0x2f, 0x61, 0xc3, 0xa9, 0xed, 0xb2, 0x80, 0xf0, 0x9f, 0x98, 0xff), fc.nat(255)),
  )
  .map((values) => Buffer.from(values));

describe("the text of a path", () => {
  it("gives back its bytes, whatever they are", () => {
    fc.assert(
      fc.property(bytes, (path) => expect(bytesOfPath(textOfPath(path))).toEqual(path)),
      { numRuns: 2000 },
    );
  });

  it("is ordered as its bytes are", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) =>
        expect(comparePaths(textOfPath(a), textOfPath(b))).toBe(Buffer.compare(a, b)),
      ),
      { numRuns: 2000 },
    );
  });

  it("is itself for the system where it is UTF-8, and bytes where it is not", () => {
    expect(systemPath("/é😀")).toBe("/é😀");
    expect(systemPath(textOfPath(Buffer.of(0x2f, 0xff)))).toEqual(Buffer.of(0x2f, 0xff));
  });

  it("is shown with a replacement for each byte that is no UTF-8", () => {
    expect(shownPath(textOfPath(Buffer.from("a\xff\xfeb\xc3\xa9", "latin1")))).toBe("a\ufffd\ufffdbé");
  });
});
