import { describe, expect, it } from "bun:test";
import { appendFileSync, existsSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appendLine, readLines, readTail, rotateLog } from "../../src/os/log-file.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

describe("readTail", () => {
  it("gives the last lines from an offset on, without empty ones", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "log");
    appendLine(file, "one");
    writeFileSync(file, "one\ntwo\n\nthree\n");
    expect(readTail(file, { lines: 2 })).toEqual(["two", "three"]);
    expect(readTail(file, { lines: 9, from: 8 })).toEqual(["three"]);
  });
});

describe("rotateLog", () => {
  it("puts a large log aside and leaves a small one", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "log");
    appendLine(file, "x");
    rotateLog(file);
    expect(existsSync(`${file}.1`)).toBe(false);
    truncateSync(file, 11 * 1024 * 1024);
    rotateLog(file);
    expect([existsSync(file), existsSync(`${file}.1`)]).toEqual([false, true]);
  });
});

describe("readLines", () => {
  it("gives the last lines, all without a number, none of a file that is not there", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "log");
    writeFileSync(file, "a\nb\nc\n");
    expect(await Array.fromAsync(readLines(file, { last: 2 }))).toEqual(["b", "c"]);
    expect(await Array.fromAsync(readLines(file, { last: 0 }))).toEqual([]);
    expect(await Array.fromAsync(readLines(file, {}))).toEqual(["a", "b", "c"]);
    expect(await Array.fromAsync(readLines(join(folder.path, "none"), {}))).toEqual([]);
  });

  it("goes on with new lines, whole ones only, until it is told to end", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "log");
    writeFileSync(file, "a\nhal");
    const end = new AbortController();
    const lines: string[] = [];
    for await (const line of readLines(file, { follow: end.signal })) {
      lines.push(line);
      if (lines.length === 1) appendFileSync(file, "f\nmore\n");
      if (lines.length === 3) end.abort();
    }
    expect(lines).toEqual(["a", "half", "more"]);
  });
});
