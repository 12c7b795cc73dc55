import { Database } from "bun:sqlite";
import { describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSystemClock } from "../../src/os/clock.ts";
import { createIdCounter } from "../../src/state/ids.ts";
import { openSqliteStore } from "../../src/state/sqlite-store.ts";
import type { StateStore } from "../../src/state/store.ts";

const silent = { notice: () => undefined, debug: () => undefined };
const open = (path: string): StateStore => openSqliteStore(path, { clock: createSystemClock(), log: silent });

const withPath = async (use: (path: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-store-"));
  try {
    await use(join(directory, "state.db"));
  } finally {
    rmSync(directory, { recursive: true });
  }
};

describe("the store on disk", () => {
  it("has what was committed, when the daemon is killed right after", () =>
    withPath(async (path) => {
      const first = open(path);
      first.put("notice", "1", { key: "a.b/c" });
      await first.commit();
      // Not closed: as after SIGKILL, the second one finds what is in the files.
      const second = open(path);
      expect(second.load("notice")).toEqual([["1", { key: "a.b/c" }]]);
      await second.close();
      await first.close();
    }));

  it("writes the newest form of a record, when it is put again or changed", () =>
    withPath(async (path) => {
      const store = open(path);
      const record = { status: "Do" };
      store.put("change", "1", record);
      record.status = "Done";
      store.put("change", "2", { gone: true });
      store.remove("change", "2");
      await store.close();
      const again = open(path);
      expect(again.load("change")).toEqual([["1", { status: "Done" }]]);
      await again.close();
    }));

  it("orders records by number, so that 10 comes after 9", () =>
    withPath(async (path) => {
      const store = open(path);
      for (const id of ["10", "9", "100"]) store.put("change", id, {});
      await store.commit();
      expect(store.load("change").map(([id]) => id)).toEqual(["9", "10", "100"]);
      await store.close();
    }));

  it("says what is wrong, when the file is no database", () =>
    withPath(async (path) => {
      writeFileSync(path, "this is no database, and long enough to be looked at as one".repeat(100));
      expect(() => open(path)).toThrow(`cannot open state file "${path}"`);
    }));

  it("says which file it is, when its tables are another program's or a record is cut off", () =>
    withPath(async (path) => {
      using foreign = new Database(path, { create: true });
      foreign.run("CREATE TABLE records (x INT)");
      const store = open(path);
      expect(() => store.load("change")).toThrow(`cannot read state file "${path}": no such column: id`);
      await store.close();
      foreign.run("DROP TABLE records");
      const again = open(path);
      foreign.run("INSERT INTO records VALUES ('change', '1', '{\"id\"')");
      expect(() => again.load("change")).toThrow(`cannot read state file "${path}": JSON Parse error`);
      await again.close();
    }));

  it("leaves the progress of changes for later, when what is waited for is something else", () =>
    withPath(async (path) => {
      const store = open(path);
      store.put("change", "1", {});
      store.put("notice", "1", {});
      await store.commit({ progress: false });
      using reader = new Database(path, { readonly: true });
      const kinds = () => reader.query<{ kind: string }, []>("SELECT kind FROM records").all();
      expect(kinds()).toEqual([{ kind: "notice" }]);
      await store.commit();
      expect(kinds()).toEqual([{ kind: "change" }, { kind: "notice" }]);
      await store.close();
    }));

  it("is readable for the daemon's user alone", () =>
    withPath(async (path) => {
      const store = open(path);
      store.put("change", "1", {});
      await store.commit();
      for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
      await store.close();
    }));

  it("ends in order and says so, when what is left cannot be written", () =>
    withPath(async (path) => {
      const lines: string[] = [];
      const log = { ...silent, notice: (text: string) => void lines.push(text) };
      const directory = join(path, "..", "gone");
      mkdirSync(directory);
      const store = openSqliteStore(join(directory, "state.db"), { clock: createSystemClock(), log });
      rmSync(directory, { recursive: true });
      store.put("change", "1", {});
      await expect(store.commit()).rejects.toThrow("cannot");
      await store.close();
      // A slow machine may have tried and said so before.
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toContain("cannot");
    }));
});

describe("a counter of ids", () => {
  it("goes on without a gap after an orderly end, and never gives an id twice after a kill", () =>
    withPath(async (path) => {
      const first = open(path);
      const counter = createIdCounter(first, "change");
      expect([counter.next(), counter.next()]).toEqual(["1", "2"]);
      counter.release();
      await first.close();
      const second = open(path);
      const killed = createIdCounter(second, "change");
      expect(killed.next()).toBe("3");
      await second.commit();
      const third = open(path);
      expect(Number(createIdCounter(third, "change").next())).toBeGreaterThan(3);
      await third.close();
      await second.close();
    }));
});
