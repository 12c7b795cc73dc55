import { type BoundEvent, CharmEvent } from "../events/event.ts";
import { HandleError } from "./errors.ts";
import type { Framework } from "./framework.ts";
import type { Storable } from "./stored-values.ts";

/** What a custom event says when it says nothing but that it happened. */
export type NoData = Readonly<Record<never, never>>;

/**
 * An event of an author's own. What it says is plain data, so that it is the same when it is deferred and comes again.
 *
 * @example
 * class DatabaseReady extends CustomEvent<{ host: string; port: number }> {
 *   get url(): string {
 *     return `redis://${this.data.host}:${this.data.port}`;
 *   }
 * }
 */
export class CustomEvent<D extends object = NoData> extends CharmEvent {
  /** The name that the event was defined by, as in `ready`. */
  readonly kind: string;
  /** What the event was emitted with. */
  readonly data: Readonly<D>;
  readonly framework: Framework;

  constructor({ kind, data, framework }: CustomEventParts<D>) {
    super();
    this.kind = kind;
    this.data = data;
    this.framework = framework;
  }
}

/** What a custom event is made from; a class of one that has a constructor hands it to `super`. */
export interface CustomEventParts<D extends object> {
  readonly kind: string;
  readonly data: Readonly<D>;
  readonly framework: Framework;
}

/** A custom event of one object, as in `database.on.ready`: it can be observed, and emitted. */
export interface EventSource<D extends object, E extends CharmEvent> extends BoundEvent<E> {
  /**
   * Makes the event happen now. Within a handler its own handlers run before the next line of it; settles when each of
   * them has ended.
   * @throws {StoredValueError} when a part of the data could not be kept if the event were deferred
   */
  emit(...data: object extends D ? [data?: D] : [data: D & Storable<D>]): Promise<void>;
}

/** Classes of custom events, by the names that an object has them under. */
export type EventClasses = Readonly<Record<string, new (parts: never) => CharmEvent>>;

/** The events that an object has of such classes. */
export type EventsOf<C extends EventClasses> = {
  readonly [N in keyof C]: C[N] extends new (
    parts: CustomEventParts<infer D>,
  ) => infer E
    ? E extends CharmEvent
      ? EventSource<D, E>
      : never
    : never;
};

const bindSource = (
  kind: string,
  source: { readonly emitter: string; readonly framework: Framework; readonly Event: EventClasses[string] },
): EventSource<object, CharmEvent> => {
  const { emitter, framework, Event } = source;
  const event: BoundEvent<CharmEvent> = {
    name: kind,
    emitter,
    // The class takes these parts: EventsOf has seen to it that only its own data is emitted.
    make: (data) => Reflect.construct(Event, [{ kind, data, framework }]) as CharmEvent,
  };
  return { ...event, emit: (data: object = {}) => framework.emit(event, { ...data }) };
};

/**
 * Makes the events of an object from their classes.
 * @param owner the handle of the object, as in `charm/webapp`
 * @throws {HandleError} when the object has events of one of these names already
 */
export const bindSources = <C extends EventClasses>(
  classes: C,
  { framework, owner }: { readonly framework: Framework; readonly owner: string },
): EventsOf<C> => {
  const emitter = `${owner}/on`;
  const sources = Object.entries(classes).map(([kind, Event]) => {
    if (!/^[^/[\]]+$/.test(kind)) throw new HandleError(`cannot name an event ${JSON.stringify(kind)}`);
    const source = bindSource(kind, { emitter, framework, Event });
    framework.track(`${emitter}/${kind}`, source);
    return [kind, source];
  });
  // One source for each name of C, made from the class that C has under it.
  return Object.fromEntries(sources) as EventsOf<C>;
};
