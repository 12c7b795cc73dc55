import { createMemoryStore, type StateStore } from "@cobble/daemon/core";
import type { TestClock } from "./clock.ts";

/** A notice that a supervisor has from before the test. */
export interface KnownNotice {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly userId?: number;
  readonly occurrences: number;
  readonly lastData: Readonly<Record<string, string>>;
}

/** The state of a supervisor that has some notices; those to come have higher ids. */
export const createTestStore = (notices: readonly KnownNotice[], clock: TestClock): StateStore => {
  const store = createMemoryStore();
  for (const { id, userId, lastData, ...notice } of notices) {
    const now = clock.now();
    store.put("notice", id, {
      id,
      userId,
      ...notice,
      firstOccurred: now,
      lastOccurred: now,
      lastRepeated: now,
      lastData: Object.keys(lastData).length === 0 ? undefined : lastData,
      repeatAfterMs: 0,
    });
  }
  const next = Math.max(0, ...notices.map(({ id }) => Number(id)).filter(Number.isSafeInteger)) + 1;
  store.put("meta", "notice", { next });
  return store;
};
