import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { createRunPrinter, runLines } from "../../src/api/logs.ts";

const run = (text: string) => ({ service: 'w"eb', time: 1_767_323_045_678_901, bytes: Buffer.from(text) });
const parsed = (text: string): readonly unknown[] =>
  runLines(run(text))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe("lines of a log as JSON Lines", () => {
  it("are one object each, with the time of their run", () => {
    expect(runLines(run("one\ntwo\n"))).toBe(
      `${["one", "two"].map((word) => `{"time":"2026-01-02T03:04:05.678Z","service":"w\\"eb","message":"${word}"}`).join("\n")}\n`,
    );
  });

  it("give back each line, whatever is in it", () => {
    const text = fc.string({
      unit: fc.constantFrom("\\", "n", "\n", '"', "\r", "$", "&", "é", "\u2028", "\u0000"),
    });
    fc.assert(
      fc.property(text, (some) => {
        const messages = parsed(`${some}\n`).map((entry) => Reflect.get(Object(entry), "message"));
        expect(messages).toEqual(some.split("\n"));
      }),
    );
  });
});

describe("a printer of runs", () => {
  const first = run("one\ntwo\n");

  it("prints a run once for all who are given it, and for who is given a copy", () => {
    const print = createRunPrinter();
    const printed = print(first);
    expect(Buffer.from(printed).toString()).toBe(runLines(first));
    expect(print({ ...first, bytes: first.bytes.subarray(0) })).toBe(printed);
  });

  it("takes no other run for the one before", () => {
    const print = createRunPrinter();
    for (const other of [
      { ...first, time: first.time + 1 },
      { ...first, service: "other" },
      { ...first, bytes: first.bytes.subarray(0, 4) },
      { ...first, bytes: first.bytes.subarray(4) },
      { ...first, bytes: Buffer.from("eno\ntwo\n") },
    ]) {
      print(first);
      expect(Buffer.from(print(other)).toString()).toBe(runLines(other));
    }
  });
});
