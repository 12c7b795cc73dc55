import type { Charmcraft } from "@cobble/plan";
import { array, type Infer, object, record, string } from "@cobble/wire";
import type { Hook } from "../hooks/hook.ts";

/** The application at the other end of a relation, and what it says. */
export const RemoteApp = object({
  app: string(),
  units: array(string({ description: "as in postgresql/0" })),
  data: record(record(string()), { description: "what the application and its units say, by their names" }),
});
/** The application at the other end of a relation, and what it says. */
export type RemoteApp = Infer<typeof RemoteApp>;

/** A relation of the unit, as one hook sees it. */
export interface UnitRelation {
  readonly endpoint: string;
  readonly id: number;
  /** Its `units` are those that have joined. Absent among peers, whose application is the unit's own. */
  readonly remote?: RemoteApp;
}

/** As in `friends:0`. */
export const relationKey = ({ endpoint, id }: Pick<UnitRelation, "endpoint" | "id">): string =>
  `${endpoint}:${id}`;

/** The application that a unit is one of. */
export const appOf = (unitName: string): string => unitName.split("/")[0] ?? unitName;

/**
 * The endpoints of a charm with the ids of their relations, those of peers first. A pod has one relation of an endpoint at
 * most, so its id is the endpoint's place here, and stays the same from one run to the next.
 */
export const endpointIds = ({ relations }: Pick<Charmcraft, "relations">): readonly UnitRelation[] => {
  const isPeer = (endpoint: string): boolean => relations.get(endpoint)?.role === "peer";
  const endpoints = [...relations.keys()];
  const ordered = [...endpoints.filter(isPeer), ...endpoints.filter((endpoint) => !isPeer(endpoint))];
  return ordered.map((endpoint, id) => ({ endpoint, id }));
};

/** What the relations of a unit are made from. */
export interface RelationSources {
  readonly charm: Pick<Charmcraft, "relations">;
  /** What stands at the other ends now, by endpoint. */
  readonly given: ReadonlyMap<string, RemoteApp>;
  /** What the charm was told of, by endpoint. */
  readonly told: Readonly<Record<string, RemoteApp>>;
}

/** What a hook may read of an application: what it says now, or, when it is gone, what it said last. */
const readable = (told: RemoteApp | undefined, given: RemoteApp | undefined): RemoteApp | undefined => {
  if (told === undefined || given === undefined) return told ?? given;
  return given.app === told.app ? { ...given, data: { ...told.data, ...given.data } } : told;
};

const membersIn = (
  hook: Hook | undefined,
  told: RemoteApp | undefined,
  endpoint: string,
): readonly string[] => {
  const units = told?.units ?? [];
  if (hook === undefined || !("relation" in hook) || hook.relation.endpoint !== endpoint) return units;
  if (hook.kind === "relation-joined") return units.includes(hook.unit) ? units : [...units, hook.unit];
  return hook.kind === "relation-departed" ? units.filter((unit) => unit !== hook.unit) : units;
};

/**
 * The relations that a hook sees: those among peers, and those with another application that the charm was told of or is
 * being told of. Without a hook they are those that the next one would see.
 */
export const relationsIn = (
  hook: Hook | undefined,
  { charm, given, told }: RelationSources,
): readonly UnitRelation[] =>
  endpointIds(charm).flatMap((relation) => {
    const { endpoint } = relation;
    if (charm.relations.get(endpoint)?.role === "peer") return [relation];
    const known = told[endpoint];
    const isTold =
      known !== undefined || (hook?.kind === "relation-created" && hook.relation.endpoint === endpoint);
    const remote = isTold ? readable(known, given.get(endpoint)) : undefined;
    if (remote === undefined) return [];
    return [{ ...relation, remote: { ...remote, units: membersIn(hook, known, endpoint) } }];
  });
