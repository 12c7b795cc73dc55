import { printText } from "@cobble/plan";
import { YamlTime } from "./yaml-time.ts";

/** What can be printed: JSON and times. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | YamlTime
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

const isMap = (value: YamlValue): value is { readonly [key: string]: YamlValue } =>
  typeof value === "object" && value !== null && !isList(value) && !(value instanceof YamlTime);

const spaces = (count: number): string => " ".repeat(count);

/** Nested parts begin at the next multiple of four, also inside list entries, which begin two in. */
const deeper = (indent: number): number => 4 * Math.floor(indent / 4 + 1);

const printScalar = (value: YamlValue, indent: number): string => {
  if (typeof value === "string") return printText(value, spaces(indent));
  if (value instanceof YamlTime) return value.text;
  return String(value);
};

const present = (map: { readonly [key: string]: YamlValue }): readonly (readonly [string, YamlValue])[] =>
  Object.entries(map).filter(([, value]) => value !== undefined);

/** The lines of a map; the first stands where the cursor is, the others at `indent`. */
const printMap = (map: { readonly [key: string]: YamlValue }, indent: number): string =>
  present(map)
    .map(([key, value]) => `${printText(key, spaces(indent))}:${printAfterKey(value, indent)}`)
    .join(spaces(indent));

/** The lines of a list; the first stands where the cursor is, the others at `indent`. */
const printList = (list: readonly YamlValue[], indent: number): string =>
  list
    .map((item) => `- ${printNested(item, indent + 2) ?? `${printFlat(item, indent + 2)}\n`}`)
    .join(spaces(indent));

/** The lines of a list or map that has something in it; nothing for anything else. */
const printNested = (value: YamlValue, indent: number): string | undefined => {
  if (isList(value)) return value.length === 0 ? undefined : printList(value, indent);
  return isMap(value) && present(value).length > 0 ? printMap(value, indent) : undefined;
};

const printFlat = (value: YamlValue, indent: number): string => {
  if (isList(value)) return "[]";
  return isMap(value) ? "{}" : printScalar(value, indent);
};

const printAfterKey = (value: YamlValue, indent: number): string => {
  const next = deeper(indent);
  const nested = printNested(value, next);
  return nested === undefined ? ` ${printFlat(value, next)}\n` : `\n${spaces(next)}${nested}`;
};

/**
 * Prints a map as YAML, in the form that Go's yaml.v3 gives it: indented by four, keys in the order they have, absent
 * values left out.
 * @source pebble 1.32, seen: `--format yaml` of every command that has it
 */
export const formatYaml = (map: { readonly [key: string]: YamlValue }): string =>
  present(map).length === 0 ? "{}\n" : printMap(map, 0);
