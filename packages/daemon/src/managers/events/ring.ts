import type { GapEvent, Micros } from "@cobble/wire";
import type { NewEvent } from "../../event-sink.ts";
import type { KeptEvent } from "./event.ts";

/** The newest events, each at the place that its number gives it. */
export class EventRing {
  readonly #events: KeptEvent[] = [];
  readonly #capacity: number;
  #last = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The number of the newest event; 0 when there was none. */
  get last(): number {
    return this.#last;
  }

  /** The number of the oldest event that is kept; one more than {@link EventRing.last} when none is. */
  get oldest(): number {
    return Math.max(1, this.#last - this.#capacity + 1);
  }

  /** Keeps an event, in the place of the oldest when there are too many. */
  add(event: NewEvent, at: Micros): void {
    this.#last += 1;
    this.#events[this.#last % this.#capacity] = { ...event, number: this.#last, at };
  }

  /**
   * The events after a number, oldest first, `limit` at most.
   * @returns `lost` is how many of them are no longer kept
   */
  after(number: number, limit: number): { readonly lost: number; readonly events: readonly KeptEvent[] } {
    const first = Math.max(number + 1, this.oldest);
    const events: KeptEvent[] = [];
    for (let next = first; next <= this.#last && events.length < limit; next++) {
      const event = this.#events[next % this.#capacity];
      if (event !== undefined) events.push(event);
    }
    return { lost: first - (number + 1), events };
  }
}

/** What stands where events are missing. */
export const gapBefore = (
  number: number,
  gap: { readonly at: number; readonly reason: GapEvent["reason"]; readonly lost?: number },
): KeptEvent => ({
  type: "gap",
  number,
  at: gap.at,
  gap: { reason: gap.reason, ...(gap.lost === undefined ? {} : { lost: gap.lost }) },
});
