import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { splitLines } from "../../../src/log-lines/log-run.ts";
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

  it("keeps whole lines of more than it has room for", () => {
    const ring = new LogRing(10);
    ring.append(bytes("aaa\nbbb\nccc\n"), 1);
    expect(texts(ring)).toEqual(["bbb", "ccc"]);
  });

  it("holds the newest whole lines, and all that fit, whatever was written and read", () => {
    const capacity = 64;
    const line = fc.string({ unit: fc.constantFrom("a", "é", "z"), maxLength: 12 });
    const append = fc.array(line, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(append, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (chunks, count) => {
        const ring = new LogRing(capacity);
        const all: string[] = [];
        for (const [index, lines] of chunks.entries()) {
          ring.append(bytes(`${lines.join("\n")}\n`), index);
          all.push(...lines);
          expect(texts(ring, count)).toEqual(newest(all, capacity).slice(-count));
          const inRuns: readonly string[] = ring.runs().flatMap((run) => splitLines(run.bytes));
          expect(inRuns).toEqual(newest(all, capacity));
        }
      }),
    );
  });
});

/** The most of the last lines that fit into so many bytes. */
const newest = (lines: readonly string[], capacity: number): readonly string[] => {
  let room = capacity;
  const first = lines.findLastIndex((line) => {
    room -= bytes(line).byteLength + 1;
    return room < 0;
  });
  return lines.slice(first + 1);
};
