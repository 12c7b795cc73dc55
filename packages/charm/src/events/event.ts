import type { HookContext } from "../context.ts";

/** Something that happened to the unit, handed to each handler that observes it. */
export interface CharmEvent {
  /** What happened, without the name of the container or action that it happened to. */
  readonly kind: string;
}

/** Handles an event; when it returns a promise, the next handler waits for it. */
export type Handler<E extends CharmEvent> = (event: E) => void | Promise<void>;

/** One event of one charm, as in `this.on.container("redis").pebbleReady`: what `observe` takes. */
export interface BoundEvent<E extends CharmEvent> {
  /** The hook's name, as in `redis-pebble-ready`; `purge-action` for an action. */
  readonly name: string;
  /** Adds a handler; `Framework.observe` is what charms call. */
  add(handler: Handler<E>): void;
  /** Makes one event and hands it to each handler in turn; the first that throws ends it. */
  emit(context: HookContext): Promise<void>;
}

/**
 * Makes an event that can be observed.
 * @param create makes what handlers get, from what the agent said about the hook; only called when there is a handler
 */
export const bindEvent = <E extends CharmEvent>(
  name: string,
  create: (context: HookContext) => E | Promise<E>,
): BoundEvent<E> => {
  const handlers: Handler<E>[] = [];
  return {
    name,
    add(handler) {
      handlers.push(handler);
    },
    async emit(context) {
      if (handlers.length === 0) return;
      const event = await create(context);
      for (const handler of handlers) await handler(event);
    },
  };
};
