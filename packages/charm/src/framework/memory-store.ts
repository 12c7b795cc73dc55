import type { StateStore } from "./kept-state.ts";

/** A store that is gone with the process, for tests of charms. */
export interface MemoryStore extends StateStore {
  /** What is kept now. */
  readonly kept: ReadonlyMap<string, string>;
}

/** Makes an empty store in memory; several hooks of one test may be given the same. */
export const createMemoryStore = (): MemoryStore => {
  const kept = new Map<string, string>();
  return {
    kept,
    load: async () => new Map(kept),
    async save(changes) {
      for (const [key, text] of changes) {
        if (text === undefined) kept.delete(key);
        else kept.set(key, text);
      }
    },
  };
};
