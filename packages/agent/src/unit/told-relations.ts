import type { RelationHook } from "../hooks/hook.ts";
import type { UnitFacts } from "./facts.ts";
import { type RemoteApp, relationKey } from "./relations.ts";

/** What of a unit's state is about its relations. */
interface Told {
  readonly facts: UnitFacts;
  readonly created?: readonly string[];
  readonly remotes?: Readonly<Record<string, RemoteApp>>;
}

const without = <T>(all: Readonly<Record<string, T>>, isGone: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => !isGone(key)));

/** What is left of a unit when a relation is over: nothing that was said in it, and nothing that was granted to it. */
const forgetRelation = <T extends Told>(state: T, { relation }: RelationHook): T => {
  const key = relationKey(relation);
  const { relationData = {}, secrets } = state.facts;
  return {
    ...state,
    facts: {
      ...state.facts,
      relationData: without(relationData, (member) => member.startsWith(`${key} `)),
      ...(secrets === undefined
        ? {}
        : {
            secrets: secrets.map((secret) => ({
              ...secret,
              grants: secret.grants.filter((grant) => grant.relation !== key),
            })),
          }),
    },
    created: (state.created ?? []).filter((endpoint) => endpoint !== relation.endpoint),
    remotes: without(state.remotes ?? {}, (endpoint) => endpoint === relation.endpoint),
  };
};

const tell = (told: RemoteApp, hook: RelationHook): RemoteApp => {
  switch (hook.kind) {
    case "relation-joined":
      return { ...told, units: [...told.units.filter((unit) => unit !== hook.unit), hook.unit] };
    case "relation-departed":
      return {
        ...told,
        units: told.units.filter((unit) => unit !== hook.unit),
        data: without(told.data, (member) => member === hook.unit),
      };
    case "relation-changed":
      return { ...told, data: { ...told.data, [hook.unit ?? told.app]: hook.data } };
    case "relation-created":
    case "relation-broken":
      return told;
    default:
      return hook satisfies never;
  }
};

/** The state after a hook of a relation has succeeded: what it told is not told again. */
export const afterRelationHook = <T extends Told>(state: T, hook: RelationHook): T => {
  if (hook.kind === "relation-broken") return forgetRelation(state, hook);
  const { endpoint, app } = hook.relation;
  const begun: T =
    hook.kind === "relation-created" ? { ...state, created: [...(state.created ?? []), endpoint] } : state;
  if (app === undefined) return begun;
  const told = begun.remotes?.[endpoint] ?? { app, units: [], data: {} };
  return { ...begun, remotes: { ...begun.remotes, [endpoint]: tell(told, hook) } };
};
