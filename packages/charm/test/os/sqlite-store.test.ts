import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { StateStoreError } from "../../src/framework/errors.ts";
import { sqliteStore } from "../../src/os/sqlite-store.ts";
import { makeTempDir } from "../charm-process.ts";

const sqlite = process.getBuiltinModule?.("node:sqlite");
const skip = sqlite === undefined ? "this runtime has no SQLite" : false;

describe("sqliteStore", () => {
  it("a charm that keeps nothing gets no file", async () => {
    await using dir = await makeTempDir();
    assert.deepEqual(await sqliteStore(join(dir.path, "state.db")).load(), new Map());
    assert.deepEqual(await readdir(dir.path), []);
  });

  it("what was kept is there, what was removed is not, and nobody else may read it", { skip }, async () => {
    await using dir = await makeTempDir();
    const path = join(dir.path, "state.db");
    await sqliteStore(path).save(
      new Map([
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ]),
    );
    await sqliteStore(path).save(
      new Map([
        ["a", "4"],
        ["b", undefined],
      ]),
    );
    assert.deepEqual(
      await sqliteStore(path).load(),
      new Map([
        ["a", "4"],
        ["c", "3"],
      ]),
    );
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it("a file that is no database, that is cut off, or that cannot be written is told of by its name", {
    skip,
  }, async () => {
    await using dir = await makeTempDir();
    const path = join(dir.path, "state.db");
    const kept = new Map([["a", "1"]]);
    await sqliteStore(path).save(kept);
    const bytes = await readFile(path);
    for (const damaged of [Buffer.alloc(5000, "x"), bytes.subarray(0, 5000)]) {
      await writeFile(path, damaged);
      await assert.rejects(sqliteStore(path).load(), (error) => {
        assert.ok(error instanceof StateStoreError);
        assert.match(
          error.message,
          /^cannot read what the charm keeps in .*state\.db \(without that file it begins/,
        );
        return true;
      });
      assert.deepEqual(await readFile(path), damaged);
    }
    await assert.rejects(sqliteStore(dir.path).save(kept), {
      name: "StateStoreError",
      message: new RegExp(`^cannot keep what the charm stored in ${dir.path}: EISDIR`),
    });
  });

  it("tables of Python ops in the same file are left alone", { skip }, async () => {
    await using dir = await makeTempDir();
    const path = join(dir.path, "state.db");
    const withTables = <R>(
      use: (database: InstanceType<NonNullable<typeof sqlite>["DatabaseSync"]>) => R,
    ): R => {
      assert.ok(sqlite);
      const database = new sqlite.DatabaseSync(path);
      try {
        return use(database);
      } finally {
        database.close();
      }
    };
    withTables((database) => {
      database.exec("CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB)");
      database.exec("INSERT INTO snapshot VALUES ('StoredStateData[_stored]', x'80')");
    });
    await sqliteStore(path).save(new Map([["a", "1"]]));
    assert.deepEqual(await sqliteStore(path).load(), new Map([["a", "1"]]));
    assert.equal(withTables((database) => database.prepare("SELECT * FROM snapshot").all()).length, 1);
  });

  it("where the runtime has no SQLite the error says what to use", {
    skip: !skip && "this runtime has SQLite",
  }, async () => {
    await using dir = await makeTempDir();
    await assert.rejects(sqliteStore(join(dir.path, "state.db")).save(new Map([["a", "1"]])), {
      name: "StateStoreError",
      message: /use Node 22\.13 or newer, Bun, or Juju's own state/,
    });
  });
});
