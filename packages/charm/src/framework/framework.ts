import type { Charmcraft } from "@cobble/plan";
import type { HookContext } from "../context.ts";
import { HandleError } from "../errors.ts";
import { CharmEvents } from "../events/charm-events.ts";
import { type BoundEvent, type CharmEvent, charmEmitter, type EventFacts } from "../events/event.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { Logger } from "../log.ts";
import type { Model } from "../model/model.ts";
import { Deliveries } from "./deliveries.ts";
import { Emitter } from "./emitter.ts";
import { Observers } from "./observers.ts";

/** What a framework is made from. */
export interface FrameworkDeps {
  readonly meta: Charmcraft;
  readonly model: Model;
  readonly tools: HookTools;
  readonly log: Logger;
}

/** Joins events with the methods that handle them. A charm gets one, and hands it to `super`. */
export class Framework {
  readonly meta: Charmcraft;
  readonly model: Model;
  readonly log: Logger;
  /** Every event of the charm itself, as in `charm.on`. */
  readonly charmEvents: CharmEvents;
  readonly #observers = new Observers();
  readonly #emitter: Emitter;

  constructor({ meta, model, tools, log }: FrameworkDeps) {
    this.meta = meta;
    this.model = model;
    this.log = log;
    this.charmEvents = new CharmEvents({ meta, unit: model.unit, tools });
    this.#emitter = new Emitter({ observers: this.#observers, deliveries: new Deliveries(), log });
  }

  /**
   * Calls a method of the observer whenever the event comes. Handlers run one at a time, in the order they were observed;
   * one that returns a promise is waited for. A method that observes the same event twice is called once.
   * @param event as in `charm.on.container("redis").pebbleReady`
   * @param handler a method of the observer, unbound; only a method of a Charm or a CharmObject can defer
   */
  observe<E extends CharmEvent, O>(
    event: BoundEvent<E>,
    handler: (this: O, event: E) => void | Promise<void>,
    observer: O,
  ): void {
    this.#observers.add(event, { handler, observer });
  }

  /**
   * Remembers an object of the charm by its handle; what a charm is made of calls it when it is made.
   * @throws {HandleError} when another object has the same handle
   */
  track(handle: string, object: object): void {
    if (this.#observers.track(handle, object)) return;
    throw new HandleError(
      `cannot make a second object with the handle ${handle}: what it deferred and stored could not be told from the first's; give it another key`,
    );
  }

  /** Makes an event happen, now; nothing comes of one that nobody observes. */
  async emit(event: BoundEvent<CharmEvent>, facts: EventFacts = {}): Promise<void> {
    await this.#emitter.emit(event, facts);
  }

  /** Makes the event of a hook happen, by its name, with what the agent says about it. */
  async emitHook(name: string, context: HookContext): Promise<void> {
    const [first] = this.#observers.of({ emitter: charmEmitter, name });
    if (first !== undefined) await this.emit(first.event, first.event.read?.(context));
  }

  /** Calls the handlers again that deferred an event in earlier hooks. */
  async reemit(): Promise<void> {
    await this.#emitter.reemit();
  }
}
