import type { HookContext } from "../context.ts";
import { DeferError } from "../framework/errors.ts";

/** What an event is made from, and kept by while it is deferred. Only what can be stored: see `StoredValue`. */
export type EventFacts = Readonly<Record<string, unknown>>;

/** What was asked of an event while its handler ran. */
interface Deferral {
  wanted: boolean;
  /** How long the handler is not to be called again, in milliseconds. */
  afterMs: number;
  /** How often this handler was called with this event before. */
  attempts: number;
  /** Why it cannot be, for a reason that is not the event's own. */
  refusal: string | undefined;
}

/** When and how often a handler is called again. */
export interface RetryOptions {
  /** How long it is not called at least, in milliseconds; the first hook after that calls it. At once when absent. */
  readonly afterMs?: number;
  /** How often it is called again at most; without a limit when absent. */
  readonly max?: number;
}

/**
 * Something that happened, handed to each handler that observes it. Each handler gets an object of its own, so that nothing
 * that one leaves in it is missing when another is called again later.
 * @source ops 3.9, ops/framework.py, EventBase
 */
export abstract class CharmEvent {
  /** What happened, without the name of the container, relation or action that it happened to. */
  abstract readonly kind: string;
  readonly #deferral: Deferral = { wanted: false, afterMs: 0, attempts: 0, refusal: undefined };

  /** Tells an event of the handler that gets it; called by the framework before the handler. */
  static prepare(event: CharmEvent, known: Partial<Pick<Deferral, "attempts" | "refusal">>): void {
    Object.assign(event.#deferral, known);
  }

  /** How long the handler wants not to be called again, in milliseconds; asked by the framework after the handler. */
  static delayOf(event: CharmEvent): number {
    return event.#deferral.afterMs;
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

  /** How often this handler was called with this event before, because it deferred it. */
  get attempts(): number {
    return this.#deferral.attempts;
  }

  /**
   * Defers the event, with a limit: the handler is called again after a time, and not forever. When the same event happens
   * before that time it is handled then, and counted anew.
   * @returns whether it will be called again; when not, the handler has to say what happens instead
   * @throws {DeferError} as {@link CharmEvent.defer} does
   *
   * @example
   * if (!event.retry({ afterMs: 60_000, max: 5 })) await this.unit.setStatus(new BlockedStatus("cannot reach the server"));
   */
  retry({ afterMs = 0, max = Number.POSITIVE_INFINITY }: RetryOptions = {}): boolean {
    if (this.#deferral.attempts >= max) return false;
    this.defer();
    this.#deferral.afterMs = afterMs;
    return true;
  }
}

/** The error of deferring an event of a kind that cannot come again, with the reason. */
export const undeferrable = (kind: string, reason: string): DeferError =>
  new DeferError(`cannot defer ${kind} events: ${reason}`);

/** An event that is gone with the hook that brought it: deferring it is an error. */
export abstract class UndeferrableEvent extends CharmEvent {
  /** Why it cannot come again. */
  protected abstract readonly undeferrable: string;

  /**
   * Always refused.
   * @throws {DeferError} always
   */
  override defer(): never {
    throw undeferrable(this.kind, this.undeferrable);
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
