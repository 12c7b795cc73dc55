import type { Clock } from "../../deps.ts";

/** How long launches may hold up everything else before it has its turn: a start costs one or two milliseconds. */
const turnMs = 10;

/** A launch that has been asked for. */
export interface Launch {
  /** Takes it back, if it has not happened. */
  cancel(): void;
}

type Entry = () => void;

/**
 * Starts processes a few at a time, so that a thousand starts hold up neither the API nor the others' restarts. A launch
 * happens at once while this turn has time for it; what has to wait is started in the order of asking, urgent ones first.
 */
export class LaunchQueue {
  readonly #clock: Clock;
  readonly #urgent = new Set<Entry>();
  readonly #waiting = new Set<Entry>();
  #spentMs = 0;
  #isTurnOpen = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Launches now or soon.
   * @param options.urgent whether it goes before all that are not
   */
  add(launch: () => void, options: { readonly urgent: boolean }): Launch {
    // A function of its own for each: the same launch may be asked for twice.
    const entry: Entry = () => launch();
    const queue = options.urgent ? this.#urgent : this.#waiting;
    queue.add(entry);
    this.#launchSome();
    return { cancel: () => void queue.delete(entry) };
  }

  #launchSome(): void {
    if (!this.#isTurnOpen) {
      this.#isTurnOpen = true;
      this.#clock.after(0, () => this.#nextTurn());
    }
    while (this.#spentMs < turnMs) {
      const entry = this.#take(this.#urgent) ?? this.#take(this.#waiting);
      if (entry === undefined) return;
      const startedMs = this.#clock.monotonicMs();
      entry();
      this.#spentMs += this.#clock.monotonicMs() - startedMs;
    }
  }

  #nextTurn(): void {
    this.#isTurnOpen = false;
    this.#spentMs = 0;
    if (this.#urgent.size + this.#waiting.size > 0) this.#launchSome();
  }

  #take(queue: Set<Entry>): Entry | undefined {
    const [first] = queue;
    if (first !== undefined) queue.delete(first);
    return first;
  }
}
