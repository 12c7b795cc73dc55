/** Where a charm keeps what it needs in later hooks: texts by key, all read when a hook starts, and written when it ends well. */
export interface StateStore {
  /** Everything that is kept. */
  load(): Promise<ReadonlyMap<string, string>>;
  /** Writes all of these or none of them; a key without a value is removed. */
  save(changes: ReadonlyMap<string, string | undefined>): Promise<void>;
}

/** What is kept, as this hook found it and as it leaves it. */
export class KeptState {
  readonly #store: StateStore;
  readonly #found: ReadonlyMap<string, string>;
  readonly #changes = new Map<string, string | undefined>();

  private constructor(store: StateStore, found: ReadonlyMap<string, string>) {
    this.#store = store;
    this.#found = found;
  }

  /** Reads everything that earlier hooks have kept. */
  static async load(store: StateStore): Promise<KeptState> {
    return new KeptState(store, await store.load());
  }

  /** What an earlier hook has kept under the key. */
  get(key: string): string | undefined {
    return this.#found.get(key);
  }

  /** Keeps a text under the key from now on, or nothing. */
  set(key: string, text: string | undefined): void {
    if (this.#found.get(key) === text) this.#changes.delete(key);
    else this.#changes.set(key, text);
  }

  /** Writes what is not as it was; nothing is written when all is. */
  async save(): Promise<void> {
    if (this.#changes.size > 0) await this.#store.save(this.#changes);
  }
}
