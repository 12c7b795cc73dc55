import { contextValue, type HookContext } from "../context.ts";
import { ContextError } from "../errors.ts";
import type { ChangeTracker } from "../framework/change-tracker.ts";
import type { Application } from "../model/application.ts";
import type { Model } from "../model/model.ts";
import type { Relation } from "../model/relation.ts";
import type { Unit } from "../model/unit.ts";
import { type Changes, trackedChanges } from "./changes.ts";
import { type BoundEvent, bindEvent, CharmEvent } from "./event.ts";

/** What a relation's event is made from. */
export interface RelationEventParts {
  readonly relation: Relation;
  readonly app: Application;
  readonly unit?: Unit | undefined;
  readonly departingUnit?: Unit | undefined;
  readonly changes?: Changes<string> | undefined;
}

/** Something that happened to a relation. */
export abstract class RelationEvent extends CharmEvent {
  readonly relation: Relation;
  /** The application at the other end; among peers the charm's own. */
  readonly app: Application;
  /** The remote unit that it is about; undefined when it is about the whole application. */
  readonly unit: Unit | undefined;

  constructor({ relation, app, unit }: RelationEventParts) {
    super();
    this.relation = relation;
    this.app = app;
    this.unit = unit;
  }
}

/** Something that one remote unit did in a relation. */
export abstract class RelationUnitEvent extends RelationEvent {
  /** The remote unit that it is about. */
  declare readonly unit: Unit;

  /** @throws {ContextError} when the agent did not say which unit it is */
  constructor(parts: RelationEventParts) {
    super(parts);
    if (parts.unit !== undefined) return;
    throw new ContextError(
      `cannot tell which unit of relation ${parts.relation} it is: JUJU_REMOTE_UNIT is not set`,
    );
  }
}

/** A relation was made; the other end may have no units yet. Comes before the charm's first `start`. */
export class RelationCreatedEvent extends RelationEvent {
  readonly kind = "relation-created";
}

/** A remote unit has joined the relation. */
export class RelationJoinedEvent extends RelationUnitEvent {
  readonly kind = "relation-joined";
}

/** The data of the remote application, or of one of its units, is not what it was. */
export class RelationChangedEvent extends RelationEvent {
  readonly kind = "relation-changed";
  readonly #changes: Changes<string> | undefined;

  constructor(parts: RelationEventParts) {
    super(parts);
    this.#changes = parts.changes;
  }

  /**
   * What of the remote unit's data, or, without a unit, of the remote application's, is not as it was when the charm last
   * handled such an event, by key.
   * @throws {ChangesError} when the charm does not keep track of it: see `Charm.trackChanges`
   */
  get changes(): Changes<string> {
    return trackedChanges(this.#changes);
  }
}

/** A unit leaves the relation: a remote one, or this one, which then sees each remote unit leave. */
export class RelationDepartedEvent extends RelationUnitEvent {
  readonly kind = "relation-departed";
  /** The unit that leaves, which may be this one; undefined when the agent did not say. */
  readonly departingUnit: Unit | undefined;

  constructor(parts: RelationEventParts) {
    super(parts);
    this.departingUnit = parts.departingUnit;
  }
}

/** The relation is gone, after the last unit has left it. Its `active` is false, and it is not among the model's relations. */
export class RelationBrokenEvent extends RelationEvent {
  readonly kind = "relation-broken";
}

/** The events of one endpoint: `this.on.relation("db")`. */
export interface RelationEvents {
  readonly created: BoundEvent<RelationCreatedEvent>;
  readonly joined: BoundEvent<RelationJoinedEvent>;
  readonly changed: BoundEvent<RelationChangedEvent>;
  readonly departed: BoundEvent<RelationDepartedEvent>;
  readonly broken: BoundEvent<RelationBrokenEvent>;
}

/** What is kept of a relation's event; the rest is found again. */
interface RelationFacts {
  readonly [name: string]: string | number | undefined;
  readonly id: number;
  readonly app: string | undefined;
  readonly unit: string | undefined;
  readonly departingUnit: string | undefined;
}

/** What a relation's event is made from. @throws {ContextError} when the agent did not say it */
export const readRelation = (context: HookContext): RelationFacts => {
  const { remoteAppName, remoteUnitName: unit, departingUnitName: departingUnit } = context;
  const app = remoteAppName ?? unit?.split("/")[0];
  return { id: contextValue(context, "relationId"), app, unit, departingUnit };
};

/** Some agents do not name the application in each event: https://bugs.launchpad.net/juju/+bug/1960934. */
const findApp = (model: Model, { app }: RelationFacts, relation: Relation): Application => {
  const found = app === undefined ? relation.app : model.getApp(app);
  if (found !== undefined) return found;
  const gone = "JUJU_REMOTE_APP is not set, and the relation is gone";
  throw new ContextError(`cannot tell which application relation ${relation} is with: ${gone}`);
};

const findParts = async (model: Model, facts: RelationFacts & { readonly name: string }) => {
  const relation = await model.relations.byId(facts.name, facts.id);
  return {
    relation,
    app: findApp(model, facts, relation),
    unit: facts.unit === undefined ? undefined : model.getUnit(facts.unit),
    departingUnit: facts.departingUnit === undefined ? undefined : model.getUnit(facts.departingUnit),
  };
};

/** What the events of relations are made with. */
export interface RelationEventsDeps {
  readonly model: Model;
  readonly tracker: ChangeTracker;
}

/** Makes the events of an endpoint. */
export const relationEvents = ({ model, tracker }: RelationEventsDeps, name: string): RelationEvents => {
  const bind = <E extends RelationEvent>(
    kind: string,
    Event: new (parts: RelationEventParts) => E,
  ): BoundEvent<E> =>
    bindEvent(`${name}-relation-${kind}`, {
      read: readRelation,
      make: async (facts) => new Event(await findParts(model, { ...facts, name })),
    });
  // Data of whoever leaves will not be compared again.
  const bindLast: typeof bind = (kind, Event) =>
    bindEvent(`${name}-relation-${kind}`, {
      read: readRelation,
      make: async (facts) => {
        const parts = await findParts(model, { ...facts, name });
        tracker.forget(parts.relation, parts.unit ?? parts.app);
        return new Event(parts);
      },
    });
  return {
    created: bind("created", RelationCreatedEvent),
    joined: bind("joined", RelationJoinedEvent),
    changed: bindEvent(`${name}-relation-changed`, {
      read: readRelation,
      make: async (facts) => {
        const parts = await findParts(model, { ...facts, name });
        const changes = await tracker.ofRelation(parts.relation, parts.unit ?? parts.app);
        return new RelationChangedEvent({ ...parts, changes });
      },
    }),
    departed: bindLast("departed", RelationDepartedEvent),
    broken: bindLast("broken", RelationBrokenEvent),
  };
};
