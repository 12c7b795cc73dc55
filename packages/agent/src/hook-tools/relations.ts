import { HookToolError } from "../errors.ts";
import type { HookContext, UnitPlace } from "../hooks/context.ts";
import type { Arguments, FlagNames } from "./flags.ts";

/** The flags of every tool that is about one relation. */
export const relationFlags: FlagNames = {
  r: { flag: "relation", takes: "text" },
  relation: { flag: "relation", takes: "text" },
};

/** A relation of the unit. In a pod it is one among peers: there is no other application. */
export interface PodRelation {
  readonly endpoint: string;
  readonly id: number;
}

/** As in `friends:0`. */
export const relationKey = ({ endpoint, id }: PodRelation): string => `${endpoint}:${id}`;

/** Every relation of the unit: one for each endpoint of peers, in the order of the charm's description. */
export const podRelations = (charm: Pick<UnitPlace["charm"], "relations">): readonly PodRelation[] =>
  [...charm.relations].filter(([, { role }]) => role === "peer").map(([endpoint], id) => ({ endpoint, id }));

/** The application that a unit is one of. */
export const appOf = (unitName: string): string => unitName.split("/")[0] ?? unitName;

/**
 * The relation that a call is about: the one of its `-r`, or that of the hook.
 * @throws {HookToolError} with exit code 2 when there is none of that id, or none is named
 * @source Juju 3.6, reference/hook-command: the option -r takes `db:1` or `1`
 */
export const relationOf = ({ flags }: Arguments, { hook, place }: HookContext): PodRelation => {
  const text = flags.get("relation");
  if (text === undefined) {
    if (hook.kind === "relation-created" || hook.kind === "relation-broken") return hook.relation;
    throw new HookToolError("no relation id specified", 2);
  }
  const relation = podRelations(place.charm).find(
    (one) => text === String(one.id) || text === relationKey(one),
  );
  if (relation !== undefined) return relation;
  throw new HookToolError(`invalid value ${JSON.stringify(text)} for option -r: relation not found`, 2);
};
