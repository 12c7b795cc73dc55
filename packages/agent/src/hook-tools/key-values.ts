import { parse, YAMLParseError } from "yaml";
import { HookToolError } from "../errors.ts";
import type { ToolCall } from "./tool.ts";

/** Splits `key=value` words, as the tools take them. */
const readWord = (word: string): readonly [string, string] => {
  const equals = word.indexOf("=");
  if (equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  throw new HookToolError(`expected "key=value", got ${JSON.stringify(word)}`, 2);
};

const textOf = (key: string, value: unknown): string => {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new HookToolError(`cannot use the value of ${JSON.stringify(key)}: it has to be a text`);
};

/** The text of the file that `--file` names; undefined when it does not. */
export const fileOf = ({ flags, files }: ToolCall): string | undefined => {
  const path = flags.get("file");
  if (typeof path !== "string" || path === "") return undefined;
  const text = files[path];
  if (text !== undefined) return text;
  throw new HookToolError(`cannot read ${path}: its text was not sent`);
};

/**
 * Reads a file of keys and values, in YAML or JSON.
 * @throws {HookToolError} when it is no map, or a value is no text
 */
export const readKeyFile = (text: string): ReadonlyMap<string, string> => {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new HookToolError(`cannot read the file: ${error.message.split("\n")[0]}`);
  }
  if (value === null) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new HookToolError("cannot read the file: it has to be a map of keys and values");
  }
  return new Map(Object.entries(value).map(([key, item]) => [key, textOf(key, item)]));
};

/**
 * The keys and values of a call: those of its `--file`, and then those of its words, which win.
 * @throws {HookToolError} when a word or the file cannot be read
 */
export const readKeyValues = (call: ToolCall): ReadonlyMap<string, string> => {
  const text = fileOf(call);
  return new Map([...(text === undefined ? [] : readKeyFile(text)), ...call.words.map(readWord)]);
};

/** Some values with others written over them; a value that is empty removes its key. */
export const withValues = (
  values: Readonly<Record<string, string>>,
  changes: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Map([...Object.entries(values), ...changes])].filter(([, value]) => value !== ""),
  );
