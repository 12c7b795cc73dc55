import { UnknownNameError } from "../errors.ts";
import type { CollectStatusEvent } from "../events/collect-status.ts";
import { makeSettableStatus, type SettableStatus, type SettableStatusName } from "../model/status.ts";
import { CharmObject, type ObjectParent } from "./charm-object.ts";

/** A status as it is kept from one hook to the next. */
interface KeptStatus {
  readonly name: SettableStatusName;
  readonly message: string;
}

/**
 * How each part of a charm is, kept until that part says otherwise. At the end of each hook the most urgent of them is the
 * unit's status, with the name of its part in the message; of equally urgent ones the part with the highest priority is
 * taken. Parts that are active have nothing to say beside one that is not.
 *
 * @example
 * class MyCharm extends Charm {
 *   readonly parts = new ComponentStatuses(this, { database: 2, proxy: 1 });
 *   onRelationBroken(): void {
 *     this.parts.set("database", new BlockedStatus("needs a relation")); // database: needs a relation
 *   }
 * }
 */
export class ComponentStatuses<N extends string> extends CharmObject {
  readonly #names: readonly N[];
  readonly #kept: { statuses: Map<string, KeptStatus> };

  /**
   * @param charm whose unit the parts are of
   * @param priorities the parts of the charm: which one is taken when two are equally urgent; the highest first
   * @throws {HandleError} when the charm has these already
   */
  constructor(charm: ObjectParent, priorities: Readonly<Record<N, number>>) {
    super(charm, "component-statuses");
    // The keys of a record of N are N.
    const names = Object.keys(priorities) as N[];
    this.#names = names.sort((a, b) => priorities[b] - priorities[a]);
    this.#kept = this.storedState({ statuses: new Map<string, KeptStatus>() });
    this.observe(this.framework.charmEvents.collectUnitStatus, this.onCollectStatus);
  }

  /**
   * Says how a part is, from now on.
   * @throws {UnknownNameError} when there is no part of that name
   */
  set(part: N, { name, message }: SettableStatus): void {
    if (!this.#names.includes(part)) {
      throw new UnknownNameError("component", { missing: part, known: this.#names });
    }
    this.#kept.statuses.set(part, { name, message });
  }

  /** How a part is, as it was last said; undefined when it never was. */
  get(part: N): SettableStatus | undefined {
    const kept = this.#kept.statuses.get(part);
    return kept === undefined ? undefined : makeSettableStatus(kept.name, kept.message);
  }

  /** Hands what the parts have said to the unit's status, those with the highest priority first. */
  onCollectStatus(event: CollectStatusEvent): void {
    for (const part of this.#names) {
      const status = this.get(part);
      if (status === undefined) continue;
      const message = status.message === "" ? part : `${part}: ${status.message}`;
      const isActive = status.name === "active" && status.message === "";
      event.addStatus(isActive ? status : makeSettableStatus(status.name, message));
    }
  }
}
