import { Database } from "bun:sqlite";
import type { Clock, Logger, Timer } from "../deps.ts";
import { messageOf, StateError } from "../errors.ts";
import { errnoWords } from "../os/errno.ts";
import { canReadState, makeStateFile } from "../os/state-file.ts";
import type { CommitOptions, RecordKind, StateStore } from "./store.ts";

/** How long a write that nobody waits for may lie in memory, if writing takes no time. */
const soonMs = 100;

/** Of the daemon's time, writes that nobody waits for get one part in so many: a change of a thousand tasks is large. */
const timeShare = 20;

const everything: CommitOptions = { progress: true };

const schema = `
  CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) WITHOUT ROWID`;

const openDatabase = (path: string): Database => {
  try {
    if (!canReadState(path)) makeStateFile(path);
    const db = new Database(path, { create: true, strict: true });
    // Of a new file. A record is a few hundred bytes, and a commit writes whole pages, each twice: 7 KB for a notice, where pages
    // of the usual 4096 bytes make it 16 KB.
    db.run("PRAGMA page_size = 512");
    db.run("PRAGMA journal_mode = WAL");
    // FULL: a commit has reached the disk when it returns; with WAL that is one fsync.
    db.run("PRAGMA synchronous = FULL");
    db.run(schema);
    return db;
  } catch (error) {
    throw new StateError(`cannot open state file "${path}": ${errnoWords(error)}`, { cause: error });
  }
};

interface Pending {
  readonly kind: RecordKind;
  readonly id: string;
  readonly record: object | undefined;
}

const keyOf = (kind: RecordKind, id: string): string => `${kind}\0${id}`;

interface Waiter extends CommitOptions {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class SqliteStore implements StateStore {
  readonly #path: string;
  #opened: Database | undefined;
  readonly #deps: { readonly clock: Clock; readonly log: Logger };
  readonly #pending = new Map<string, Pending>();
  #waiters: Waiter[] = [];
  #soon: Timer | undefined;
  #soonMs = soonMs;
  #scheduled = false;

  constructor(path: string, deps: { readonly clock: Clock; readonly log: Logger }) {
    this.#path = path;
    this.#deps = deps;
    // A new file is made with the first write: making it costs three fsyncs, which a cold start need not wait for.
    if (canReadState(path)) this.#opened = openDatabase(path);
  }

  load(kind: RecordKind): readonly (readonly [string, unknown])[] {
    if (this.#opened === undefined) return [];
    try {
      const rows = this.#opened
        .query<{ id: string; json: string }, [string]>(
          "SELECT id, json FROM records WHERE kind = ? ORDER BY length(id), id",
        )
        .iterate(kind);
      // One by one: the texts of all records need not be in memory beside the records.
      return Array.from(rows, (row) => [row.id, JSON.parse(row.json)] as const);
    } catch (error) {
      throw new StateError(`cannot read state file "${this.#path}": ${messageOf(error)}`, { cause: error });
    }
  }

  put(kind: RecordKind, id: string, record: object): void {
    this.#change({ kind, id, record });
  }

  remove(kind: RecordKind, id: string): void {
    this.#change({ kind, id, record: undefined });
  }

  commit({ progress } = everything): Promise<void> {
    if (this.#pending.size === 0) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiters.push({ resolve, reject, progress });
    if (!this.#scheduled) {
      this.#scheduled = true;
      // One turn later, so that everyone who asks in this turn shares the fsync.
      setImmediate(() => this.#flushForWaiters());
    }
    return promise;
  }

  async close(): Promise<void> {
    this.#soon?.cancel();
    try {
      this.#write([...this.#pending.values()]);
    } catch (error) {
      // What clients were told is kept has been written; a full disk must not stop the daemon from ending in order.
      this.#deps.log.notice(messageOf(error));
    }
    this.#opened?.close();
  }

  #change(pending: Pending): void {
    this.#pending.set(keyOf(pending.kind, pending.id), pending);
    this.#soon ??= this.#deps.clock.after(this.#soonMs, () => this.#flushSoon());
  }

  #flushSoon(): void {
    this.#soon = undefined;
    const startedMs = this.#deps.clock.monotonicMs();
    try {
      this.#write([...this.#pending.values()]);
      this.#soonMs = Math.max(soonMs, (this.#deps.clock.monotonicMs() - startedMs) * timeShare);
    } catch (error) {
      this.#deps.log.notice(messageOf(error));
      this.#soon = this.#deps.clock.after(soonMs * 10, () => this.#flushSoon());
    }
  }

  #flushForWaiters(): void {
    this.#scheduled = false;
    const waiters = this.#waiters;
    this.#waiters = [];
    try {
      const all = waiters.some(({ progress }) => progress);
      this.#write([...this.#pending.values()].filter(({ kind }) => all || kind !== "change"));
      for (const waiter of waiters) waiter.resolve();
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error);
    }
  }

  /** Writes what was pending in one transaction; on failure it stays pending. */
  #write(changes: readonly Pending[]): void {
    if (changes.length === 0) return;
    this.#opened ??= openDatabase(this.#path);
    const db = this.#opened;
    const upsert = db.query(
      "INSERT INTO records (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json",
    );
    const remove = db.query("DELETE FROM records WHERE kind = ? AND id = ?");
    const apply = db.transaction(() => {
      for (const { kind, id, record } of changes) {
        if (record === undefined) remove.run(kind, id);
        else upsert.run(kind, id, JSON.stringify(record));
      }
    });
    try {
      apply();
    } catch (error) {
      throw new StateError(`cannot write state: ${messageOf(error)}`, { cause: error });
    }
    for (const { kind, id } of changes) this.#pending.delete(keyOf(kind, id));
  }
}

/**
 * Opens, or makes, the state file at `path`: SQLite in WAL mode.
 * @throws {StateError} when it cannot be opened or is not a database
 */
export const openSqliteStore = (
  path: string,
  deps: { readonly clock: Clock; readonly log: Logger },
): StateStore => new SqliteStore(path, deps);
