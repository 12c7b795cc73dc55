import type { BoundEvent, CharmEvent } from "../events/event.ts";
import { bindSources, type EventClasses, type EventsOf } from "./custom-events.ts";
import { HandleError } from "./errors.ts";
import type { Framework } from "./framework.ts";
import type { Storable } from "./stored-values.ts";

/** What an object of a charm belongs to: the charm, or another of its objects. */
export interface ObjectParent {
  readonly framework: Framework;
  /** As in `charm/webapp`; absent for what a charm itself is made from. */
  readonly handle?: string;
}

const handleBelow = (parent: ObjectParent, key: string): string => {
  if (/^[^/[\]]+$/.test(key)) return parent.handle === undefined ? key : `${parent.handle}/${key}`;
  throw new HandleError(
    `cannot make an object with the key ${JSON.stringify(key)}: a key has no slash or square bracket and is not empty`,
  );
};

/**
 * A part of a charm that observes events, may defer them, and may have events of its own. Its handle is what a later hook
 * finds it by, so a key should stay the same from one version of the charm to the next.
 *
 * @example
 * class WebApp extends CharmObject {
 *   constructor(charm: Charm) {
 *     super(charm, "webapp");
 *     this.observe(charm.on.collectUnitStatus, this.onCollectStatus);
 *   }
 *   onCollectStatus(event: CollectStatusEvent): void {
 *     event.addStatus(new ActiveStatus());
 *   }
 * }
 * @source ops 3.9, ops/framework.py, Object
 */
export class CharmObject implements ObjectParent {
  readonly framework: Framework;
  /** Where this object stands among all of the charm's, as in `charm/webapp`. */
  readonly handle: string;

  /**
   * @param parent the charm, or another of its objects
   * @param key what tells this object from the parent's others
   * @throws {HandleError} when the parent has another object with the key, or the key cannot be part of a handle
   */
  constructor(parent: ObjectParent, key: string) {
    this.framework = parent.framework;
    this.handle = handleBelow(parent, key);
    this.framework.track(this.handle, this);
  }

  /** Calls one of this object's methods whenever the event comes: {@link Framework.observe} with this as the observer. */
  observe<E extends CharmEvent>(
    event: BoundEvent<E>,
    handler: (this: this, event: E) => void | Promise<void>,
  ): void {
    this.framework.observe(event, handler, this);
  }

  /**
   * Gives this object events of its own, which it emits and others observe.
   *
   * @example
   * class Database extends CharmObject {
   *   readonly on = this.defineEvents({ ready: DatabaseReady });
   *   async onRelationChanged(): Promise<void> {
   *     await this.on.ready.emit({ host: "10.1.2.3", port: 5432 });
   *   }
   * }
   * @throws {HandleError} when it has an event of one of these names already
   */
  defineEvents<C extends EventClasses>(classes: C): EventsOf<C> {
    return bindSources(classes, { framework: this.framework, owner: this.handle });
  }

  /**
   * Values that are there again in later hooks, as they were when the last hook ended well. They are read and written as
   * those of any object: lists, sets and maps within them may be changed in place.
   *
   * @example
   * class MyCharm extends Charm {
   *   readonly stored = this.storedState({ seen: new Set<string>(), runs: 0 });
   *   onInstall(): void {
   *     this.stored.runs += 1;
   *   }
   * }
   * @param defaults the values in the beginning, and of names that were added since
   * @throws {HandleError} when this object has a stored state of that name already
   * @throws {StoredValueError} when a default cannot be stored
   */
  storedState<T extends object>(defaults: T & Storable<T>, { name = "stored" }: StateOptions = {}): T {
    return this.framework.openState<T>({ handle: `${this.handle}/${name}`, defaults });
  }
}

/** How a stored state is told from others of its object. */
export interface StateOptions {
  /** `stored` when absent. */
  readonly name?: string;
}
