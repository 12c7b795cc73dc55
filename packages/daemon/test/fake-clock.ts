import type { Clock, Timer } from "../src/deps.ts";

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /**
   * Moves time forward by `ms`, running what falls due in order, each at its own time. Between two timers the promises
   * that the first one settled get their turn, so what they set is seen too.
   */
  advance(ms: number): Promise<void>;
  /** How many timers are set: a test that ends with none left has leaked none. */
  pending(): number;
}

/** Lets every promise that is ready to go on do so, a chain of them included. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Makes a clock that starts at `startMs` milliseconds since 1970, 2026-01-02T03:04:05Z unless given. */
export const createFakeClock = (startMs = Date.UTC(2026, 0, 2, 3, 4, 5)): FakeClock => {
  let elapsedMs = 0;
  let order = 0;
  let lastMicros = 0;
  const timers = new Set<Pending>();

  const nextDue = (untilMs: number): Pending | undefined => {
    let next: Pending | undefined;
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue;
      const earlier =
        next === undefined ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order);
      if (earlier) next = timer;
    }
    return next;
  };

  return {
    now: () => {
      lastMicros = Math.max(lastMicros + 1, Math.round((startMs + elapsedMs) * 1000));
      return lastMicros;
    },
    monotonicMs: () => elapsedMs,
    after: (ms, action): Timer => {
      const timer: Pending = { dueMs: elapsedMs + Math.max(0, ms), order: order++, action };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    offsetMinutes: () => 0,
    advance: async (ms) => {
      const untilMs = elapsedMs + ms;
      await settle();
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        elapsedMs = due.dueMs;
        timers.delete(due);
        due.action();
        await settle();
      }
      elapsedMs = untilMs;
    },
    pending: () => timers.size,
  };
};
