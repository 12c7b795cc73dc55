import { describe, expect, it } from "bun:test";
import { createIdCounter } from "../../src/state/ids.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import type { StateStore } from "../../src/state/store.ts";

/** A store whose commits end when the test says so, and fail when it says so. */
const createSlowStore = () => {
  const waiting: PromiseWithResolvers<void>[] = [];
  const memory = createMemoryStore();
  const store: StateStore = {
    ...memory,
    commit: () => {
      const commit = Promise.withResolvers<void>();
      waiting.push(commit);
      return commit.promise;
    },
  };
  return { store, waiting };
};

describe("a counter of ids", () => {
  it("says that its first ids are kept, once they are written", async () => {
    const { store, waiting } = createSlowStore();
    const counter = createIdCounter(store, "change");
    expect(counter.kept()).toBeUndefined();
    expect(counter.next()).toBe("1");
    const kept = counter.kept();
    expect(kept).toBeDefined();
    waiting[0]?.resolve();
    await kept;
    expect(counter.kept()).toBeUndefined();
  });

  it("sets more aside before they are needed, so that nobody waits for a write again", async () => {
    const { store, waiting } = createSlowStore();
    const counter = createIdCounter(store, "change");
    counter.next();
    const kept = counter.kept();
    waiting.shift()?.resolve();
    await kept;
    for (let id = 2; id <= 1000; id++) {
      expect(counter.next()).toBe(String(id));
      expect(counter.kept()).toBeUndefined();
      for (const commit of waiting.splice(0)) commit.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  });

  it("does not hold anybody up where nothing can be written", async () => {
    const { store, waiting } = createSlowStore();
    const counter = createIdCounter(store, "change");
    counter.next();
    const kept = counter.kept();
    waiting[0]?.reject(new Error("cannot write"));
    await kept;
    expect(counter.kept()).toBeUndefined();
  });
});
