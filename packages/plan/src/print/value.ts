import { sortedEntries } from "../key-order.ts";
import { printScalar } from "./scalar.ts";

/** What the printer knows: words that stand as they are, texts that may need quotes, lists and maps. */
export type Value =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | MapValue;

/** A map, its entries in the order that they are printed. */
export interface MapValue {
  readonly kind: "map";
  readonly entries: readonly (readonly [string, Value])[];
}

/** The fields of an entry in the order they are printed; fields that are not set are undefined. */
export type FieldValues = readonly (readonly [string, Value | undefined])[];

/** A number or duration, which never needs quotes. */
export const word = (text: string | undefined): Value | undefined =>
  text === undefined ? undefined : { kind: "word", text };

/** A text; nothing when it is empty. */
export const text = (value: string): Value | undefined =>
  value === "" ? undefined : { kind: "text", text: value };

/** A list; nothing when it is empty. */
export const list = (items: readonly string[]): Value | undefined =>
  items.length === 0 ? undefined : { kind: "list", items };

/** A map of texts, sorted; nothing when it is empty. */
export const textMap = (map: ReadonlyMap<string, string>): Value | undefined =>
  map.size === 0 ? undefined : sortedMap(map, (value) => ({ kind: "text", text: value }));

/** A map of anything, sorted. */
export const sortedMap = <T>(map: ReadonlyMap<string, T>, toValue: (value: T) => Value): MapValue => ({
  kind: "map",
  entries: sortedEntries(map).map(([name, value]) => [name, toValue(value)]),
});

/** A map with fields in the order given, without those that are not set. */
export const record = (fields: FieldValues): MapValue => ({
  kind: "map",
  entries: fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
});

const step = "    ";

/** What comes after the colon of a key. */
const printAfterKey = (value: Value, indent: string): string => {
  switch (value.kind) {
    case "word":
      return ` ${value.text}\n`;
    case "text":
      return ` ${printScalar(value.text, { lines: indent + step, step: 4 })}\n`;
    case "list":
      if (value.items.length === 0) return " []\n";
      return `\n${value.items.map((item) => `${indent + step}- ${printScalar(item, { lines: `${indent + step}  `, step: 2 })}\n`).join("")}`;
    case "map":
      return value.entries.length === 0 ? " {}\n" : `\n${printMap(value.entries, indent + step)}`;
    default:
      return value satisfies never;
  }
};

/** A key longer than this, in bytes, or of several lines, is announced by a question mark. */
const longestSimpleKey = 128;

const isSimpleKey = (key: string): boolean =>
  !/[\n\r\u0085\u2028\u2029]/.test(key) &&
  (key.length * 3 <= longestSimpleKey || new TextEncoder().encode(key).length <= longestSimpleKey);

const printKey = (key: string, indent: string): string => {
  // Without quotes, as the reference has it, this key would be read as a merge of maps.
  if (key === "<<") return '"<<":';
  const printed = printScalar(key, { lines: indent + step, step: 4 });
  if (printed === key && key.length * 3 <= longestSimpleKey) return `${key}:`;
  return isSimpleKey(key) ? `${printed}:` : `? ${printed}\n${indent}:`;
};

const printMap = (entries: readonly (readonly [string, Value])[], indent: string): string =>
  entries.map(([key, value]) => indent + printKey(key, indent) + printAfterKey(value, indent)).join("");

/** Prints one field, for comparison; nothing when it is not set. */
export const printField = (value: Value | undefined): string =>
  value === undefined ? "" : printAfterKey(value, "");

/** Prints a map as a whole document. */
export const printDocument = (value: MapValue): string =>
  value.entries.length === 0 ? "{}\n" : printMap(value.entries, "");
