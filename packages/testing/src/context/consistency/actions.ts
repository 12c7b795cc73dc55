import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

/** Whether a value is of a type of JSON schema, by the type's name. */
const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === "number",
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

const typeOf = (schema: unknown): unknown =>
  typeof schema === "object" && schema !== null && "type" in schema ? schema.type : undefined;

const shownTypes = Object.keys(tests).join(", ");

/** Actions that the charm does not have, and parameters that are not theirs, are missing, or are of another type. */
export const actionFaults: FindFaults = ({ event, identity }) => {
  if (event.kind !== "action") return [];
  const { actions } = identity.meta;
  const action = actions.get(event.name);
  if (action === undefined) {
    return unknownName("event.name", { what: "action", name: event.name, known: actions.keys() });
  }
  const { params, required, additionalProperties } = action;
  const untyped = [...params].filter(([, schema]) => !typeOf(schema));
  const given = Object.entries(event.params).flatMap(([name, value]) => {
    const path = `event.params.${name}`;
    const what = `parameter of action ${event.name}`;
    if (!params.has(name)) {
      return additionalProperties === true ? [] : unknownName(path, { what, name, known: params.keys() });
    }
    const type = String(typeOf(params.get(name)));
    if (tests[type]?.(value) ?? true) return [];
    return [`${path}: the ${what} is of type ${type}, and not ${JSON.stringify(value)}`];
  });
  return [
    ...untyped.map(
      ([name]) =>
        `the charm's description: parameter ${JSON.stringify(name)} of action ${event.name} has no type; give it one of ${shownTypes}`,
    ),
    ...given,
    ...required
      .filter((name) => !Object.hasOwn(event.params, name))
      .map((name) => `event.params.${name}: action ${event.name} needs this parameter; give it a value`),
  ];
};

/** Types of parameters that nobody knows, so that no value can be checked against them. */
export const actionWarnings: FindFaults = ({ event, identity }) => {
  if (event.kind !== "action") return [];
  const params = [...(identity.meta.actions.get(event.name)?.params ?? [])];
  return params.flatMap(([name, schema]) => {
    const type = typeOf(schema);
    if (!type || Object.hasOwn(tests, String(type))) return [];
    return [
      `the charm's description: parameter ${JSON.stringify(name)} of action ${event.name} is of type ${JSON.stringify(type)}, which cannot be checked; the types are ${shownTypes}`,
    ];
  });
};
