/** Time, as the parts of a pod see it. */
export interface Clock {
  /** Milliseconds that only go forward. */
  readonly elapsedMs: () => number;
  /** The time of day, in RFC 3339. */
  readonly timeOfDay: () => string;
  /**
   * Calls back after a time.
   * @returns takes it back
   */
  readonly after: (ms: number, callback: () => void) => () => void;
}
