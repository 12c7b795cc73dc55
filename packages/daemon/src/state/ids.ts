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
  /** Gives back what was set aside, so that the next daemon goes on without a gap. */
  release(): void;
}

/** The counter called `name`, starting at 1 in a new store. @throws {StateError} when what is stored is no number */
export const createIdCounter = (store: StateStore, name: string): IdCounter => {
  const stored = loadRecords(store, "meta", isMark).find(([id]) => id === name)?.[1];
  let next = stored?.next ?? 1;
  let reserved = next;
  return {
    next: () => {
      if (next >= reserved) {
        reserved = next + reserveCount;
        store.put("meta", name, { next: reserved } satisfies Mark);
      }
      next += 1;
      return String(next - 1);
    },
    release: () => {
      reserved = next;
      store.put("meta", name, { next } satisfies Mark);
    },
  };
};
