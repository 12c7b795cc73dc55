import { type BoundEvent, CharmEvent, charmEmitter, type EventFacts } from "../events/event.ts";
import type { Logger } from "../log.ts";
import type { Trace } from "../tracing/trace.ts";
import type { Breakpoints } from "./breakpoints.ts";
import { type Deliveries, type Delivery, parseEventPath } from "./deliveries.ts";
import { isReconcile } from "./framework-events.ts";
import type { Observation, Observers } from "./observers.ts";
import { decodeStored, encodeStored } from "./stored-values.ts";

/** What an emitter works with. */
export interface EmitterDeps {
  readonly observers: Observers;
  readonly deliveries: Deliveries;
  readonly breakpoints: Breakpoints;
  /** Runs each handler within a span. */
  readonly trace: Trace;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  readonly log: Logger;
}

/** What is to be called with which event. */
interface Call {
  readonly observation: Pick<Observation, "call" | "refusal">;
  readonly event: BoundEvent<CharmEvent>;
  readonly facts: string;
  readonly attempts: number;
  /** As in `charm.onInstall`. */
  readonly handler: string;
}

/**
 * Brings events to their handlers, one at a time, and keeps in {@link Deliveries} what a handler deferred. An error of a
 * handler ends it, and nothing of the hook is kept then.
 * @source ops 3.9, ops/framework.py, Framework
 */
export class Emitter {
  readonly #deps: EmitterDeps;

  constructor(deps: EmitterDeps) {
    this.#deps = deps;
  }

  /** Makes an event happen now, also from within a handler; settles when each handler has ended. */
  async emit(event: BoundEvent<CharmEvent>, facts: EventFacts): Promise<void> {
    const { observers, deliveries, log, today } = this.#deps;
    const observations = observers.of(event);
    if (observations.length === 0) return;
    const text = encodeStored(facts, { name: event.name, sorted: true });
    const path = deliveries.nextPath(event);
    for (const { observer, method } of observations) {
      if (deliveries.add({ event: path, observer, method }, { facts: text, nowMs: today() })) continue;
      log.info(
        `skipped ${event.name} for ${observer}.${method}: it is to be called with the same facts already`,
      );
    }
    await this.#deliver(deliveries.of(path));
  }

  /** Calls the handlers that deferred an event again, the oldest event first. */
  async reemit(): Promise<void> {
    const deliveries = this.#deps.deliveries.due(this.#deps.today());
    if (deliveries.length > 0) this.#deps.log.debug(`calling ${deliveries.length} deferred handlers again`);
    await this.#deliver(deliveries);
  }

  async #deliver(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      const call = this.#findCall(delivery);
      const made = call === undefined ? undefined : await this.#call(call);
      if (made?.deferred === true) this.#postpone(delivery, CharmEvent.delayOf(made));
      else this.#deps.deliveries.remove(delivery);
    }
  }

  #postpone(delivery: Delivery, afterMs: number): void {
    const { deliveries, today } = this.#deps;
    deliveries.postpone(delivery, afterMs > 0 ? today() + afterMs : undefined);
  }

  /** A charm that is newer than the event may have lost what handled it: then nobody is called. */
  #findCall(delivery: Delivery): Call | undefined {
    const { observers, deliveries, log } = this.#deps;
    const { event: path, observer, method } = delivery;
    const parsed = parseEventPath(path);
    const facts = deliveries.factsOf(path);
    const observed = parsed === undefined ? [] : observers.of(parsed);
    const [first] = observed;
    const own = observed.find((each) => each.observer === observer && each.method === method);
    const call = own?.call ?? observers.find(observer, method);
    if (first === undefined || facts === undefined || call === undefined) {
      const what =
        call === undefined ? `the charm has no ${observer}.${method}` : "the charm no longer observes it";
      log.warning(`dropped the deferred event ${path}: ${what}`);
      return undefined;
    }
    return {
      observation: { call, refusal: own?.refusal },
      event: first.event,
      facts,
      attempts: delivery.attempts ?? 0,
      handler: `${observer}.${method}`,
    };
  }

  async #call({ observation, event, facts, attempts, handler }: Call): Promise<CharmEvent> {
    // Only what `encodeStored` made of facts is in a delivery.
    const made = await event.make(decodeStored(facts) as EventFacts);
    CharmEvent.prepare(made, { attempts, refusal: observation.refusal });
    const isHook = event.emitter === charmEmitter && event.read !== undefined;
    if (isHook || isReconcile(event)) await this.#deps.breakpoints.beforeHandler();
    const attributes = {
      ...{ event_name: event.name, event_type: isHook ? "hook" : "other" },
      ...{ handler, deferred: attempts > 0 },
    };
    await this.#deps.trace({ name: `${event.name}: ${handler}`, attributes }, () => observation.call(made));
    return made;
  }
}
