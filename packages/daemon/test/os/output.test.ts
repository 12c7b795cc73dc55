import { describe, expect, it } from "bun:test";
import { closeSync, readSync } from "node:fs";
import { makePipe } from "../../src/os/libc.ts";
import { createOutput, descriptorFile } from "../../src/os/output.ts";
import { createFakeClock } from "../fake-clock.ts";

const readSome = (fd: number): string => {
  const bytes = new Uint8Array(1 << 20);
  return Buffer.from(bytes.subarray(0, readSync(fd, bytes))).toString();
};

const lines = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => `${from + index} ${"x".repeat(91)}`.slice(0, 99));

describe("an output", () => {
  it("is written at once, when its reader has room", () => {
    const { read, write } = makePipe();
    createOutput(descriptorFile(write), createFakeClock()).write("one\ntwo\n");
    expect(readSome(read)).toBe("one\ntwo\n");
    for (const end of [read, write]) closeSync(end);
  });

  it("does not wait for a reader that stands still, and tells it how much it missed", async () => {
    const { read, write } = makePipe();
    const clock = createFakeClock();
    const output = createOutput(descriptorFile(write), clock);
    const count = 30_000;
    for (const line of lines(0, count)) output.write(`${line}\n`);

    let text = "";
    while (clock.pending() > 0) {
      text += readSome(read);
      await clock.advance(100);
    }
    text += readSome(read);
    const got = text.trimEnd().split("\n");
    const kept = got.length - 1;
    expect(kept).toBeGreaterThan(10_000);
    expect(got.slice(0, kept)).toEqual([...lines(0, kept)]);
    expect(got[kept]).toBe(`(${count - kept} lines lost)`);
    output.write("again\n");
    expect(readSome(read)).toBe("again\n");
    for (const end of [read, write]) closeSync(end);
  });

  it("is no trouble, when it is closed", () => {
    const { read, write } = makePipe();
    const clock = createFakeClock();
    const output = createOutput(descriptorFile(write), clock);
    closeSync(read);
    output.write("to nobody\n");
    closeSync(write);
    output.write("to nothing\n");
    expect(clock.pending()).toBe(0);
  });
});
