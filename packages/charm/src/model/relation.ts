import type { RelationTools } from "../hook-tools/relation.ts";
import type { Application } from "./application.ts";
import type { Leadership } from "./leadership.ts";
import { RelationData } from "./relation-data.ts";
import { RelationDataContent } from "./relation-data-content.ts";
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
  /** The unit that an event is about, which may have left already while its data can still be read. */
  readonly eventUnit?: Unit | undefined;
}

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
  readonly #tools: RelationTools;
  #remoteModel: Promise<{ readonly uuid: string }> | undefined;

  constructor({ tools, leadership, ownUnit }: RelationDeps, facts: RelationFacts) {
    const { name, id, app, units, active, isPeer, eventUnit } = facts;
    this.name = name;
    this.id = id;
    this.app = app;
    this.units = units;
    this.active = active;
    this.#tools = tools;
    const relation = { endpoint: name, id };
    const entities = [ownUnit, ownUnit.app, ...units, app, eventUnit].filter((one) => one !== undefined);
    this.data = new RelationData(
      entities,
      (entity) => new RelationDataContent({ relation, entity, ownUnit, isPeer, tools, leadership }),
    );
  }

  /**
   * The model that the other end is in; asked for once.
   * @throws {HookToolError} when the agent is older than Juju 3.6.2
   */
  getRemoteModel(): Promise<{ readonly uuid: string }> {
    this.#remoteModel ??= this.#tools.relationModelGet({ endpoint: this.name, id: this.id });
    return this.#remoteModel;
  }

  /** As in `db:7`. */
  toString(): string {
    return `${this.name}:${this.id}`;
  }
}
