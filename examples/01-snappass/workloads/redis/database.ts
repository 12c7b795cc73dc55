interface Entry {
  readonly value: string;
  /** When it ends, in milliseconds of the database's clock; absent is never. */
  readonly expiresAtMs?: number;
  /** Order of arrival, kept when the value is replaced: what a SCAN cursor counts in. */
  readonly order: number;
}

/** One page of a SCAN: cursor 0 is the end. */
export interface ScanPage {
  readonly cursor: number;
  readonly keys: readonly string[];
}

/** The keys are full: the value was not stored. */
export class OutOfMemoryError extends Error {
  override readonly name = "OutOfMemoryError";
}

/** What a database needs from outside. */
export interface DatabaseOptions {
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** The most that keys and values may take together, in bytes: 256 MiB by default. */
  readonly maxBytes?: number;
}

const bytesPerEntry = 64;

/** Keys with string values and an end. An entry that has ended is never seen, whether it was swept away yet or not. */
export class Database {
  readonly #entries = new Map<string, Entry>();
  readonly #options: Required<DatabaseOptions>;
  #bytes = 0;
  #order = 0;

  constructor(options: DatabaseOptions) {
    this.#options = { maxBytes: 256 * 1024 * 1024, ...options };
  }

  /** The value, or undefined when there is none or it has ended. */
  get(key: string): string | undefined {
    return this.#live(key)?.value;
  }

  /**
   * Stores a value; an older one of the same key, and its end, are replaced.
   * @throws {OutOfMemoryError} when it does not fit.
   */
  set(key: string, { value, expiresAtMs }: { value: string; expiresAtMs?: number }): void {
    const old = this.#live(key);
    const growth = sizeOf(key, value) - (old ? sizeOf(key, old.value) : 0);
    if (this.#bytes + growth > this.#options.maxBytes) throw new OutOfMemoryError(key);
    this.#bytes += growth;
    this.#order += 1;
    const order = old?.order ?? this.#order;
    this.#entries.set(key, { value, order, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) });
  }

  /** Removes a key; false when there was none. */
  delete(key: string): boolean {
    const entry = this.#live(key);
    if (!entry) return false;
    this.#drop(key, entry);
    return true;
  }

  /** Gives an existing key another end; false when there is no such key. */
  expire(key: string, expiresAtMs: number): boolean {
    const entry = this.#live(key);
    if (!entry) return false;
    this.#entries.set(key, { ...entry, expiresAtMs });
    return true;
  }

  /** Milliseconds until the key ends, -1 when it never does, -2 when there is none. */
  timeToLiveMs(key: string): number {
    const entry = this.#live(key);
    if (!entry) return -2;
    return entry.expiresAtMs === undefined ? -1 : entry.expiresAtMs - this.#options.now();
  }

  /** The live keys, in order of arrival. */
  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key));
  }

  /** The next `count` keys after `cursor`; a key that stays through all pages is in exactly one. */
  scan(cursor: number, count: number): ScanPage {
    const keys: string[] = [];
    for (const [key, { order }] of this.#entries) {
      if (order <= cursor || !this.#live(key)) continue;
      keys.push(key);
      if (keys.length === count) return { cursor: order, keys };
    }
    return { cursor: 0, keys };
  }

  /** How many entries are kept, with those that have ended but are not swept yet. */
  get size(): number {
    return this.#entries.size;
  }

  /** Removes what has ended. */
  sweep(): void {
    for (const key of this.#entries.keys()) this.#live(key);
  }

  /** Removes everything. */
  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > this.#options.now()) return entry;
    this.#drop(key, entry);
    return undefined;
  }

  #drop(key: string, entry: Entry): void {
    this.#bytes -= sizeOf(key, entry.value);
    this.#entries.delete(key);
  }
}

function sizeOf(key: string, value: string): number {
  return key.length + value.length + bytesPerEntry;
}
