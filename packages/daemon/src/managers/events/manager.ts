import type { SupervisorEvent } from "@cobble/wire";
import { createDeferred } from "../../deferred.ts";
import type { Clock } from "../../deps.ts";
import type { EventSink, NewEvent } from "../../event-sink.ts";
import { type Cursor, formatCursor } from "./cursor.ts";
import { type EventFilter, type KeptEvent, matchesEvent, toWireEvent } from "./event.ts";
import { EventRing, gapBefore } from "./ring.ts";

/** How many events are kept for those who come later. */
const defaultCapacity = 2048;

/** How many events are handed on at a time. */
const batchSize = 256;

/** How long a follower hears nothing before it is told that it is still connected. */
const keepAliveMs = 15_000;

/** What a reader wants. */
export interface EventQuery extends EventFilter {
  /** To go on after; all that is kept when left out. */
  readonly after?: Cursor;
  /** Go on with events as they come, until the signal aborts. */
  readonly follow: boolean;
}

/** Some events on their way to a reader. */
export interface EventRun {
  /** None when only time has passed. */
  readonly events: readonly SupervisorEvent[];
  /** To go on after them, and after those that the reader did not want. */
  readonly cursor: string;
}

/** Takes in what has become another, keeps the newest of it, and passes it on. */
export interface EventManager extends EventSink {
  /** Where the events stand now. */
  cursor(): Cursor;
  /** Whether a cursor can be one of this daemon, or of an earlier one: none of the future. */
  isPossible(cursor: Cursor): boolean;
  /** Events in runs, as they come; a run without any now and then while nothing happens. */
  read(query: EventQuery, signal: AbortSignal): AsyncGenerator<EventRun>;
}

/** A follower's way through the events. */
interface Way {
  number: number;
  /** Whether it has had everything once: what it misses after that is its own slowness. */
  caughtUp: boolean;
}

class Events implements EventManager {
  readonly #clock: Clock;
  readonly #ring: EventRing;
  /** Another one for each run of the daemon. */
  readonly #epoch: string;
  readonly #wakes = new Set<() => void>();

  constructor(clock: Clock, capacity: number) {
    this.#clock = clock;
    this.#ring = new EventRing(capacity);
    this.#epoch = clock.now().toString(36);
  }

  publish(event: NewEvent): void {
    this.#ring.add(event, this.#clock.now());
    for (const wake of this.#wakes) wake();
  }

  cursor(): Cursor {
    return { epoch: this.#epoch, number: this.#ring.last };
  }

  isPossible({ epoch, number }: Cursor): boolean {
    return epoch !== this.#epoch || number <= this.#ring.last;
  }

  async *read(query: EventQuery, signal: AbortSignal): AsyncGenerator<EventRun> {
    const { after } = query;
    const number = after?.epoch === this.#epoch ? after.number : this.#ring.oldest - 1;
    const way: Way = { number, caughtUp: number === this.#ring.last };
    if (after !== undefined && after.epoch !== this.#epoch) {
      yield this.#toRun(way, [gapBefore(number, { at: this.#clock.now(), reason: "restarted" })]);
    }
    while (!signal.aborted) {
      const events = this.#take(way, query);
      if (events.length > 0) yield this.#toRun(way, events);
      if (way.number < this.#ring.last) continue;
      if (!query.follow) return;
      if (!(await this.#more(way, signal))) yield this.#toRun(way, []);
    }
  }

  #take(way: Way, filter: EventFilter): readonly KeptEvent[] {
    const { lost, events } = this.#ring.after(way.number, batchSize);
    const before = way.number + lost;
    way.number = before + events.length;
    const reason = way.caughtUp ? "slow" : "expired";
    way.caughtUp ||= way.number === this.#ring.last;
    const wanted = events.filter((event) => matchesEvent(event, filter));
    if (lost === 0) return wanted;
    return [gapBefore(before, { at: this.#clock.now(), reason, lost }), ...wanted];
  }

  /** Settles with whether there is more; false when nothing came for a while, or the follower has gone. */
  #more(way: Way, signal: AbortSignal): Promise<boolean> {
    if (way.number < this.#ring.last || signal.aborted) return Promise.resolve(true);
    const { promise, resolve } = createDeferred<boolean>();
    const wake = (): void => resolve(true);
    const timer = this.#clock.after(keepAliveMs, () => resolve(false));
    this.#wakes.add(wake);
    signal.addEventListener("abort", wake);
    return promise.finally(() => {
      timer.cancel();
      this.#wakes.delete(wake);
      signal.removeEventListener("abort", wake);
    });
  }

  #toRun({ number }: Way, events: readonly KeptEvent[]): EventRun {
    const context = { epoch: this.#epoch, offsetMinutes: this.#clock.offsetMinutes() };
    return {
      events: events.map((event) => toWireEvent(event, context)),
      cursor: formatCursor({ epoch: this.#epoch, number }),
    };
  }
}

/** Makes the manager, with no events yet. @param deps.capacity how many are kept; 2048 when left out */
export const createEventManager = (deps: {
  readonly clock: Clock;
  readonly capacity?: number;
}): EventManager => new Events(deps.clock, deps.capacity ?? defaultCapacity);
