import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { LogRing } from "../../../src/managers/logs/ring.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (ring: LogRing, count = Number.POSITIVE_INFINITY): readonly string[] =>
  ring.last(count).map((line) => line.text);

describe("a log ring", () => {
  it("gives the last lines in order, oldest first", () => {
    const ring = new LogRing();
    ring.append(bytes("one\ntwo\n"), 1);
    ring.append(bytes("three\n"), 2);
    expect(texts(ring, 2)).toEqual(["two", "three"]);
    expect(ring.last(3).map((line) => line.time)).toEqual([1, 1, 2]);
  });

  it("keeps an empty line", () => {
    const ring = new LogRing();
    ring.append(bytes("\n\nx\n"), 1);
    expect(texts(ring)).toEqual(["", "", "x"]);
  });

  it("forgets the oldest whole lines, when it is full", () => {
    const ring = new LogRing(10);
    ring.append(bytes("aaa\nbbb\n"), 1);
    ring.append(bytes("ccc\n"), 2);
    expect(texts(ring)).toEqual(["bbb", "ccc"]);
  });

  it("keeps the end of a line that is longer than itself", () => {
    const ring = new LogRing(8);
    ring.append(bytes("0123456789abc\n"), 1);
    expect(texts(ring)).toEqual(["6789abc"]);
  });

  it("always holds the newest lines that fit, whatever was written", () => {
    const line = fc.string({ unit: fc.constantFrom("a", "é", "z"), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 5 }), { maxLength: 60 }), (chunks) => {
        const capacity = 64;
        const ring = new LogRing(capacity);
        for (const [index, lines] of chunks.entries()) ring.append(bytes(`${lines.join("\n")}\n`), index);
        const all = chunks.flat();
        const kept = texts(ring);
        const whole = kept.slice(1);
        expect(whole).toEqual(all.slice(all.length - whole.length));
        expect(bytes(kept.join("\n")).byteLength).toBeLessThanOrEqual(capacity + 8);
        const size = bytes(`${all.join("\n")}\n`).byteLength;
        if (size <= capacity) expect(kept).toEqual(all);
      }),
    );
  });
});
