import { type RelationState, remoteUnitNumbers } from "../../state/relation.ts";
import type { TestEvent } from "../event.ts";
import { unknownName } from "./known-names.ts";
import type { FindFaults, Scene } from "./scene.ts";

const expectedKind = (relation: RelationState, { identity }: Scene): RelationState["kind"] | undefined => {
  const declared = identity.meta.relations.get(relation.endpoint);
  if (declared === undefined) return undefined;
  if (declared.role === "peer") return "peer";
  return declared.scope === "container" ? "subordinate" : "regular";
};

const faultsOf = (relation: RelationState, scene: Scene): readonly string[] => {
  const { endpoint, id, kind, remoteUnitsData } = relation;
  const name = `relation ${endpoint}:${id}`;
  const expected = expectedKind(relation, scene);
  const faults = [...unknownName("relation endpoint", endpoint, scene.identity.meta.relations.keys())];
  if (expected !== undefined && expected !== kind) {
    faults.push(`${name} is of kind ${kind}, but the charm's description makes it ${expected}`);
  }
  const own = scene.identity.unitNumber;
  if (kind === "peer" && Object.hasOwn(remoteUnitsData, own)) {
    faults.push(
      `${name} has data of unit ${own} among those of its peers: that is the unit under test, whose data is localUnitData`,
    );
  }
  if (kind === "subordinate" && remoteUnitNumbers(relation).length !== 1) {
    faults.push(`${name} is a subordinate's: it has exactly one remote unit`);
  }
  return faults;
};

const sameRelation = (event: Extract<TestEvent, { readonly kind: "relation" }>, scene: Scene) => {
  const key = event.relation;
  const which = typeof key === "object" ? (key.id ?? key.endpoint) : key;
  return scene.state.relations.filter(({ id, endpoint }) => id === which || endpoint === which);
};

const eventFaults = (scene: Scene): readonly string[] => {
  const { event } = scene;
  if (event.kind !== "relation") return [];
  const [relation, second] = sameRelation(event, scene);
  const shown = JSON.stringify(event.relation);
  if (relation === undefined) return [`the event is about relation ${shown}, which is not in the state`];
  if (second !== undefined) {
    return [`the event is about relation ${shown}, of which the state has several: give the event an id`];
  }
  const numbers = remoteUnitNumbers(relation);
  if (event.hook === "created" || event.hook === "broken") return [];
  if (event.remoteUnit === undefined && numbers.length === 0) {
    return [`relation-${event.hook} of ${shown} needs a remote unit: give the event a remoteUnit`];
  }
  // Who has departed has no data any more.
  if (event.hook === "departed" || event.remoteUnit === undefined || event.remoteUnit === "none") return [];
  return numbers.includes(event.remoteUnit)
    ? []
    : [`the event is about remote unit ${event.remoteUnit}, which is not in relation ${shown}`];
};

/** Relations that the charm does not have or that are of another kind, ids that two have, and events of none of them. */
export const relationFaults: FindFaults = (scene) => {
  const { relations } = scene.state;
  const ids = relations.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...relations.flatMap((relation) => faultsOf(relation, scene)),
    ...twice.map((id) => `two relations have the id ${id}`),
    ...eventFaults(scene),
  ];
};
