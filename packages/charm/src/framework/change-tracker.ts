import type { ConfigValue } from "@cobble/plan";
import { type Changes, compareValues } from "../events/changes.ts";
import type { Config } from "../model/model.ts";
import type { Relation } from "../model/relation.ts";
import type { RelationEntity } from "../model/relation-data-content.ts";
import type { KeptState } from "./kept-state.ts";
import { decodeStored, encodeStored } from "./stored-values.ts";

/** Values that a handler was told of in this hook. */
interface Shown {
  /** The name of the event that told it. */
  readonly event: string;
  readonly text: string;
}

const relationKey = ({ name, id }: Relation, entity: RelationEntity): string =>
  `seen:relation:${name}:${id}:${entity.name}`;

/** Remembers the values that handlers have seen, so that the next event can say what is not as it was. */
export class ChangeTracker {
  readonly #kept: KeptState;
  readonly #shown = new Map<string, Shown>();
  readonly #gone = new Set<string>();
  #enabled = false;

  constructor(kept: KeptState) {
    this.#kept = kept;
  }

  /** Begins to remember. */
  enable(): void {
    this.#enabled = true;
  }

  /** What is not as it was of the options; undefined when nothing is remembered. */
  ofConfig(config: () => Config): Changes<ConfigValue> | undefined {
    return this.#enabled
      ? this.#compare("seen:config", { event: "config-changed", now: config() })
      : undefined;
  }

  /** What is not as it was of a remote unit's or application's data; undefined when nothing is remembered. */
  async ofRelation(relation: Relation, entity: RelationEntity): Promise<Changes<string> | undefined> {
    if (!this.#enabled) return undefined;
    const now = await relation.data.get(entity).getAll();
    const event = `${relation.name}-relation-changed`;
    return this.#compare(relationKey(relation, entity), { event, now });
  }

  /** Forgets the data of who has left a relation. */
  forget(relation: Relation, entity: RelationEntity): void {
    this.#gone.add(relationKey(relation, entity));
  }

  /** Hands what was shown to what is kept, but for events that some handler has deferred: it is told of the same again. */
  keep(isDeferred: (event: string) => boolean): void {
    for (const [key, { event, text }] of this.#shown) if (!isDeferred(event)) this.#kept.set(key, text);
    for (const key of this.#gone) this.#kept.set(key, undefined);
  }

  #compare<V extends ConfigValue>(
    key: string,
    { event, now }: { readonly event: string; readonly now: Readonly<Record<string, V | undefined>> },
  ): Changes<V> {
    this.#shown.set(key, { event, text: encodeStored(now, { name: key, sorted: true }) });
    const kept = this.#kept.get(key);
    // Only what `encodeStored` made of such values is kept under such a key.
    return compareValues(kept === undefined ? {} : (decodeStored(kept) as typeof now), now);
  }
}
