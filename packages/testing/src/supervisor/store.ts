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
  /** The time of the clock unless given, as of the others. */
  readonly firstOccurred?: Date;
  readonly lastOccurred?: Date;
  readonly lastRepeated?: Date;
  /** 0 unless given: it is repeated each time. */
  readonly repeatAfterMs?: number;
}

const toMicros = (time: Date | undefined, nowMicros: number): number =>
  time === undefined ? nowMicros : time.getTime() * 1000;

/** The state of a supervisor that has some notices; those to come have higher ids. */
export const createTestStore = (notices: readonly KnownNotice[], clock: TestClock): StateStore => {
  const store = createMemoryStore();
  const repeats = new Set<number>();
  for (const { id, userId, type, key, occurrences, lastData, ...times } of notices) {
    const now = clock.now();
    let lastRepeated = toMicros(times.lastRepeated, now);
    // Clients go on from the last one that they have seen, so that no two are of the same moment.
    while (repeats.has(lastRepeated)) lastRepeated++;
    repeats.add(lastRepeated);
    store.put("notice", id, {
      ...{ id, userId, type, key, occurrences },
      firstOccurred: toMicros(times.firstOccurred, now),
      lastOccurred: toMicros(times.lastOccurred, now),
      lastRepeated,
      lastData: Object.keys(lastData).length === 0 ? undefined : lastData,
      repeatAfterMs: times.repeatAfterMs ?? 0,
    });
  }
  const next = Math.max(0, ...notices.map(({ id }) => Number(id)).filter(Number.isSafeInteger)) + 1;
  store.put("meta", "notice", { next });
  return store;
};
