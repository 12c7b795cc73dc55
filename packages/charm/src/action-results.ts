import { ActionResultError } from "./errors.ts";

/** One result of an action, or a group of them. */
export type ActionResult = string | number | boolean | ActionResults;
/** What an action gives back, by key. Keys have lower-case letters, digits, dashes and dots. */
export interface ActionResults {
  readonly [key: string]: ActionResult;
}

/** As Juju takes them; each part between dots has to be one. */
const resultKey = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

const refuse = (key: string, why: string): never => {
  throw new ActionResultError(`cannot set action result ${key}: ${why}`);
};

/** The text of a value; the compiler may have been told something else about it. */
const textOf = (key: string, value: unknown): string => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  const what = value === null || value === undefined ? String(value) : `a ${typeof value}`;
  return refuse(key, `it is ${what}; texts, numbers, booleans and groups of these can be given back`);
};

const isGroup = (value: unknown): value is ActionResults => typeof value === "object" && value !== null;

/**
 * Writes nested results as `action-set` takes them: `{a: {b: 1}}` is `a.b` with the value `1`.
 * @throws {ActionResultError} when two results have the same key, a key is none for Juju, or a value cannot be given back
 * @source ops 3.9, ops/hookcmds/_action.py, format_result_dict
 */
export const flattenResults = (results: ActionResults): ReadonlyMap<string, string> => {
  const flat = new Map<string, string>();
  const add = (prefix: string, group: ActionResults, around: readonly unknown[]): void => {
    for (const [name, value] of Object.entries(group)) {
      const key = `${prefix}${name}`;
      if (!resultKey.test(name)) refuse(key, "keys have lower-case letters, digits, dashes and dots");
      if (around.includes(value)) refuse(key, "the group contains itself");
      if (isGroup(value)) add(`${key}.`, value, [...around, value]);
      else if (flat.has(key)) refuse(key, "it is given twice");
      else flat.set(key, textOf(key, value));
    }
  };
  add("", results, [results]);
  return flat;
};
