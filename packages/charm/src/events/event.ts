import type { HookContext } from "../context.ts";
import { DeferError } from "../errors.ts";

/** What an event is made from, and kept by while it is deferred. Only what can be stored: see `StoredValue`. */
export type EventFacts = Readonly<Record<string, unknown>>;

/** What was asked of an event while its handler ran. */
interface Deferral {
  wanted: boolean;
  /** Why it cannot be, for a reason that is not the event's own. */
  refusal?: string;
}

/**
 * Something that happened, handed to each handler that observes it. Each handler gets an object of its own, so that nothing
 * that one leaves in it is missing when another is called again later.
 * @source ops 3.9, ops/framework.py, EventBase
 */
export abstract class CharmEvent {
  /** What happened, without the name of the container, relation or action that it happened to. */
  abstract readonly kind: string;
  readonly #deferral: Deferral = { wanted: false };

  /** Makes {@link CharmEvent.defer} of this one event fail; called by the framework for handlers that have no name. */
  static refuseDefer(event: CharmEvent, reason: string): void {
    event.#deferral.refusal = reason;
  }

  /** Whether {@link CharmEvent.defer} was called. */
  get deferred(): boolean {
    return this.#deferral.wanted;
  }

  /**
   * Asks for this handler to be called with this event again, before the next event of the unit. It does not end the handler:
   * a `return` usually follows. Other handlers of the event are not called again.
   * @throws {DeferError} when the event cannot come again, or the handler could not be found again
   */
  defer(): void {
    const { refusal } = this.#deferral;
    if (refusal !== undefined) throw new DeferError(`cannot defer the ${this.kind} event: ${refusal}`);
    this.#deferral.wanted = true;
  }
}

/** An event that is gone with the hook that brought it: deferring it is an error. */
export abstract class UndeferrableEvent extends CharmEvent {
  /** Why it cannot come again. */
  protected abstract readonly undeferrable: string;

  /**
   * Always refused.
   * @throws {DeferError} always
   */
  override defer(): never {
    throw new DeferError(`cannot defer ${this.kind} events: ${this.undeferrable}`);
  }
}

/** One event of one object, as in `this.on.container("redis").pebbleReady`: what `observe` takes. */
export interface BoundEvent<E extends CharmEvent> {
  /** The hook's name, as in `redis-pebble-ready`; `purge-action` for an action; the author's for a custom event. */
  readonly name: string;
  /** The handle of what it is an event of, as in `charm/on`. */
  readonly emitter: string;
  /** Takes the event's facts out of what the agent said about the hook; absent for an event that no hook brings. */
  readonly read?: ((context: HookContext) => EventFacts) | undefined;
  /** Makes what one handler gets, from the facts that were read when it happened, even if that is many hooks ago. */
  make(facts: EventFacts): E | Promise<E>;
}

/** The handle that the events of the charm itself belong to. */
export const charmEmitter = "charm/on";

/** How the event of a hook is read and made; without `read` it has no facts. */
export interface EventShape<F extends EventFacts, E extends CharmEvent> {
  readonly read?: (context: HookContext) => F;
  readonly make: (facts: F) => E | Promise<E>;
}

/** Makes the event of a hook that can be observed. */
export const bindEvent = <F extends EventFacts, E extends CharmEvent>(
  name: string,
  { read, make }: EventShape<F, E>,
): BoundEvent<E> => ({
  name,
  emitter: charmEmitter,
  read: read ?? (() => ({})),
  // Facts come from `read`, in this hook or an earlier one whose charm had the same event under the name.
  make: (facts) => make(facts as F),
});
