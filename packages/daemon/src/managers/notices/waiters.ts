import { createDeferred } from "../../deferred.ts";
import type { Clock } from "../../deps.ts";
import { matchesFilter, type Notice, type NoticeFilter } from "./notice.ts";

/** How long to wait, and what ends the waiting early. */
export interface WaitOptions {
  /** Milliseconds; 0 or less does not wait. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Those who wait for a notice to come. */
export interface Waiters {
  /** Settles when a notice that the filter lets through is announced, when time is up, or when the signal aborts. */
  wait(filter: NoticeFilter, options: WaitOptions): Promise<void>;
  /** Wakes those whom the notice concerns. */
  announce(notice: Notice): void;
  /** Wakes all. */
  wakeAll(): void;
}

interface Waiter {
  readonly filter: NoticeFilter;
  readonly wake: () => void;
}

/** Makes an empty set of waiters. */
export const createWaiters = (clock: Clock): Waiters => {
  const waiting = new Set<Waiter>();
  return {
    wait: (filter, { timeoutMs, signal }) => {
      if (timeoutMs <= 0 || signal.aborted) return Promise.resolve();
      const { promise, resolve } = createDeferred<void>();
      const wake = (): void => {
        waiting.delete(waiter);
        timer.cancel();
        signal.removeEventListener("abort", wake);
        resolve();
      };
      const waiter: Waiter = { filter, wake };
      const timer = clock.after(timeoutMs, wake);
      signal.addEventListener("abort", wake);
      waiting.add(waiter);
      return promise;
    },
    announce: (notice) => {
      for (const waiter of waiting) if (matchesFilter(notice, waiter.filter)) waiter.wake();
    },
    wakeAll: () => {
      for (const waiter of waiting) waiter.wake();
    },
  };
};
