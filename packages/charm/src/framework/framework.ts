import type { Charmcraft } from "@cobble/plan";
import type { HookContext } from "../context.ts";
import { CharmEvents } from "../events/charm-events.ts";
import type { BoundEvent, CharmEvent } from "../events/event.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { Logger } from "../log.ts";
import type { Model } from "../model/model.ts";

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
  /** Every event that the charm may observe. */
  readonly on: CharmEvents;
  readonly #observed = new Map<string, Pick<BoundEvent<CharmEvent>, "emit">>();

  constructor({ meta, model, tools, log }: FrameworkDeps) {
    this.meta = meta;
    this.model = model;
    this.log = log;
    this.on = new CharmEvents({ meta, unit: model.unit, tools });
  }

  /**
   * Calls a method of the observer whenever the event comes. Handlers run one at a time, in the order they were observed;
   * one that returns a promise is waited for.
   * @param event as in `charm.on.container("redis").pebbleReady`
   * @param handler a method of the observer, unbound
   */
  observe<E extends CharmEvent, O>(
    event: BoundEvent<E>,
    handler: (this: O, event: E) => void | Promise<void>,
    observer: O,
  ): void {
    event.add((value) => handler.call(observer, value));
    this.#observed.set(event.name, event);
  }

  /** Makes an event happen; nothing comes of one that nobody observes. */
  async emit(name: string, context: HookContext): Promise<void> {
    await this.#observed.get(name)?.emit(context);
  }
}
