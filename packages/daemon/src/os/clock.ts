import type { Clock, Timer } from "../deps.ts";
import { localOffset } from "./libc.ts";

/** The longest delay that setTimeout keeps; a longer one fires at once, so it is cut into pieces. */
const maxTimeoutMs = 2 ** 31 - 1;

/** How far the two clocks may part before the wall clock is taken to have been set. */
const jumpMs = 2;

const setTimer = (ms: number, action: () => void): Timer => {
  let handle: ReturnType<typeof setTimeout>;
  const arm = (restMs: number): void => {
    const step = Math.min(restMs, maxTimeoutMs);
    handle = setTimeout(() => (restMs > step ? arm(restMs - step) : action()), step);
  };
  arm(Math.max(0, ms));
  return { cancel: () => clearTimeout(handle) };
};

const minuteMs = 60_000;

/** Looks up the offset of local time once a minute: a listing asks for it with every entry. */
const createOffset = (): Clock["offsetMinutes"] => {
  let minute = Number.NaN;
  let offset = 0;
  return (atMs = Date.now()) => {
    const asked = Math.floor(atMs / minuteMs);
    if (asked !== minute) {
      minute = asked;
      offset = Math.trunc(localOffset(asked * 60) / 60);
    }
    return offset;
  };
};

/**
 * The real clock. Wall time has microseconds: `Date.now()` gives the milliseconds and follows clock changes, the
 * monotonic clock fills in what is below.
 */
export const createSystemClock = (): Clock => {
  let baseMs = Date.now() - performance.now();
  let last = 0;
  return {
    now: () => {
      const elapsed = performance.now();
      const wall = Date.now();
      const drift = wall - (baseMs + elapsed);
      if (Math.abs(drift) > jumpMs) {
        baseMs = wall - elapsed;
        last = 0;
      }
      last = Math.max(last + 1, Math.floor((baseMs + elapsed) * 1000));
      return last;
    },
    monotonicMs: () => performance.now(),
    after: setTimer,
    offsetMinutes: createOffset(),
  };
};
