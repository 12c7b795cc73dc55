import type { RelationTools } from "../hook-tools/relation.ts";
import { parseWith, type Schema } from "../schema/parse.ts";
import type { Application } from "./application.ts";
import { askOnce } from "./ask-once.ts";
import type { Leadership } from "./leadership.ts";
import { RelationData } from "./relation-data.ts";
import { RelationDataContent, type RelationEntity } from "./relation-data-content.ts";
import type { Unit } from "./unit.ts";

/** What a relation is reached with. */
export interface RelationDeps {
  readonly tools: RelationTools;
  readonly leadership: Leadership;
  /** The unit that the charm runs in. */
  readonly ownUnit: Unit;
}

/** What is known of a relation. */
export interface RelationFacts {
  readonly name: string;
  readonly id: number;
  readonly isPeer: boolean;
  readonly active: boolean;
  readonly app: Application | undefined;
  readonly units: ReadonlySet<Unit>;
  /** The unit that an event says has left: its data can still be read. */
  readonly leavingUnit?: Unit | undefined;
}

const decodeJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The agent writes plain texts beside the charm's JSON, as a unit's address: the schema says what they have to be.
    return text;
  }
};

/**
 * A relation between the charm's application and another one, or among the units of its own.
 * @source ops 3.9, ops/model.py, Relation
 */
export class Relation {
  /** The charm's own endpoint, as in `db`. */
  readonly name: string;
  readonly id: number;
  /** The remote application, or the charm's own among peers; undefined when it is gone and nobody can tell. */
  readonly app: Application | undefined;
  /** The remote units that have joined; among peers the others. */
  readonly units: ReadonlySet<Unit>;
  /** Whether it lasts: not in the event that says that it is broken, nor when it is gone. */
  readonly active: boolean;
  readonly data: RelationData;
  readonly #remoteModel: () => Promise<{ readonly uuid: string }>;

  constructor({ tools, leadership, ownUnit }: RelationDeps, facts: RelationFacts) {
    const { name, id, app, units, active, isPeer, leavingUnit } = facts;
    this.name = name;
    this.id = id;
    this.app = app;
    this.units = units;
    this.active = active;
    this.#remoteModel = askOnce(() => tools.relationModelGet({ endpoint: name, id }));
    const relation = { endpoint: name, id };
    // As among peers: an application may also be related to itself by two of its endpoints.
    const isWithin = isPeer || app === ownUnit.app;
    const entities = [ownUnit, ownUnit.app, ...units, app, leavingUnit].filter((one) => one !== undefined);
    this.data = new RelationData(
      entities,
      (entity) => new RelationDataContent({ relation, entity, ownUnit, isWithin, active, tools, leadership }),
    );
  }

  /**
   * The model that the other end is in; asked for once.
   * @throws {HookToolError} when the agent is older than Juju 3.6.2
   */
  getRemoteModel(): Promise<{ readonly uuid: string }> {
    return this.#remoteModel();
  }

  /**
   * The data of a unit or an application as a schema gives it: checked, with its types and defaults.
   * @param schema of any library that keeps to Standard Schema, for the whole of the data
   * @param from whose data
   * @param options `decode` reads each value, as JSON when absent; a text that is no JSON, as the agent writes some of its
   * own, is given to the schema as it is
   * @throws {SchemaError} when the data does not fit
   * @throws {RelationDataAccessError} when this unit may not read it
   * @source ops 3.9, ops/model.py, Relation.load
   */
  async load<Output>(
    schema: Schema<Output>,
    from: RelationEntity,
    { decode = decodeJson }: { readonly decode?: (text: string) => unknown } = {},
  ): Promise<Output> {
    const texts = Object.entries(await this.data.get(from).getAll());
    const value = Object.fromEntries(texts.map(([key, text]) => [key, decode(text)]));
    return parseWith(schema, { value, what: `the data of ${from.name} in relation ${this}` });
  }

  /**
   * Writes a value's fields into the data of this unit or its application, by one run of a tool; keys that it does not have
   * stay.
   * @param value a field that is undefined removes its key
   * @param options `encode` writes each value, as JSON when absent
   * @throws {RelationDataAccessError} when this unit may not write the data
   * @throws {RelationDataTypeError} when `encode` gives something else than a text
   * @source ops 3.9, ops/model.py, Relation.save
   */
  save(
    value: object,
    to: RelationEntity,
    { encode = JSON.stringify }: { readonly encode?: (field: unknown) => string } = {},
  ): Promise<void> {
    const texts = Object.entries(value).map(([key, field]) => [
      key,
      field === undefined ? "" : encode(field),
    ]);
    return this.data.get(to).update(Object.fromEntries(texts));
  }

  /** As in `db:7`. */
  toString(): string {
    return `${this.name}:${this.id}`;
  }
}
