import type { StateStore } from "./store.ts";

/** How many ids are set aside at a time: a daemon that is killed skips at most this many, and never gives one twice. */
const reserveCount = 100;

interface Mark {
  next: number;
}

/** Counts ids upwards across restarts of the daemon. */
export interface IdCounter {
  next(): string;
  /** Gives back what was set aside, so that the next daemon goes on without a gap. */
  release(): void;
}

/** The counter called `name`, starting at 1 in a new store. */
export const createIdCounter = (store: StateStore, name: string): IdCounter => {
  const stored = store.load("meta").find(([id]) => id === name)?.[1] as Partial<Mark> | undefined;
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
