import { JujuVersion } from "@cobble/charm";
import { configTypeNames, hasConfigType } from "@cobble/plan";
import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

/** The first Juju whose options may be secrets. */
const firstWithSecrets = "3.4.0";

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
    if (hasConfigType(value, type)) return [];
    return [
      `${path}: the option is of type ${type}: it is ${configTypeNames[type]}, and not ${JSON.stringify(value)}`,
    ];
  });
