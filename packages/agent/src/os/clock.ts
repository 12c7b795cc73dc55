import type { Clock } from "../pod/clock.ts";

/** This machine's time. */
export const systemClock: Clock = {
  elapsedMs: () => performance.now(),
  timeOfDay: () => new Date().toISOString(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
