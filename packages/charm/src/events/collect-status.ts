import { assertSettable, type SettableStatus } from "../model/status.ts";
import { type BoundEvent, charmEmitter, UndeferrableEvent } from "./event.ts";

/** What was said of how things are, in order. */
export interface CollectedStatuses {
  readonly app: SettableStatus[];
  readonly unit: SettableStatus[];
}

/**
 * Comes when the events of a hook have been handled, whether any was observed or not: each part of the charm says how it
 * is, and the most urgent of all that was said becomes the status of the unit, or, on the leader, of the application. The
 * order is blocked, maintenance, waiting, active; of equal ones the first is taken. Nothing is set when nothing was said.
 * @source ops 3.9, ops/charm.py, CollectStatusEvent
 */
export class CollectStatusEvent extends UndeferrableEvent {
  readonly kind: "collect-app-status" | "collect-unit-status";
  protected readonly undeferrable = "they come with every hook";
  readonly #collected: SettableStatus[];

  constructor(kind: CollectStatusEvent["kind"], collected: SettableStatus[]) {
    super();
    this.kind = kind;
    this.#collected = collected;
  }

  /**
   * Says how one part of the charm is. Each way through a handler says something, if only that all is well.
   * @throws {InvalidStatusError} when it is a state that only the agent sets
   */
  addStatus(status: SettableStatus): void {
    assertSettable(status);
    this.#collected.push(status);
  }
}

/** Makes one of the events; what is said in it is added to the list. */
export const collectStatusEvent = (
  kind: CollectStatusEvent["kind"],
  collected: SettableStatus[],
): BoundEvent<CollectStatusEvent> => ({
  name: kind,
  emitter: charmEmitter,
  make: () => new CollectStatusEvent(kind, collected),
});

const urgency: Readonly<Record<SettableStatus["name"], number>> = {
  blocked: 4,
  maintenance: 3,
  waiting: 2,
  active: 1,
};

/**
 * The most urgent of these, and of equal ones the first; undefined when there are none.
 * @source ops 3.9, ops/model.py, StatusBase._priorities
 */
export const mostUrgent = (statuses: readonly SettableStatus[]): SettableStatus | undefined =>
  statuses.reduce<SettableStatus | undefined>(
    (most, status) => (most === undefined || urgency[status.name] > urgency[most.name] ? status : most),
    undefined,
  );
