import { describe, expect, it } from "bun:test";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadUnitState, saveUnitState } from "../../src/os/unit-state-file.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

describe("the state file of a unit", () => {
  it("gives back what was kept, and a new unit when nothing was", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "unit.json");
    const first = loadUnitState(file, "2026-01-01T00:00:00Z");
    expect(first.installed).toBe(false);
    saveUnitState(file, { ...first, installed: true });
    expect(loadUnitState(file, "later")).toEqual({ ...first, installed: true });
    expect(readdirSync(folder.path)).toEqual(["unit.json"]);
  });

  it.each(["{", '{"installed": 1}'])("says what to do about a damaged file: %s", (text) => {
    using folder = temporaryFolder();
    const file = join(folder.path, "unit.json");
    writeFileSync(file, text);
    expect(() => loadUnitState(file, "now")).toThrow(/^cannot read .*unit\.json: .*remove it/);
  });
});
