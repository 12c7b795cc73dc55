import { HandleError } from "../errors.ts";
import type { BoundEvent, CharmEvent } from "../events/event.ts";
import type { Framework } from "./framework.ts";

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
}
