import type { UnitPlace } from "../hooks/context.ts";
import type { Hook } from "../hooks/hook.ts";
import { endpointIds, type RemoteApp, type UnitRelation } from "./relations.ts";
import type { UnitState } from "./state.ts";

const isPeer = ({ charm }: UnitPlace, { endpoint }: UnitRelation): boolean =>
  charm.relations.get(endpoint)?.role === "peer";

/** The relation as a hook names it: with the other application, unless it is among peers. */
const named = (
  { endpoint, id }: UnitRelation,
  remote: RemoteApp | undefined,
): { readonly endpoint: string; readonly id: number; readonly app?: string } => ({
  endpoint,
  id,
  ...(remote === undefined ? {} : { app: remote.app }),
});

const isSameData = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value);

const endRelation = (relation: UnitRelation, told: RemoteApp | undefined): readonly Hook[] => [
  ...(told?.units ?? []).map((unit) => ({
    kind: "relation-departed" as const,
    relation: named(relation, told),
    unit,
  })),
  { kind: "relation-broken", relation: named(relation, told) },
];

/** Whether the charm was told of a relation with an application that is not at its other end any more. */
const isReplaced = (told: RemoteApp | undefined, given: RemoteApp | undefined): told is RemoteApp =>
  told !== undefined && told.app !== given?.app;

/** The hooks that tell of the end of relations that are there no more, and of the beginning of new ones. */
export const newRelations = (
  { created = [], remotes = {} }: UnitState,
  place: UnitPlace,
): readonly Hook[] => {
  const ids = endpointIds(place.charm);
  const ended = ids.flatMap((relation) => {
    const told = remotes[relation.endpoint];
    return isReplaced(told, place.remotes.get(relation.endpoint)) ? endRelation(relation, told) : [];
  });
  const begun = ids.flatMap((relation): readonly Hook[] => {
    const given = place.remotes.get(relation.endpoint);
    if (given === undefined && !isPeer(place, relation)) return [];
    const isKnown = created.includes(relation.endpoint) && !isReplaced(remotes[relation.endpoint], given);
    return isKnown ? [] : [{ kind: "relation-created", relation: named(relation, given) }];
  });
  return [...ended, ...begun];
};

const changesOf = (
  relation: UnitRelation,
  told: RemoteApp | undefined,
  given: RemoteApp,
): readonly Hook[] => {
  const of = named(relation, given);
  const gone = (told?.units ?? []).filter((unit) => !given.units.includes(unit));
  const changed = (member: string): boolean => {
    const now = given.data[member] ?? {};
    const before = told?.data[member];
    // Who has just joined is followed by a change in any case.
    return before === undefined && member !== given.app ? true : !isSameData(before ?? {}, now);
  };
  const change = (member: string): Hook => ({
    kind: "relation-changed",
    relation: of,
    data: given.data[member] ?? {},
    ...(member === given.app ? {} : { unit: member }),
  });
  return [
    ...gone.map((unit): Hook => ({ kind: "relation-departed", relation: of, unit })),
    ...given.units.flatMap((unit): readonly Hook[] => [
      ...(told?.units.includes(unit) === true
        ? []
        : [{ kind: "relation-joined", relation: of, unit } as const]),
      ...(changed(unit) ? [change(unit)] : []),
    ]),
    ...(changed(given.app) ? [change(given.app)] : []),
  ];
};

/** The hooks that tell who has come and gone at the other ends of relations, and what is said there that is new. */
export const changedRelations = ({ remotes = {} }: UnitState, place: UnitPlace): readonly Hook[] =>
  endpointIds(place.charm).flatMap((relation) => {
    const given = place.remotes.get(relation.endpoint);
    const told = remotes[relation.endpoint];
    if (given === undefined) return [];
    return changesOf(relation, isReplaced(told, given) ? undefined : told, given);
  });

/** The hooks that tell of the end of all relations that the charm was told of. */
export const brokenRelations = (
  { created = [], remotes = {} }: UnitState,
  { charm }: UnitPlace,
): readonly Hook[] =>
  endpointIds(charm)
    .filter(({ endpoint }) => created.includes(endpoint))
    .flatMap((relation) => endRelation(relation, remotes[relation.endpoint]));
