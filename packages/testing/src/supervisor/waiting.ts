import { NeverEndsError } from "../errors.ts";
import type { TestClock } from "./clock.ts";
import { settle } from "./turns.ts";

/** How long what a test does itself, as a handler of a command, may take in real time before the clock moves on. */
const graceMs = 100;

/** How far the clock is moved for one call, and in how many steps at the most: a check may come every millisecond. */
const maxHours = 24;
const maxSteps = 100_000;

const hourMs = 3600 * 1000;

/**
 * Calls that wait, and the clock that is moved for them: when nothing else is to be done, time goes to the next moment at
 * which something falls due. A wait of thirty seconds takes no time at all, and ends the same way each time.
 */
export class Waiting {
  readonly #clock: TestClock;
  #working = 0;
  readonly #idle: (() => void)[] = [];
  #fault: { readonly error: unknown } | undefined;
  readonly #onFault: (() => void)[] = [];

  constructor(clock: TestClock) {
    this.#clock = clock;
  }

  /** The test does something that takes real time; the clock waits for it. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#working++;
    try {
      return await work;
    } finally {
      this.#working--;
      if (this.#working === 0) for (const tell of this.#idle.splice(0)) tell();
    }
  }

  /** Settles when the clock has been moved so far; work that waits for it keeps nobody from moving it. */
  async sleep(ms: number): Promise<void> {
    this.#working--;
    try {
      await this.#clock.sleep(ms);
    } finally {
      this.#working++;
    }
  }

  /** The next call, or the one that waits now, fails with this error of the test's own. */
  fail(error: unknown): void {
    this.#fault ??= { error };
    for (const tell of this.#onFault.splice(0)) tell();
  }

  /**
   * Settles as `result` does, moving the clock for as long as it does not.
   * @param what is waited for, for the error
   * @throws {NeverEndsError} after a day of the test's clock, or a hundred thousand things that fell due
   * @throws what the test's own handlers threw
   */
  async until<T>(result: Promise<T>, what: string): Promise<T> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    const ended = result.then(done, done);
    const startMs = this.#clock.monotonicMs();
    const untilMs = startMs + maxHours * hourMs;
    for (let steps = 0; ; steps++) {
      await settle();
      this.#throwFault();
      if (isDone) return result;
      if (this.#working > 0) await this.#workOrGrace(ended);
      else if (this.#clock.monotonicMs() > untilMs || steps > maxSteps) {
        throw new NeverEndsError(what, (this.#clock.monotonicMs() - startMs) / hourMs);
      } else if (!(await this.#clock.advanceToNext())) await this.#anything(ended);
    }
  }

  #throwFault(): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== undefined) throw fault.error;
  }

  async #workOrGrace(ended: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    const idle = new Promise<void>((resolve) => void this.#idle.push(resolve));
    const isOver = grace.then(() => true);
    const waited = await Promise.race([ended, idle, this.#faulted(), isOver]);
    clearTimeout(timer);
    // Nothing came of it in all that time: it waits for the clock, or for nothing at all.
    if (waited === true) await this.#clock.advanceToNext();
  }

  #faulted(): Promise<void> {
    return new Promise((resolve) => void this.#onFault.push(resolve));
  }

  #anything(ended: Promise<void>): Promise<unknown> {
    return Promise.race([ended, this.#clock.timerAdded(), this.#faulted()]);
  }
}
