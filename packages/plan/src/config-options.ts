import { ConfigValueError } from "./errors.ts";
import type { Field } from "./field.ts";

/** The types of config options. */
export const configTypes = ["string", "int", "float", "boolean", "secret"] as const;
/** One of {@link configTypes}. */
export type ConfigType = (typeof configTypes)[number];

/** The value of a config option; that of a secret is the secret's id. */
export type ConfigValue = string | number | boolean;

/** Whether a value that nobody has looked at could be one of an option. */
export const isConfigValue = (value: unknown): value is ConfigValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** One entry of `config.options`. */
export interface ConfigOption {
  readonly type: ConfigType;
  /** Absent when the option has no value until somebody sets one. */
  readonly default?: ConfigValue;
  readonly description: string;
}

/** What a value of each type is, for people. */
export const configTypeNames: Readonly<Record<ConfigType, string>> = {
  string: "a string",
  int: "a whole number",
  float: "a number",
  boolean: "true or false",
  secret: "the id of a secret, as in secret:d0jh9s7mp25c77a5nhg0",
};

const isConfigType = (text: string | undefined): text is ConfigType =>
  configTypes.some((type) => type === text);

/** As Juju writes ids of secrets, with or without the model that they are from. */
const secretIdPattern = /^secret:(?:(?:\/\/)?[^/]+\/)?[0-9a-z]{20}$/;

/** Whether an option of that type may have the value; a number is finite, and a secret is an id of 20 digits. */
export const hasConfigType = (value: ConfigValue, type: ConfigType): boolean => {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "int":
      return Number.isSafeInteger(value);
    case "float":
      return Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "secret":
      return typeof value === "string" && secretIdPattern.test(value);
    default:
      return type satisfies never;
  }
};

const readType = (field: Field | undefined): ConfigType | undefined => {
  // As Juju does: an option that does not say is a string.
  if (field === undefined) return "string";
  const type = field.text();
  if (isConfigType(type)) return type;
  if (type !== undefined) {
    field.fault(`cannot use type ${field.shown}: the types are ${configTypes.join(", ")}`);
  }
  return undefined;
};

const readDefault = (field: Field, type: ConfigType): ConfigValue | undefined => {
  const value = field.scalar();
  if (value !== undefined && hasConfigType(value, type)) return value;
  field.fault(
    `cannot use ${field.shown} as the default: the option's type is ${type}, ${configTypeNames[type]}`,
  );
  return undefined;
};

const readOption = (field: Field): ConfigOption | undefined => {
  const fields = field.fields();
  const type = readType(fields.get("type"));
  if (type === undefined) return undefined;
  const given = fields.get("default");
  const value = given === undefined || given.isEmpty ? undefined : readDefault(given, type);
  const about = fields.get("description");
  const description = about === undefined || about.isEmpty ? "" : (about.text() ?? "");
  return { type, description, ...(value === undefined ? {} : { default: value }) };
};

/** Reads the map `options`; what is wrong is recorded in its fields. */
export const readConfigOptions = (field: Field | undefined): ReadonlyMap<string, ConfigOption> => {
  const options = new Map<string, ConfigOption>();
  for (const [name, entry] of field?.fields() ?? []) {
    const option = readOption(entry);
    if (option !== undefined) options.set(name, option);
  }
  return options;
};

const trueTexts: readonly string[] = ["1", "t", "T", "true", "TRUE", "True"];
const falseTexts: readonly string[] = ["0", "f", "F", "false", "FALSE", "False"];

const fromText = (type: ConfigType, text: string): ConfigValue | undefined => {
  switch (type) {
    case "int":
      return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
    case "float":
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case "boolean":
      if (trueTexts.includes(text)) return true;
      return falseTexts.includes(text) ? false : undefined;
    case "string":
    case "secret":
      return text;
    default:
      return type satisfies never;
  }
};

/**
 * Reads the value of a config option as it is written on a command line.
 * @param option the option, with its name for the error
 * @throws {ConfigValueError} when the text is not of the option's type
 * @source Juju 3.6, reference/configuration: the texts that a boolean may have are those of Go's `strconv.ParseBool`
 */
export const parseConfigValue = (
  option: ConfigOption & { readonly name: string },
  text: string,
): ConfigValue => {
  const value = fromText(option.type, text);
  if (value !== undefined && hasConfigType(value, option.type)) return value;
  throw new ConfigValueError(
    `cannot set config option ${option.name} to ${JSON.stringify(text)}: its type is ${option.type}, ${configTypeNames[option.type]}`,
  );
};
