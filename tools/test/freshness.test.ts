import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFresh, markMade } from "../freshness.ts";

let folder = "";
const at = (name: string): string => join(folder, name);

/** Writes a file with a time of its own. */
function write(name: string, second: number): void {
  writeFileSync(at(name), "");
  utimesSync(at(name), second, second);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cobble-fresh-"));
  mkdirSync(at("src/deep"), { recursive: true });
  mkdirSync(at("src/test"));
  write("src/deep/a.ts", 100);
  for (const name of ["src", "src/deep", "src/test"]) utimesSync(at(name), 100, 100);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a made file", () => {
  test("is fresh when nothing below its inputs is newer", () => {
    write("out", 100);
    expect(isFresh(at("out"), [at("src")])).toBe(true);
  });

  test("is old when a file deep below is newer, and when it is not there", () => {
    write("out", 99);
    expect(isFresh(at("out"), [at("src")])).toBe(false);
    expect(isFresh(at("absent"), [])).toBe(false);
  });

  test("does not mind newer tests, nor an input that is not there", () => {
    write("src/test/a.ts", 500);
    utimesSync(at("src/test"), 500, 500);
    write("out", 100);
    expect(isFresh(at("out"), [at("src"), at("absent")])).toBe(true);
  });

  test("is old when an input was changed while it was made", () => {
    write("src/deep/a.ts", 150);
    write("out", 200);
    expect(isFresh(at("out"), [at("src")])).toBe(true);
    markMade(at("out"), new Date(140_000));
    expect(isFresh(at("out"), [at("src")])).toBe(false);
  });
});
