import {
  type Charmcraft,
  type ConfigOption,
  type ConfigValue,
  ConfigValueError,
  parseConfigValue,
} from "@cobble/plan";
import { ValueError } from "../errors.ts";

/** Where the value of a config option comes from. */
export type ConfigSource = "default" | "pod.yaml" | "user" | "free port" | "unset";

/** One option with its value, as shown to people. */
export interface ConfigEntry {
  readonly name: string;
  readonly type: ConfigOption["type"];
  readonly value: ConfigValue | undefined;
  readonly source: ConfigSource;
  readonly description: string;
}

/** The places that values come from; later ones win. */
export interface ConfigLayers {
  readonly options: Charmcraft["config"];
  readonly podFile: ReadonlyMap<string, ConfigValue>;
  readonly user: ReadonlyMap<string, ConfigValue>;
  /** Ports that stand in for taken ones while the pod is up. */
  readonly freePorts: ReadonlyMap<string, number>;
}

/** Every option with the value that counts. */
export const configEntries = (layers: ConfigLayers): readonly ConfigEntry[] =>
  [...layers.options].map(([name, option]) => {
    const from = (value: ConfigValue | undefined, source: ConfigSource): ConfigEntry => ({
      name,
      type: option.type,
      value,
      source,
      description: option.description,
    });
    const free = layers.freePorts.get(name);
    if (free !== undefined) return from(free, "free port");
    const user = layers.user.get(name);
    if (user !== undefined) return from(user, "user");
    const podFile = layers.podFile.get(name);
    if (podFile !== undefined) return from(podFile, "pod.yaml");
    return option.default === undefined ? from(undefined, "unset") : from(option.default, "default");
  });

/** The values of {@link configEntries} by name. */
export const configValues = (layers: ConfigLayers): ReadonlyMap<string, ConfigValue | undefined> =>
  new Map(configEntries(layers).map(({ name, value }) => [name, value]));

/**
 * Splits `name=value` as it stands on a command line.
 * @param what what the name is of, for the error: `config option`
 * @throws {ValueError} when there is no `=`
 */
export const splitAssignment = (word: string, what: string): readonly [string, string] => {
  const equals = word.indexOf("=");
  if (equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  throw new ValueError(`cannot read ${JSON.stringify(word)} as a ${what}: it has to look like name=value`);
};

const readOne = (options: Charmcraft["config"], [name, text]: readonly [string, string]): ConfigValue => {
  const option = options.get(name);
  if (option === undefined) {
    const names = [...options.keys()].join(", ") || "none";
    throw new ValueError(
      `cannot set config option ${JSON.stringify(name)}: the charm's options are ${names}`,
    );
  }
  return parseConfigValue({ ...option, name }, text);
};

/**
 * Reads values given for config options.
 * @throws {ValueError} when any is wrong, with a line for each
 */
export const readConfigTexts = (
  options: Charmcraft["config"],
  texts: Iterable<readonly [string, string]>,
): ReadonlyMap<string, ConfigValue> => {
  const values = new Map<string, ConfigValue>();
  const wrong: string[] = [];
  for (const entry of texts) {
    try {
      values.set(entry[0], readOne(options, entry));
    } catch (error) {
      if (!(error instanceof ValueError || error instanceof ConfigValueError)) throw error;
      wrong.push(error.message);
    }
  }
  if (wrong.length > 0) throw new ValueError(wrong.join("\n"));
  return values;
};

/** `template` with `${option}` replaced by its value; an option without one leaves nothing. */
export const fillTemplate = (
  template: string,
  values: ReadonlyMap<string, ConfigValue | undefined>,
): string => template.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => String(values.get(name) ?? ""));
