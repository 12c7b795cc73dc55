import { type RelationData, type RelationState, remoteUnitNumbers } from "../state/relation.ts";
import type { Juju } from "./juju.ts";
import { type Tool, type ToolCall, type ToolTable, toolFailure } from "./tool-call.ts";

/** The relation that `-r` names, as an id or as `endpoint:id`. */
const requireRelation = (juju: Juju, call: ToolCall): RelationState => {
  const [endpoint, id] = (call.options["-r"] ?? "").split(":");
  const wanted = Number(id ?? endpoint);
  const found = juju.state.relations.find(
    (relation) => relation.id === wanted && (id === undefined || relation.endpoint === endpoint),
  );
  if (found === undefined)
    throw toolFailure(call, `invalid value "${call.options["-r"]}" for option -r: relation not found`);
  return found;
};

const unitsOf = (juju: Juju, relation: RelationState): readonly string[] =>
  remoteUnitNumbers(relation)
    .map((number) => `${relation.remoteAppName}/${number}`)
    .filter((name) => name !== juju.unitName);

const relationList: Tool = (juju, call) => {
  const relation = requireRelation(juju, call);
  return call.flags.has("--app") ? relation.remoteAppName : unitsOf(juju, relation);
};

const appData = (juju: Juju, call: ToolCall): RelationData => {
  const relation = requireRelation(juju, call);
  if (call.words[1] !== juju.identity.appName) return relation.remoteAppData;
  // Of its own application's data only the leader may read what another application is told.
  if (relation.kind !== "peer" && !juju.state.leader) throw toolFailure(call, "permission denied");
  return relation.localAppData;
};

const relationGet: Tool = (juju, call) => {
  const relation = requireRelation(juju, call);
  const [, name = ""] = call.words;
  if (call.flags.has("--app")) return appData(juju, call);
  if (name === juju.unitName) return relation.localUnitData;
  const data = relation.remoteUnitsData[Number(name.split("/")[1])];
  if (data === undefined) throw toolFailure(call, `permission denied: unit "${name}" is not in the relation`);
  return data;
};

/** Data after a change: an empty text removes a key. */
export const changeData = (data: RelationData, changes: RelationData): RelationData =>
  Object.fromEntries(Object.entries({ ...data, ...changes }).filter(([, value]) => value !== ""));

/** The relations, with one of them replaced. */
export const replaceRelation = (juju: Juju, changed: RelationState): void =>
  juju.update({
    relations: juju.state.relations.map((relation) => (relation.id === changed.id ? changed : relation)),
  });

const relationSet: Tool = (juju, call) => {
  const relation = requireRelation(juju, call);
  // The charm's own hook tools have just written it.
  const changes = JSON.parse(call.input.stdin ?? "{}") as RelationData;
  if (!call.flags.has("--app")) {
    replaceRelation(juju, { ...relation, localUnitData: changeData(relation.localUnitData, changes) });
    return;
  }
  if (!juju.state.leader) throw toolFailure(call, "cannot write relation settings");
  replaceRelation(juju, { ...relation, localAppData: changeData(relation.localAppData, changes) });
};

/** The tools of relations. */
export const relationTools: ToolTable = {
  "relation-ids": (juju, { words: [endpoint] }) =>
    juju.state.relations
      .filter((relation) => relation.endpoint === endpoint)
      .map(({ id }) => `${endpoint}:${id}`),
  "relation-list": relationList,
  "relation-get": relationGet,
  "relation-set": relationSet,
  "relation-model-get": (juju, call) => ({
    uuid: requireRelation(juju, call).remoteModelUuid ?? juju.state.model.uuid,
  }),
};
