import { messageOf } from "../describe-error.ts";
import { StoredValueError } from "./errors.ts";

/** What can be kept from one hook to the next, if every part of it can: plain data, sets, maps, bytes and dates. */
export type StoredValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly StoredValue[]
  | ReadonlySet<StoredValue>
  | ReadonlyMap<StoredValue, StoredValue>
  | { readonly [key: string]: StoredValue };

/** `T` where all of it can be stored; `never` in the place of what cannot. */
export type Storable<T> = T extends StoredValue
  ? // At once, so that a type that contains itself, as one of any JSON does, is not followed forever.
    T
  : T extends (...args: never) => unknown
    ? never
    : T extends ReadonlySet<infer V>
      ? [V] extends [Storable<V>]
        ? T
        : never
      : T extends ReadonlyMap<infer K, infer V>
        ? [K, V] extends [Storable<K>, Storable<V>]
          ? T
          : never
        : T extends object
          ? { [P in keyof T]: Storable<T[P]> }
          : never;

/** What JSON cannot say is written as a list behind one of these keys. */
type Tag = "$set" | "$map" | "$bytes" | "$date" | "$bigint" | "$number" | "$object";

/** Where in a value the reader is, for errors. */
interface Place {
  readonly path: string;
  /** The values around it, to find one that contains itself. */
  readonly around: readonly object[];
  /** Whether keys and members of sets are put in order, so that equal values have equal texts. */
  readonly sorted: boolean;
}

/** Far more than a charm needs, and far less than the stack can take. */
const maxDepth = 500;

const refuse = ({ path }: Place, what: string): never => {
  const allowed = "plain objects, lists, sets, maps, texts, numbers, booleans, null, dates and bytes can be";
  throw new StoredValueError(
    `cannot store ${path}: ${what} cannot be kept from one hook to the next; ${allowed}`,
  );
};

const tagged = (tag: Tag, value: unknown): unknown => ({ [tag]: value });

const encodeRecord = (value: object, place: Place): unknown => {
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => [key, encode(part, { ...place, path: `${place.path}.${key}` })] as const);
  if (place.sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  // An author's own key that looks like a tag must not be read as one.
  return entries.some(([key]) => key.startsWith("$"))
    ? tagged("$object", entries)
    : Object.fromEntries(entries);
};

const encodeList = (values: Iterable<unknown>, place: Place): unknown[] =>
  Array.from(values, (part, i) => encode(part, { ...place, path: `${place.path}[${i}]` }));

const encodeSet = (values: ReadonlySet<unknown>, place: Place): unknown => {
  const members = encodeList(values, place);
  if (!place.sorted) return tagged("$set", members);
  return tagged(
    "$set",
    members.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  );
};

const encodeObject = (value: object, outside: Place): unknown => {
  if (outside.around.includes(value)) return refuse(outside, "a value that contains itself");
  if (outside.around.length === maxDepth) return refuse(outside, `a value within ${maxDepth} others`);
  const place = { ...outside, around: [...outside.around, value] };
  if (Array.isArray(value)) return encodeList(value, place);
  if (value instanceof Set) return encodeSet(value, place);
  if (value instanceof Map) {
    return tagged(
      "$map",
      Array.from(value, (entry) => encodeList(entry, place)),
    );
  }
  if (value instanceof Date) return tagged("$date", String(value.getTime()));
  if (value instanceof Uint8Array) return tagged("$bytes", Buffer.from(value).toString("base64"));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return encodeRecord(value, place);
  return refuse(outside, `an object of class ${value.constructor.name || "without a name"}`);
};

const encode = (value: unknown, place: Place): unknown => {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : tagged("$number", formatNumber(value));
    case "bigint":
      return tagged("$bigint", String(value));
    case "undefined":
      return refuse(place, "undefined");
    case "object":
      return value === null ? null : encodeObject(value, place);
    default:
      return refuse(place, `a ${typeof value}`);
  }
};

const formatNumber = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** How a value is written. */
export interface EncodeOptions {
  /** What the value is, for errors, as in `stored.peers`. */
  readonly name: string;
  /** Whether equal values get equal texts, at the cost of the order of their keys; they do not when absent. */
  readonly sorted?: boolean;
}

/**
 * Writes a value as text.
 * @throws {StoredValueError} when a part of it cannot be stored; it says which
 */
export const encodeStored = (value: unknown, { name, sorted = false }: EncodeOptions): string =>
  JSON.stringify(encode(value, { path: name, around: [], sorted }));

const readers: Readonly<Record<Tag, (value: unknown) => unknown>> = {
  $set: (value) => new Set(asList(value).map(decode)),
  $map: (value) => new Map(asList(value).map((entry) => readEntry(entry))),
  $object: (value) =>
    Object.fromEntries(asList(value).map((entry) => [String(asList(entry)[0]), decode(asList(entry)[1])])),
  $bytes: (value) => new Uint8Array(Buffer.from(String(value), "base64")),
  $date: (value) => new Date(Number(value)),
  $bigint: (value) => BigInt(String(value)),
  $number: (value) => Number(value),
};

const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${JSON.stringify(value)} has to be a list`);
};

const readEntry = (entry: unknown): [unknown, unknown] => {
  const [key, value] = asList(entry);
  return [decode(key), decode(value)];
};

const isTag = (key: string | undefined): key is Tag => key !== undefined && Object.hasOwn(readers, key);

const decode = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [[tag, content] = []] = entries;
  if (entries.length === 1 && isTag(tag)) return readers[tag](content);
  return Object.fromEntries(entries.map(([key, part]) => [key, decode(part)]));
};

/**
 * Reads what {@link encodeStored} wrote.
 * @param name what the value is, for errors, as in `charm/stored`
 * @throws {StoredValueError} when the text is not of that form
 */
export const decodeStored = (text: string, name = "what was stored"): unknown => {
  try {
    return decode(JSON.parse(text));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new StoredValueError(`cannot read ${name}: ${reason}`, { cause });
  }
};
