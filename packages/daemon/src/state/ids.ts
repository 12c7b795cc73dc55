import { isRecord, loadRecords } from "./records.ts";
import type { StateStore } from "./store.ts";

/** How many ids are set aside at a time: a daemon that is killed skips at most this many, and never gives one twice. */
const reserveCount = 100;

interface Mark {
  readonly next: number;
}

const isMark = (value: unknown): value is Mark =>
  isRecord(value) && Number.isSafeInteger(value["next"]) && Number(value["next"]) > 0;

/** Counts ids upwards across restarts of the daemon. */
export interface IdCounter {
  next(): string;
  /**
   * Whoever tells an id to others waits for this first: then not even a daemon that is killed gives it again.
   * @returns undefined when that holds already for all ids so far, which is so but for the first few; the promise never rejects
   */
  kept(): Promise<void> | undefined;
  /** Gives back what was set aside, so that the next daemon goes on without a gap. */
  release(): void;
}

class StoredCounter implements IdCounter {
  readonly #store: StateStore;
  readonly #name: string;
  #next: number;
  /** Ids below this one are set aside. */
  #reserved: number;
  /** Ids below this one would outlive a kill. */
  #safe: number;

  constructor(store: StateStore, name: string) {
    this.#store = store;
    this.#name = name;
    const stored = loadRecords(store, "meta", isMark).find(([id]) => id === name)?.[1];
    this.#next = stored?.next ?? 1;
    this.#reserved = this.#next;
    this.#safe = this.#next;
  }

  next(): string {
    const isFirst = this.#next >= this.#reserved;
    if (isFirst || this.#reserved - this.#next === reserveCount / 2) {
      this.#reserved = this.#next + reserveCount;
      this.#put(this.#reserved);
      // More are set aside long before they are given. The first are written with what comes next: a cold start need not wait.
      if (!isFirst) void this.#commit();
    }
    this.#next += 1;
    return String(this.#next - 1);
  }

  kept(): Promise<void> | undefined {
    return this.#next <= this.#safe ? undefined : this.#commit();
  }

  release(): void {
    this.#reserved = this.#next;
    this.#put(this.#next);
  }

  #put(next: number): void {
    this.#store.put("meta", this.#name, { next } satisfies Mark);
  }

  async #commit(): Promise<void> {
    const reserved = this.#reserved;
    try {
      await this.#store.commit({ progress: false });
    } catch {
      // The store says in the log that it cannot write, and tries again; whoever waits would learn nothing from a refusal.
    }
    this.#safe = Math.max(this.#safe, reserved);
  }
}

/** The counter called `name`, starting at 1 in a new store. @throws {StateError} when what is stored is no number */
export const createIdCounter = (store: StateStore, name: string): IdCounter => new StoredCounter(store, name);
