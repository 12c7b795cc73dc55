import type { ConfigOption, ConfigValue } from "@cobble/plan";
import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

const secretId = /^secret:([^/]+\/)?[0-9a-z]{20}$/;

const fits = (value: ConfigValue, type: ConfigOption["type"]): boolean => {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "int":
      return Number.isSafeInteger(value);
    case "float":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "secret":
      return typeof value === "string" && secretId.test(value);
    default:
      return type satisfies never;
  }
};

/** Options that the charm does not have, or of another type. */
export const configFaults: FindFaults = ({ state, identity }) =>
  Object.entries(state.config).flatMap(([name, value]) => {
    const option = identity.meta.config.get(name);
    if (option === undefined) return unknownName("config option", name, identity.meta.config.keys());
    return fits(value, option.type)
      ? []
      : [`config option ${JSON.stringify(name)} is of type ${option.type}, got ${JSON.stringify(value)}`];
  });
