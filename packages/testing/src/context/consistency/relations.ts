import { type RelationState, remoteUnitNumbers } from "../../state/relation.ts";
import type { TestEvent } from "../event.ts";
import { repeated, unknownName } from "./known-names.ts";
import type { FindFaults, Scene } from "./scene.ts";

const expectedKind = (relation: RelationState, { identity }: Scene): RelationState["kind"] | undefined => {
  const declared = identity.meta.relations.get(relation.endpoint);
  if (declared === undefined) return undefined;
  if (declared.role === "peer") return "peer";
  return declared.scope === "container" ? "subordinate" : "regular";
};

const faultsOf = (relation: RelationState, path: string, scene: Scene): readonly string[] => {
  const { endpoint, kind, remoteUnitsData } = relation;
  const expected = expectedKind(relation, scene);
  const known = scene.identity.meta.relations.keys();
  const faults = [...unknownName(`${path}.endpoint`, { what: "relation endpoint", name: endpoint, known })];
  if (expected !== undefined && expected !== kind) {
    faults.push(`${path}.kind: the charm's description makes ${endpoint} ${expected}, and not ${kind}`);
  }
  const own = scene.identity.unitNumber;
  if (kind === "peer" && Object.hasOwn(remoteUnitsData, own)) {
    faults.push(
      `${path}.remoteUnitsData.${own}: that is the unit under test, and not one of its peers; its data is ${path}.localUnitData`,
    );
  }
  const { length } = remoteUnitNumbers(relation);
  if (kind === "subordinate" && length !== 1) {
    faults.push(
      `${path}.remoteUnitsData: a subordinate's relation has exactly one remote unit, and not ${length}`,
    );
  }
  return faults;
};

type RelationEvent = Extract<TestEvent, { readonly kind: "relation" }>;

const sameRelation = (event: RelationEvent, { state }: Scene): readonly RelationState[] => {
  const key = event.relation;
  const which = typeof key === "object" ? (key.id ?? key.endpoint) : key;
  return state.relations.filter(({ id, endpoint }) => id === which || endpoint === which);
};

/** Whether the event is about a unit, which it has to name where there are several. */
const isAboutUnit = ({ hook }: RelationEvent): boolean => hook !== "created" && hook !== "broken";

const eventFaults = (scene: Scene): readonly string[] => {
  const { event } = scene;
  if (event.kind !== "relation") return [];
  const [relation, second] = sameRelation(event, scene);
  const shown = JSON.stringify(event.relation);
  if (relation === undefined) {
    return [`event.relation: the state has no relation ${shown}; add it to relations`];
  }
  if (second !== undefined) {
    return [
      `event.relation: the state has several of ${shown}; give the event one of the ids ${sameRelation(
        event,
        scene,
      )
        .map(({ id }) => id)
        .join(", ")}`,
    ];
  }
  const numbers = remoteUnitNumbers(relation);
  if (!isAboutUnit(event)) return [];
  if (event.remoteUnit === undefined && numbers.length === 0) {
    return [
      `event.remoteUnit: relation-${event.hook} is about a remote unit, and the relation has none; give the event one`,
    ];
  }
  // Who has departed has no data any more.
  if (event.hook === "departed" || event.remoteUnit === undefined || event.remoteUnit === "none") return [];
  if (numbers.includes(event.remoteUnit)) return [];
  return [
    `event.remoteUnit: relation ${shown} has no unit ${event.remoteUnit}; add it to its remoteUnitsData, which has ${numbers.join(", ") || "none"}`,
  ];
};

/** Relations that the charm does not have or that are of another kind, ids that two have, and events of none of them. */
export const relationFaults: FindFaults = (scene) => {
  const { relations } = scene.state;
  const ids = relations.map(({ id }) => id);
  return [
    ...relations.flatMap((relation, at) => faultsOf(relation, `relations[${at}]`, scene)),
    ...repeated(ids).map((at) => `relations[${at}].id: another relation has the id ${ids[at]}; leave it out`),
    ...eventFaults(scene),
  ];
};

/** Events that do not say which of the remote units they are about. */
export const relationWarnings: FindFaults = (scene) => {
  const { event } = scene;
  if (event.kind !== "relation" || !isAboutUnit(event) || event.remoteUnit !== undefined) return [];
  const [relation] = sameRelation(event, scene);
  const [first, ...others] = relation === undefined ? [] : remoteUnitNumbers(relation);
  if (first === undefined) return [];
  const among = others.length === 0 ? "the only one" : `one of ${[first, ...others].join(", ")}`;
  return [
    `event.remoteUnit: unit ${first} is taken, ${among}; say which one relation-${event.hook} is about`,
  ];
};
