import { ActionResultError } from "./errors.ts";

/** One result of an action, or a group of them. */
export type ActionResult = string | number | boolean | ActionResults;
/** What an action gives back, by key. Keys have lower-case letters, digits, dashes and dots. */
export interface ActionResults {
  readonly [key: string]: ActionResult;
}

/**
 * Writes nested results as `action-set` takes them: `{a: {b: 1}}` is `a.b` with the value `1`.
 * @throws {ActionResultError} when two results have the same key
 * @source ops 3.9, ops/hookcmds/_action.py, format_result_dict
 */
export const flattenResults = (results: ActionResults): ReadonlyMap<string, string> => {
  const flat = new Map<string, string>();
  const add = (prefix: string, group: ActionResults): void => {
    for (const [name, value] of Object.entries(group)) {
      const key = `${prefix}${name}`;
      if (typeof value === "object") add(`${key}.`, value);
      else if (flat.has(key))
        throw new ActionResultError(`cannot set action result ${key}: it is given twice`);
      else flat.set(key, String(value));
    }
  };
  add("", results);
  return flat;
};
