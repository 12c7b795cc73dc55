import type { BoundEvent, CharmEvent } from "../events/event.ts";

/** What is called with an event. */
export type AnyHandler = (event: CharmEvent) => void | Promise<void>;

/** One call of `observe`. */
export interface Observation {
  readonly event: BoundEvent<CharmEvent>;
  /** The observer's handle; empty for one without. */
  readonly observer: string;
  /** The method's name; something that no method is named when the handler is not a method of its observer. */
  readonly method: string;
  readonly call: AnyHandler;
  /** Why the handler could not be found again in a later hook; absent when it could. */
  readonly refusal?: string | undefined;
}

/** A handler and whom to call it on. */
export interface Handler<E extends CharmEvent, O> {
  readonly handler: (this: O, event: E) => void | Promise<void>;
  readonly observer: O;
}

const methodOf = (observer: unknown, name: string): unknown =>
  typeof observer === "object" && observer !== null && name !== "" ? Reflect.get(observer, name) : undefined;

const handleOf = (observer: unknown): string => {
  const handle = methodOf(observer, "handle");
  return typeof handle === "string" ? handle : "";
};

const findRefusal = (handle: string, isMethod: boolean): string | undefined => {
  if (handle === "") return "its observer is not a Charm or a CharmObject, so it could not be found again";
  if (isMethod) return undefined;
  return "its handler is not a method of the observer, so it could not be found again by its name";
};

/**
 * The compiler knows what can be observed; a charm that is no TypeScript is told here, where its stack has the place.
 * @throws {TypeError} when there is no such event, or no handler
 */
const assertObservable = (event: unknown, handler: unknown): void => {
  const known = typeof event === "object" && event !== null && "name" in event;
  if (!known)
    throw new TypeError(`cannot observe ${String(event)}: it is no event; is the name in this.on right?`);
  if (typeof handler === "function") return;
  throw new TypeError(
    `cannot observe ${event.name} with ${String(handler)}: hand over a method, as this.onStart`,
  );
};

/** Describes who observes an event, so that a deferred one finds the same method in a later hook. */
export const describeObservation = <E extends CharmEvent, O>(
  event: BoundEvent<E>,
  { handler, observer }: Handler<E, O>,
  number: number,
): Observation => {
  assertObservable(event, handler);
  const observerHandle = handleOf(observer);
  const isMethod = methodOf(observer, handler.name) === handler;
  const refusal = findRefusal(observerHandle, isMethod);
  return {
    event,
    observer: observerHandle,
    method: refusal === undefined ? handler.name : `#${number}`,
    // An event of this name makes nothing but E.
    call: (value) => handler.call(observer, value as E),
    refusal,
  };
};

/** Who observes what, and which objects a charm is made of. */
export class Observers {
  readonly #observations: Observation[] = [];
  readonly #objects = new Map<string, object>();

  /** Adds an observation after all others. */
  add<E extends CharmEvent, O>(event: BoundEvent<E>, handler: Handler<E, O>): void {
    this.#observations.push(describeObservation(event, handler, this.#observations.length));
  }

  /** Remembers an object by its handle; false when another one has the same. */
  track(handle: string, object: object): boolean {
    if (this.#objects.has(handle)) return false;
    this.#objects.set(handle, object);
    return true;
  }

  /** Who observes an event, in order. */
  of({ emitter, name }: Pick<BoundEvent<CharmEvent>, "emitter" | "name">): readonly Observation[] {
    return this.#observations.filter(({ event }) => event.name === name && event.emitter === emitter);
  }

  /** What to call for an observer and method that were written down, now or in an earlier hook. */
  find(observer: string, method: string): AnyHandler | undefined {
    const known = this.#observations.find((each) => each.observer === observer && each.method === method);
    if (known !== undefined) return known.call;
    const object = this.#objects.get(observer);
    const found = methodOf(object, method);
    return typeof found === "function" ? (event) => Reflect.apply(found, object, [event]) : undefined;
  }
}
