import { describe, expect, it } from "bun:test";
import { countLines, endOfLine, linesText, lossRun, splitLines } from "../../src/log-lines/log-run.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a run of lines", () => {
  it("is split into lines without their newlines", () => {
    expect(splitLines(bytes("a\n\nb\n"))).toEqual(["a", "", "b"]);
    expect(splitLines(bytes("\n"))).toEqual([""]);
    expect(splitLines(bytes(""))).toEqual([]);
  });

  it("keeps a byte order mark, and shows what is no UTF-8", () => {
    expect(linesText(bytes("\uFEFFa\n"))).toBe("\uFEFFa");
    expect(linesText(Uint8Array.of(0xff, 0x61, 10))).toBe("\uFFFDa");
  });

  it("knows where its lines end", () => {
    expect(countLines(bytes("a\nbb\n\n"))).toBe(3);
    expect(endOfLine(bytes("a\nbb\nc\n"), 2)).toEqual({ end: 5, lines: 2 });
    expect(endOfLine(bytes("a\nbb\n"), 9)).toEqual({ end: 5, lines: 2 });
  });

  it("tells of lost lines by an ordinary line", () => {
    const { service, bytes: told } = lossRun({ service: "web", time: 1, count: 132 });
    expect([service, linesText(told)]).toEqual(["web", "(132 lines lost)"]);
  });
});
