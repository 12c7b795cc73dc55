import { ModelError } from "../errors.ts";
import type { RelationDataContent, RelationEntity } from "./relation-data-content.ts";

/** The data of everybody in a relation. */
export class RelationData {
  readonly #contents = new Map<string, RelationDataContent>();
  readonly #entities: readonly RelationEntity[];

  constructor(entities: readonly RelationEntity[], make: (entity: RelationEntity) => RelationDataContent) {
    this.#entities = [...new Map(entities.map((entity) => [entity.name, entity])).values()];
    for (const entity of this.#entities) this.#contents.set(entity.name, make(entity));
  }

  /** Everybody whose data can be asked for: this unit and its application, and those at the other end. */
  get entities(): readonly RelationEntity[] {
    return this.#entities;
  }

  /** Whether a unit or an application has data in the relation. */
  has({ name }: RelationEntity): boolean {
    return this.#contents.has(name);
  }

  /**
   * The data of a unit or an application; nothing is asked until it is read.
   * @throws {ModelError} when it has no part in the relation
   */
  get({ name }: RelationEntity): RelationDataContent {
    const content = this.#contents.get(name);
    if (content !== undefined) return content;
    const known = [...this.#contents.keys()].join(", ");
    throw new ModelError("relation-member", `cannot find ${name} in the relation: it is between ${known}`);
  }
}
