import { type ConsistencyCase, charmcraft, fine, odd, refused } from "./make.ts";

const db = { endpoint: "db", id: 3 };
const relation = (hook: "created" | "joined" | "changed" | "departed" | "broken", more: object = {}) =>
  ({ kind: "relation", hook, relation: 3, ...more }) as const;

/** Relations of a state, and their events. */
export const relationsCases: readonly ConsistencyCase[] = [
  fine("a relation of each kind", {
    state: {
      relations: [db, { endpoint: "peers", id: 4 }, { endpoint: "logs", id: 5 }, { endpoint: "http", id: 6 }],
    },
  }),
  refused("a relation that the charm does not have", "relations[0].endpoint", {
    state: { relations: [{ endpoint: "other" }] },
  }),
  refused("two relations of one id", "relations[1].id", {
    state: { relations: [db, { endpoint: "http", id: 3 }] },
  }),
  refused("peers as another application", "relations[0].kind", {
    state: { relations: [{ endpoint: "peers", kind: "regular" }] },
  }),
  refused("a subordinate's relation as any other", "relations[0].kind", {
    state: { relations: [{ endpoint: "logs", kind: "regular" }] },
  }),
  refused("any relation as a subordinate's", "relations[0].kind", {
    state: { relations: [{ endpoint: "db", kind: "subordinate" }] },
  }),
  refused("any relation as one of peers", "relations[0].kind", {
    state: { relations: [{ endpoint: "db", kind: "peer" }] },
    differs: { theirs: "accept", because: "a relation with another application has no peers" },
  }),
  refused("the unit among its own peers", "relations[0].remoteUnitsData.2", {
    state: { relations: [{ endpoint: "peers", remoteUnitsData: { 1: {}, 2: {} } }] },
    options: { unitNumber: 2 },
  }),
  refused("an endpoint that is there twice", "", {
    charmcraft: { ...charmcraft, provides: { db: { interface: "mysql" } } },
  }),
  refused("an event of a relation that is not there", "event.relation", { event: relation("changed") }),
  fine("relation-created, without a unit", { event: relation("created"), state: { relations: [db] } }),
  fine("relation-broken, without a unit", { event: relation("broken"), state: { relations: [db] } }),
  ...(["joined", "changed", "departed"] as const).flatMap((hook) => [
    fine(`relation-${hook}, with its unit`, {
      event: relation(hook, { remoteUnit: 0 }),
      state: { relations: [db] },
    }),
    odd(`relation-${hook}, with the only unit`, "event.remoteUnit", {
      event: relation(hook),
      state: { relations: [db] },
    }),
    odd(`relation-${hook}, with one of two units`, "event.remoteUnit", {
      event: relation(hook),
      state: { relations: [{ ...db, remoteUnitsData: { 0: {}, 1: {} } }] },
    }),
    refused(`relation-${hook}, without any unit`, "event.remoteUnit", {
      event: relation(hook),
      state: { relations: [{ ...db, remoteUnitsData: {} }] },
    }),
  ]),
  refused("relation-changed, of a unit that the relation does not have", "event.remoteUnit", {
    event: relation("changed", { remoteUnit: 7 }),
    state: { relations: [db] },
    differs: { theirs: "accept", because: "a charm would ask for data of a unit that is not there" },
  }),
];
