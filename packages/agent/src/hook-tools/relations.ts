import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { relationKey, type UnitRelation } from "../unit/relations.ts";
import type { Arguments, FlagNames } from "./flags.ts";

/** The flags of every tool that is about one relation. */
export const relationFlags: FlagNames = {
  r: { flag: "relation", takes: "text" },
  relation: { flag: "relation", takes: "text" },
};

const isMeant = (relation: UnitRelation, text: unknown): boolean =>
  text === String(relation.id) || text === relationKey(relation);

/**
 * The relation that a call is about: the one of its `-r`, or that of the hook.
 * @throws {HookToolError} with exit code 2 when there is none of that id, or none is named
 * @source Juju 3.6, reference/hook-command: the option -r takes `db:1` or `1`
 */
export const relationOf = ({ flags }: Arguments, { hook, relations }: HookContext): UnitRelation => {
  const text = flags.get("relation") ?? ("relation" in hook ? relationKey(hook.relation) : undefined);
  if (text === undefined) throw new HookToolError("no relation id specified", 2);
  const relation = relations.find((one) => isMeant(one, text));
  if (relation !== undefined) return relation;
  throw new HookToolError(`invalid value ${JSON.stringify(text)} for option -r: relation not found`, 2);
};
