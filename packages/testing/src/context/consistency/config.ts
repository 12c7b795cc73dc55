import { JujuVersion } from "@cobble/charm";
import type { ConfigOption, ConfigValue } from "@cobble/plan";
import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

const secretId = /^secret:([^/]+\/)?[0-9a-z]{20}$/;

/** The first Juju whose options may be secrets. */
const firstWithSecrets = "3.4.0";

const expected: Readonly<Record<ConfigOption["type"], string>> = {
  string: "a text",
  int: "a whole number",
  float: "a number",
  boolean: "true or false",
  secret: "the id of a secret, as in secret:d0jh9s7mp25c77a5nhg0",
};

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

/** Options that the charm does not have, of another type, or of one that this Juju does not have. */
export const configFaults: FindFaults = ({ state, identity }) =>
  Object.entries(state.config).flatMap(([name, value]) => {
    const path = `config.${name}`;
    const { config } = identity.meta;
    const option = config.get(name);
    if (option === undefined) return unknownName(path, { what: "config option", name, known: config.keys() });
    const { type } = option;
    if (type === "secret" && new JujuVersion(identity.jujuVersion).compare(firstWithSecrets) < 0) {
      return [
        `${path}: an option cannot be a secret before Juju ${firstWithSecrets}; this is ${identity.jujuVersion}, set jujuVersion`,
      ];
    }
    if (fits(value, type)) return [];
    return [
      `${path}: the option is of type ${type}: it is ${expected[type]}, and not ${JSON.stringify(value)}`,
    ];
  });
