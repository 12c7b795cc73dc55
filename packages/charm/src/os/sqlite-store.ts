import { chmodSync, closeSync, existsSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { messageOf } from "../describe-error.ts";
import { StateStoreError } from "../framework/errors.ts";
import type { StateStore } from "../framework/kept-state.ts";

const setUp = `PRAGMA busy_timeout = 60000;
CREATE TABLE IF NOT EXISTS cobble_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`;

const openDatabase = (path: string): DatabaseSync => {
  // Not an `import`, which Node 20 could not resolve; and only now, since many charms keep nothing.
  const sqlite = process.getBuiltinModule?.("node:sqlite");
  if (sqlite !== undefined) return new sqlite.DatabaseSync(path);
  const remedy =
    "use Node 22.13 or newer, Bun, or Juju's own state: main(MyCharm, { useJujuForStorage: true })";
  throw new StateStoreError(`cannot keep anything in ${path}: this runtime has no SQLite; ${remedy}`);
};

/** Makes the file if there is none, readable by this user alone. */
const protect = (path: string): void => {
  const mode = 0o600;
  closeSync(openSync(path, "a", mode));
  chmodSync(path, mode);
};

const withDatabase = <R>(path: string, use: (database: DatabaseSync) => R): R => {
  const database = openDatabase(path);
  try {
    database.exec(setUp);
    return use(database);
  } finally {
    database.close();
  }
};

/** What went wrong below, with the file's name and what can be done. */
const explained = async <R>(what: string, use: () => R | Promise<R>): Promise<R> => {
  try {
    return await use();
  } catch (cause) {
    if (cause instanceof StateStoreError) throw cause;
    throw new StateStoreError(`cannot ${what}: ${messageOf(cause)}`, {
      cause,
    });
  }
};

const isRow = (row: object): row is { readonly key: string; readonly value: string } =>
  "key" in row && typeof row.key === "string" && "value" in row && typeof row.value === "string";

/** SQLite reads a file that was cut off as one with empty rows, or with none. */
const assertSound = (database: DatabaseSync): void => {
  const [first = {}] = database.prepare("PRAGMA quick_check(1)").all();
  const [said] = Object.values(first);
  if (said !== "ok") throw new Error(`the file is damaged: ${String(said).replaceAll("\n", " ")}`);
};

const readRows = (database: DatabaseSync): ReadonlyMap<string, string> => {
  assertSound(database);
  const rows: readonly object[] = database.prepare("SELECT key, value FROM cobble_state").all();
  return new Map(rows.filter(isRow).map(({ key, value }) => [key, value]));
};

const writeChanges = (database: DatabaseSync, changes: ReadonlyMap<string, string | undefined>): void => {
  database.exec("BEGIN IMMEDIATE");
  const set = database.prepare("REPLACE INTO cobble_state (key, value) VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM cobble_state WHERE key = ?");
  for (const [key, value] of changes) {
    if (value === undefined) remove.run(key);
    else set.run(key, value);
  }
  database.exec("COMMIT");
};

/**
 * Keeps state in a database beside the charm. It is made when something is kept for the first time; tables that Python ops
 * may have in the same file are left alone.
 * @throws {StateStoreError} from both calls, where the runtime has no SQLite, or the file cannot be read or written
 */
export const sqliteStore = (path: string): StateStore => ({
  async load() {
    // A look without a thread of its own: most charms have no file yet.
    if (!existsSync(path)) return new Map();
    const what = `read what the charm keeps in ${path} (without that file it begins with nothing kept)`;
    return explained(what, () => withDatabase(path, readRows));
  },
  async save(changes) {
    await explained(`keep what the charm stored in ${path}`, () => {
      protect(path);
      withDatabase(path, (database) => writeChanges(database, changes));
    });
  },
});
