import type { CharmRelation } from "@cobble/plan";
import type { CharmTypes, RelationName } from "../charm-types.ts";
import { UnknownNameError } from "../errors.ts";
import { Answers } from "./ask-once.ts";
import { TooManyRelatedAppsError } from "./errors.ts";
import { type Entities, loadRelation } from "./load-relation.ts";
import type { Relation, RelationDeps } from "./relation.ts";

/** What the event says about a relation, if it is one of a relation. */
export interface RelationEventFacts {
  readonly relationId?: number | undefined;
  /** Whether the relation is broken, and no longer among those that there are. */
  readonly broken: boolean;
  readonly remoteAppName?: string | undefined;
  /** The remote unit of an event that says that it leaves: it is not listed any more, and its data can still be read. */
  readonly leavingUnitName?: string | undefined;
}

/** What relations are found with. */
export interface RelationsDeps extends RelationDeps, Entities {
  /** The endpoints that the charm's description has. */
  readonly meta: ReadonlyMap<string, CharmRelation>;
  readonly event: RelationEventFacts;
}

/**
 * The relations of the charm, by endpoint. Which there are is asked once in a hook, and each is one object.
 * @source ops 3.9, ops/model.py, RelationMapping
 */
export class Relations<T extends CharmTypes = CharmTypes> {
  readonly #deps: RelationsDeps;
  readonly #ids = new Answers<readonly number[]>();
  readonly #relations = new Answers<Relation>();

  constructor(deps: RelationsDeps) {
    this.#deps = deps;
  }

  /** The endpoints that the charm's description has. */
  get names(): readonly string[] {
    return [...this.#deps.meta.keys()];
  }

  /**
   * The relations of an endpoint, without one that is just broken.
   * @throws {UnknownNameError} when the charm's description has no endpoint of that name
   */
  async get(name: RelationName<T>): Promise<readonly Relation[]> {
    const ids = await this.#list(name);
    return Promise.all(ids.map((id) => this.byId(name, id)));
  }

  /**
   * The relation of an endpoint that has at most one; undefined when it has none.
   * @throws {TooManyRelatedAppsError} when it has more
   * @throws {UnknownNameError} when the charm's description has no endpoint of that name
   */
  async only(name: RelationName<T>): Promise<Relation | undefined> {
    const [id, ...others] = await this.#list(name);
    if (others.length > 0) throw new TooManyRelatedAppsError(name, others.length + 1);
    return id === undefined ? undefined : this.byId(name, id);
  }

  /**
   * One relation by its id, even if it is broken or gone: it has no units then, and its `active` is false.
   * @throws {UnknownNameError} when the charm's description has no endpoint of that name
   */
  async byId(name: RelationName<T>, id: number): Promise<Relation> {
    // With the endpoint: an id of another one is to be told as not found by the agent.
    return this.#relations.get(`${name}:${id}`, () => this.#load(name, id));
  }

  async #list(name: string): Promise<readonly number[]> {
    this.#roleOf(name);
    const ids = await this.#ids.get(name, () => this.#deps.tools.relationIds(name));
    const { relationId, broken } = this.#deps.event;
    return ids.filter((id) => !broken || id !== relationId);
  }

  async #load(name: string, id: number): Promise<Relation> {
    const isPeer = this.#roleOf(name) === "peer";
    const { relationId, broken, remoteAppName, leavingUnitName } = this.#deps.event;
    const isEvents = id === relationId;
    return loadRelation(this.#deps, {
      name,
      id,
      isPeer,
      broken: isEvents && broken,
      leavingUnit: leavingUnitName === undefined ? undefined : this.#deps.getUnit(leavingUnitName),
      eventApp: isEvents ? remoteAppName : undefined,
    });
  }

  #roleOf(name: string): CharmRelation["role"] {
    const relation = this.#deps.meta.get(name);
    if (relation !== undefined) return relation.role;
    throw new UnknownNameError("relation", { missing: name, known: this.names });
  }
}
