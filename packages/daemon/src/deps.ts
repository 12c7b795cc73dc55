import type { Micros } from "@cobble/wire";

/** Something set to happen later. */
export interface Timer {
  cancel(): void;
}

/** Time, as the daemon sees it; tests pass one that they move by hand. */
export interface Clock {
  /** Wall-clock time, never the same twice in a row: each call is later than the one before, jumps back excepted. */
  now(): Micros;
  /** Milliseconds that only go forward, for measuring. */
  monotonicMs(): number;
  /** Runs `action` once, `ms` milliseconds from now; 0 or less is as soon as possible. */
  after(ms: number, action: () => void): Timer;
  /**
   * How far local time is east of UTC, for printing local times.
   * @param atMs at which time, in milliseconds since 1970; now unless given
   */
  offsetMinutes(atMs?: number): number;
}

/** The daemon's own log: one line per call, on its standard error. */
export interface Logger {
  /** What an operator wants to know. */
  notice(text: string): void;
  /** What helps to find a fault; the text is made only with PEBBLE_DEBUG=1. */
  debug(text: () => string): void;
}
