import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

const isOfType = (value: unknown, type: unknown): boolean => {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return true;
  }
};

const typeOf = (schema: unknown): unknown =>
  typeof schema === "object" && schema !== null && "type" in schema ? schema.type : undefined;

/** Actions that the charm does not have, and parameters that are not theirs, are missing, or are of another type. */
export const actionFaults: FindFaults = ({ event, identity }) => {
  if (event.kind !== "action") return [];
  const action = identity.meta.actions.get(event.name);
  if (action === undefined) return unknownName("action", event.name, identity.meta.actions.keys());
  const given = Object.entries(event.params).flatMap(([name, value]) => {
    if (!action.params.has(name)) {
      if (action.additionalProperties === true) return [];
      return unknownName(`parameter of action ${event.name}`, name, action.params.keys());
    }
    const type = typeOf(action.params.get(name));
    return isOfType(value, type)
      ? []
      : [
          `parameter ${JSON.stringify(name)} of action ${event.name} is of type ${String(type)}, got ${JSON.stringify(value)}`,
        ];
  });
  const missing = action.required.filter((name) => !Object.hasOwn(event.params, name));
  return [...given, ...missing.map((name) => `action ${event.name} needs parameter ${JSON.stringify(name)}`)];
};
