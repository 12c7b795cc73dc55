import type { Schema } from "@cobble/wire";
import { BodyError } from "../errors.ts";
import { goKind, goTypeName, pointedAt, structName } from "./go-types.ts";
import type { JsonTree } from "./json-tree.ts";

/** Where a value stands: the struct that it is a field of, and the names that lead there; lists leave no trace. */
interface Place {
  readonly struct: Schema | undefined;
  readonly fields: readonly string[];
}

/** Decodes a value of one kind. */
type Decoder = (tree: JsonTree, schema: Schema, place: Place) => unknown;

const mismatch = (found: string, schema: Schema, place: Place): BodyError => {
  const { struct, fields } = place;
  const where = struct === undefined ? "value" : `struct field ${structName(struct)}.${fields.join(".")}`;
  return new BodyError(`json: cannot unmarshal ${found} into Go ${where} of type ${goTypeName(schema)}`);
};

/** The value that Go gives to an entry that is `null`. */
const zeroOf = (schema: Schema): unknown => {
  if (schema.anyOf !== undefined) return null;
  const kind = goKind(schema);
  switch (kind) {
    case "string":
      return "";
    case "bool":
      return false;
    case "int":
    case "float64":
      return 0;
    case "struct":
      return {};
    case "list":
    case "map":
    case "any":
      return undefined;
    default:
      return kind satisfies never;
  }
};

/** The least whole number that a type has, and the least that is too large for it. */
const integerRanges: Readonly<Record<string, readonly [from: bigint, end: bigint]>> = {
  uint32: [0n, 2n ** 32n],
};
const usualRange = [-(2n ** 63n), 2n ** 63n] as const;

const decodeInteger: Decoder = (tree, schema, place) => {
  if (tree.kind !== "number") throw mismatch(tree.kind, schema, place);
  const isWhole = /^-?\d+$/.test(tree.literal);
  const value = isWhole ? BigInt(tree.literal) : 0n;
  const [from, end] = integerRanges[goTypeName(schema)] ?? usualRange;
  if (!isWhole || value < from || value >= end) {
    throw mismatch(`number ${tree.literal}`, schema, place);
  }
  return Number(value);
};

const decodeNumber: Decoder = (tree, schema, place) => {
  if (tree.kind !== "number") throw mismatch(tree.kind, schema, place);
  const value = Number(tree.literal);
  if (!Number.isFinite(value)) throw mismatch(`number ${tree.literal}`, schema, place);
  return value;
};

const decodeList: Decoder = (tree, schema, place) => {
  if (tree.kind !== "array") throw mismatch(tree.kind, schema, place);
  const { items = {} } = schema;
  return tree.items.map((item) => decodeGo(item, items, place) ?? zeroOf(items));
};

const decodeMap: Decoder = (tree, schema, place) => {
  if (tree.kind !== "object") throw mismatch(tree.kind, schema, place);
  const values = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return Object.fromEntries(
    tree.members.map(([key, member]) => [key, decodeGo(member, values, place) ?? zeroOf(values)]),
  );
};

/** The field that a key means: names are compared exactly first, and then without regard to capitals. */
const findField = (schema: Schema, key: string): string | undefined => {
  const { properties = {} } = schema;
  if (Object.hasOwn(properties, key)) return key;
  const folded = key.toLowerCase();
  return Object.keys(properties).find((name) => name.toLowerCase() === folded);
};

const decodeStruct: Decoder = (tree, schema, place) => {
  if (tree.kind !== "object") throw mismatch(tree.kind, schema, place);
  const value: Record<string, unknown> = {};
  for (const [key, member] of tree.members) {
    const name = findField(schema, key);
    const field = name === undefined ? undefined : schema.properties?.[name];
    if (name === undefined || field === undefined) continue;
    const decoded = decodeGo(member, field, { struct: schema, fields: [...place.fields, name] });
    const next = again(field, { before: value[name], decoded });
    if (next === undefined) delete value[name];
    else value[name] = next;
  }
  return value;
};

/** What a field is after it was given once more: maps grow, `null` leaves plain values alone, all else is replaced. */
const again = (field: Schema, values: { readonly before: unknown; readonly decoded: unknown }): unknown => {
  const { before, decoded } = values;
  const kind = goKind(field);
  if (decoded === undefined) return kind === "list" || kind === "map" || kind === "any" ? undefined : before;
  return kind === "map" && before !== undefined ? { ...before, ...decoded } : decoded;
};

/**
 * Decodes a value as Go does into the type that the schema stands for: capitals in keys do not matter, unknown keys are
 * ignored, and `null` is as if nothing were there.
 * @returns `undefined` for `null`; what the schema leaves open is a {@link JsonTree}, for whoever knows more
 * @throws {BodyError} in Go's words, at the first value of another type
 * @source Go, package encoding/json, Unmarshal; seen: every field of every body with values of every type
 */
export const decodeGo = (
  tree: JsonTree,
  type: Schema,
  place: Place = { struct: undefined, fields: [] },
): unknown => {
  const schema = pointedAt(type);
  const kind = goKind(schema);
  if (kind === "any") return tree;
  if (tree.kind === "null") return undefined;
  switch (kind) {
    case "struct":
      return decodeStruct(tree, schema, place);
    case "map":
      return decodeMap(tree, schema, place);
    case "list":
      return decodeList(tree, schema, place);
    case "int":
      return decodeInteger(tree, schema, place);
    case "float64":
      return decodeNumber(tree, schema, place);
    case "string":
      if (tree.kind !== "string") throw mismatch(tree.kind, schema, place);
      return tree.text;
    case "bool":
      if (tree.kind !== "bool") throw mismatch(tree.kind, schema, place);
      return tree.value;
    default:
      return kind satisfies never;
  }
};
