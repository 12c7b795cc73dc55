import type { Clock, Timer } from "@cobble/daemon/core";
import { settle } from "./turns.ts";

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that a test moves. It stands still otherwise, but for calls that wait for something, see {@link Waiting}. */
export interface TestClock extends Clock {
  /** The time of the container, in milliseconds since 1970. */
  readonly nowMs: number;
  /**
   * Moves time forward, running what falls due in order, each at its own time.
   * @param ms how many milliseconds
   */
  advance(ms: number): Promise<void>;
  /** Settles when the clock has been moved that many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** Moves to the next moment at which something is due, and does it. @returns false when nothing is */
  advanceToNext(): Promise<boolean>;
  /** How many things are to happen later. */
  readonly pending: number;
  /** Settles when something more is to happen later. */
  timerAdded(): Promise<void>;
}

/** When clocks start unless a test says otherwise: 2026-01-02T03:04:05Z. */
export const defaultStartMs: number = Date.UTC(2026, 0, 2, 3, 4, 5);

class ManualClock implements TestClock {
  readonly #startMs: number;
  readonly #timers = new Set<Pending>();
  #elapsedMs = 0;
  #order = 0;
  #lastMicros = 0;
  readonly #added: (() => void)[] = [];
  /** One move at a time: what falls due has its effects before the next does. */
  #moves: Promise<unknown> = Promise.resolve();

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  get nowMs(): number {
    return this.#startMs + this.#elapsedMs;
  }

  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Math.round(this.nowMs * 1000));
    return this.#lastMicros;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  offsetMinutes(): number {
    return 0;
  }

  after(ms: number, action: () => void): Timer {
    const timer: Pending = { dueMs: this.#elapsedMs + Math.max(0, ms), order: this.#order++, action };
    this.#timers.add(timer);
    for (const tell of this.#added.splice(0)) tell();
    return { cancel: () => void this.#timers.delete(timer) };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  timerAdded(): Promise<void> {
    return new Promise((resolve) => void this.#added.push(resolve));
  }

  advance(ms: number): Promise<void> {
    return this.#move(async () => {
      const untilMs = this.#elapsedMs + ms;
      await settle();
      while (await this.#runNext(untilMs));
      this.#elapsedMs = untilMs;
    });
  }

  advanceToNext(): Promise<boolean> {
    return this.#move(() => this.#runNext(Number.POSITIVE_INFINITY));
  }

  #move<T>(act: () => Promise<T>): Promise<T> {
    const moved = this.#moves.then(act);
    this.#moves = moved.catch(() => undefined);
    return moved;
  }

  async #runNext(untilMs: number): Promise<boolean> {
    const next = this.#next();
    if (next === undefined || next.dueMs > untilMs) return false;
    this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
    this.#timers.delete(next);
    next.action();
    await settle();
    return true;
  }

  #next(): Pending | undefined {
    let next: Pending | undefined;
    for (const timer of this.#timers) {
      const isEarlier =
        next === undefined ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order);
      if (isEarlier) next = timer;
    }
    return next;
  }
}

/** Makes a clock that stands still until a test moves it. @param startMs when it starts, in milliseconds since 1970 */
export const createTestClock = (startMs: number = defaultStartMs): TestClock => new ManualClock(startMs);
