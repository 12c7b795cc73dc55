/** The kinds of records that outlive the daemon. */
export type RecordKind = "change" | "notice" | "identity" | "meta";

/** What a commit is for. */
export interface CommitOptions {
  readonly progress: boolean;
}

/**
 * Where records are kept. Writes are cheap and come in two classes: `put` alone is written soon (progress of changes),
 * `put` followed by `await commit()` is on disk before the promise settles (what a client is told is kept). However many
 * callers wait for a commit, they share one.
 */
export interface StateStore {
  /** Every record of a kind, in the order of their ids. */
  load(kind: RecordKind): readonly (readonly [id: string, value: unknown])[];
  /** Keeps `record`; it is turned into JSON when it is written, so later changes of the same object are written too. */
  put(kind: RecordKind, id: string, record: object): void;
  remove(kind: RecordKind, id: string): void;
  /**
   * Settles when everything put before is as safe as this store makes it.
   * @param options.progress false leaves out the changes, which are written soon anyway: one of a thousand tasks is no small thing
   * @throws {StateError} when it cannot be written
   */
  commit(options?: CommitOptions): Promise<void>;
  /** Writes what is left and lets go of the files. */
  close(): Promise<void>;
}
