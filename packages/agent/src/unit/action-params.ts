import type { CharmAction, Charmcraft } from "@cobble/plan";
import { parse } from "yaml";
import { ValueError } from "../errors.ts";
import { splitAssignment } from "./config.ts";

type Params = Record<string, unknown>;

const isMap = (value: unknown): value is Params =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nameOf = (value: unknown): string => {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return isMap(value) ? "a map" : `the ${typeof value} ${JSON.stringify(value)}`;
};

const fits = (type: unknown, value: unknown): boolean => {
  switch (type) {
    case "string":
    case "boolean":
    case "number":
      return typeof value === type;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isMap(value);
    default:
      return true;
  }
};

/** Reads a text as YAML, as Juju does, but leaves it alone where the action asks for a text. */
const readValue = (text: string, type: unknown): unknown => {
  if (type === "string") return text;
  try {
    return parse(text);
  } catch {
    // Not YAML, so it can only be meant as it stands.
    return text;
  }
};

const place = (params: Params, name: string, value: unknown): void => {
  const path = name.split(".");
  const last = path.pop() ?? name;
  let at = params;
  for (const key of path) {
    const next = at[key];
    const map = isMap(next) ? next : {};
    at[key] = map;
    at = map;
  }
  at[last] = value;
};

const typeOf = (schema: unknown): unknown => (isMap(schema) ? schema["type"] : undefined);

const check = (action: CharmAction, params: Params): readonly string[] => {
  const missing = action.required.filter((name) => params[name] === undefined);
  const wrong = Object.entries(params).flatMap(([name, value]) => {
    const schema = action.params.get(name);
    if (schema === undefined && action.params.size > 0) {
      return [
        `cannot use parameter ${JSON.stringify(name)}: there are ${[...action.params.keys()].join(", ")}`,
      ];
    }
    const type = typeOf(schema);
    if (fits(type, value)) return [];
    return [`cannot use ${nameOf(value)} for parameter ${JSON.stringify(name)}: its type is ${String(type)}`];
  });
  return [...missing.map((name) => `cannot go without parameter ${JSON.stringify(name)}`), ...wrong];
};

/**
 * Reads the parameters of an action, as `name=value` words; defaults are filled in, a dotted name makes a map.
 * @throws {ValueError} when there is no such action, or parameters are missing, unknown or of a wrong type: a line each
 * @source Juju 3.6, reference/juju-cli, run
 */
export const readActionParams = (
  actions: Charmcraft["actions"],
  call: { readonly name: string; readonly words: readonly string[] },
): Readonly<Params> => {
  const action = actions.get(call.name);
  if (action === undefined) {
    const names = [...actions.keys()].join(", ") || "none";
    throw new ValueError(`cannot run action ${JSON.stringify(call.name)}: the charm's actions are ${names}`);
  }
  const params: Params = {};
  for (const [name, schema] of action.params) {
    if (isMap(schema) && schema["default"] !== undefined) params[name] = schema["default"];
  }
  for (const word of call.words) {
    const [name, text] = splitAssignment(word, "parameter");
    place(params, name, readValue(text, typeOf(action.params.get(name))));
  }
  const wrong = check(action, params);
  if (wrong.length > 0) throw new ValueError(wrong.join("\n"));
  return params;
};
