import { contextValue, type HookContext } from "../context.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import { Storage } from "../model/storage.ts";
import { type BoundEvent, bindEvent, CharmEvent } from "./event.ts";

/** Something that happened to a storage of the unit. */
export abstract class StorageEvent extends CharmEvent {
  readonly storage: Storage;

  constructor(storage: Storage) {
    super();
    this.storage = storage;
  }
}

/** The storage is there to be used; those that a unit begins with come before `install`. */
export class StorageAttachedEvent extends StorageEvent {
  readonly kind = "storage-attached";
}

/** The storage is about to go: the last time to write to it. */
export class StorageDetachingEvent extends StorageEvent {
  readonly kind = "storage-detaching";
}

/** The events of the storages of one name: `this.on.storage("data")`. */
export interface StorageEvents {
  readonly attached: BoundEvent<StorageAttachedEvent>;
  readonly detaching: BoundEvent<StorageDetachingEvent>;
}

/** What a storage's event is made from. @throws {ContextError} when the agent did not say it */
export const readStorage = (
  context: HookContext,
): { readonly index: number; readonly location: string | undefined } => ({
  index: contextValue(context, "storageIndex"),
  location: context.storageLocation,
});

/**
 * Makes the events of the storages of one name. Where a storage is, is kept while its event is deferred, since nobody may
 * know it any more then; it is asked, when it is wanted, of an agent that did not say it.
 */
export const storageEvents = (tools: HookTools, name: string): StorageEvents => {
  const bind = <E extends StorageEvent>(kind: string, Event: new (storage: Storage) => E): BoundEvent<E> =>
    bindEvent(`${name}-storage-${kind}`, {
      read: readStorage,
      make: (facts) => new Event(new Storage({ name, tools, ...facts })),
    });
  return {
    attached: bind("attached", StorageAttachedEvent),
    detaching: bind("detaching", StorageDetachingEvent),
  };
};
