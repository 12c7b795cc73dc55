import { type Data, isData } from "../data.ts";
import { StoredValueError } from "./errors.ts";

/** One handler that has to be called with one event. */
export interface Delivery {
  /** The event's own path, as in `charm/on/install[3]`. */
  readonly event: string;
  /** The handle of the observer, as in `charm/webapp`. */
  readonly observer: string;
  /** The name of the observer's method. */
  readonly method: string;
  /** How often the method was called with the event before; never when absent. */
  readonly attempts?: number;
  /** When it may be called again, in milliseconds since 1970; at any time when absent. */
  readonly notBeforeMs?: number;
}

/** What is kept of deliveries from one hook to the next. */
export interface DeliveryRecord {
  /** How many events there were so far, which the next one's path is made from. */
  readonly count: number;
  /** What was deferred, the oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The encoded facts of each event that was deferred, by its path. */
  readonly facts: Readonly<Record<string, string>>;
}

const isDelivery = (value: unknown): value is Delivery =>
  isData(value) &&
  [value["event"], value["observer"], value["method"]].every((text) => typeof text === "string");

/** The object that a text is; one without fields for any other text. */
const parseObject = (text: string): Data => {
  try {
    const parsed: unknown = JSON.parse(text);
    return isData(parsed) ? parsed : {};
  } catch {
    // The caller says what the text should have been.
    return {};
  }
};

/**
 * Reads a record that was kept as JSON.
 * @throws {StoredValueError} when it is none
 */
export const parseRecord = (text: string): DeliveryRecord => {
  const { count, deliveries, facts } = parseObject(text);
  if (
    typeof count === "number" &&
    Array.isArray(deliveries) &&
    deliveries.every(isDelivery) &&
    isData(facts)
  ) {
    return {
      count,
      deliveries,
      facts: Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, String(v)])),
    };
  }
  throw new StoredValueError(`cannot read which events were deferred: ${text.slice(0, 200)}`);
};

/** An event's path, taken apart. */
export interface EventPath {
  /** The handle that the event belongs to, as in `charm/on`. */
  readonly emitter: string;
  readonly name: string;
}

/**
 * Takes an event's path apart.
 * @returns undefined for a text that is none
 */
export const parseEventPath = (path: string): EventPath | undefined => {
  const { emitter, name } = /^(?<emitter>.+)\/(?<name>[^/[\]]+)\[\d+\]$/.exec(path)?.groups ?? {};
  return emitter === undefined || name === undefined ? undefined : { emitter, name };
};

const isDue = ({ notBeforeMs = 0 }: Delivery, nowMs: number): boolean => notBeforeMs <= nowMs;

/** The path without its number: which event it is, and not when it happened. */
const eventOf = (path: string): string => path.slice(0, path.lastIndexOf("["));

/**
 * Who has still to be called with what, in order. It is filled from the last hook's record, and what is left of it when
 * the hook ends well is the next one's.
 * @source ops 3.9, ops/framework.py, _emit and _reemit; ops keeps the same in tables that every event writes to
 */
export class Deliveries {
  #count: number;
  #queue: Delivery[];
  readonly #facts: Map<string, string>;

  constructor(record: DeliveryRecord = { count: 0, deliveries: [], facts: {} }) {
    this.#count = record.count;
    this.#queue = [...record.deliveries];
    this.#facts = new Map(Object.entries(record.facts));
  }

  /** A path that no other event has. */
  nextPath({ emitter, name }: EventPath): string {
    this.#count += 1;
    return `${emitter}/${name}[${this.#count}]`;
  }

  /**
   * Adds a delivery at the end, unless the same handler already waits for the same event with the same facts. One that has
   * to wait for its time is replaced.
   * @param facts the event's facts, encoded
   * @returns whether it was added
   */
  add(delivery: Delivery, { facts, nowMs }: { readonly facts: string; readonly nowMs: number }): boolean {
    const same = this.#queue.find(
      (other) =>
        other.observer === delivery.observer &&
        other.method === delivery.method &&
        eventOf(other.event) === eventOf(delivery.event) &&
        this.#facts.get(other.event) === facts,
    );
    if (same !== undefined && isDue(same, nowMs)) return false;
    if (same !== undefined) this.remove(same);
    this.#queue.push(delivery);
    this.#facts.set(delivery.event, facts);
    return true;
  }

  /** What has to be delivered of one event. */
  of(event: string): readonly Delivery[] {
    return this.#queue.filter((delivery) => delivery.event === event);
  }

  /** What was deferred and may be delivered again, the oldest first. */
  due(nowMs: number): readonly Delivery[] {
    return this.#queue.filter((delivery) => isDue(delivery, nowMs));
  }

  /** Whether anybody still waits for an event of that name of the emitter. */
  awaits({ emitter, name }: EventPath): boolean {
    return this.#queue.some(({ event }) => eventOf(event) === `${emitter}/${name}`);
  }

  /** Leaves a delivery in its place, to be made again from that time on. */
  postpone(delivery: Delivery, notBeforeMs: number | undefined): void {
    const attempts = (delivery.attempts ?? 0) + 1;
    const { notBeforeMs: _before, ...same } = delivery;
    const later = { ...same, attempts, ...(notBeforeMs !== undefined && { notBeforeMs }) };
    this.#queue = this.#queue.map((other) => (other === delivery ? later : other));
  }

  /** The encoded facts of an event that is still to be delivered. */
  factsOf(event: string): string | undefined {
    return this.#facts.get(event);
  }

  /** Removes a delivery, and the facts of its event when nobody else waits for it. */
  remove(delivery: Delivery): void {
    this.#queue = this.#queue.filter((other) => other !== delivery);
    if (!this.#queue.some((other) => other.event === delivery.event)) this.#facts.delete(delivery.event);
  }

  /** What to keep for the next hook; undefined when nothing waits. */
  record(): DeliveryRecord | undefined {
    if (this.#queue.length === 0) return undefined;
    return { count: this.#count, deliveries: this.#queue, facts: Object.fromEntries(this.#facts) };
  }
}
