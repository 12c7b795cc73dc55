import { optionalFlag, optionalText, optionalTexts } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** How many instances a storage may have. */
export interface StorageRange {
  readonly min: number;
  /** Absent when nothing limits them. */
  readonly max?: number;
}

/** One entry of `storage`. */
export interface CharmStorage {
  readonly type: "filesystem" | "block";
  readonly description: string;
  /** Whether all units have the same storage. */
  readonly shared: boolean;
  readonly readOnly: boolean;
  /** As in `10G`. */
  readonly minimumSize?: string;
  /** Where a machine charm finds it; a container says so in its mounts. */
  readonly location?: string;
  /** Absent when there is exactly one. */
  readonly multiple?: StorageRange;
  /** As in `transient`. */
  readonly properties: readonly string[];
}

const readRange = (field: Field): StorageRange | undefined => {
  const text = String(field.scalar());
  const match = /^(\d+)(?:(\+|-)(\d*))?$/.exec(text);
  const [, min = "", sign, max = ""] = match ?? [];
  if (match === null || (sign === "+" && max !== "")) {
    field.fault(`cannot use range ${field.shown}: it is a number, two as in 1-3, or open as in 2+`);
    return undefined;
  }
  if (sign === undefined) return { min: Number(min), max: Number(min) };
  return { min: Number(min), ...(max === "" ? {} : { max: Number(max) }) };
};

const readMultiple = (field: Field | undefined): StorageRange | undefined => {
  if (field === undefined || field.isEmpty) return undefined;
  const range = field.fields().get("range");
  if (range !== undefined) return readRange(range);
  field.fault("cannot tell how many storages there may be: `multiple` needs a `range`, as in 1-3");
  return undefined;
};

const readType = (entry: Field): CharmStorage["type"] => {
  const field = entry.fields().get("type");
  const type = field?.text();
  if (type === "filesystem" || type === "block") return type;
  (field ?? entry).fault("cannot tell what the storage is: its `type` has to be filesystem or block");
  return "filesystem";
};

const readStorage = (entry: Field): CharmStorage => {
  const fields = entry.fields();
  const size = fields.get("minimum-size")?.scalar();
  const location = optionalText(fields.get("location"));
  const multiple = readMultiple(fields.get("multiple"));
  return {
    type: readType(entry),
    description: optionalText(fields.get("description")),
    shared: optionalFlag(fields.get("shared")),
    readOnly: optionalFlag(fields.get("read-only")),
    ...(size === undefined ? {} : { minimumSize: String(size) }),
    ...(location === "" ? {} : { location }),
    ...(multiple === undefined ? {} : { multiple }),
    properties: optionalTexts(fields.get("properties")),
  };
};

/**
 * Reads the map `storage`; what is wrong is recorded in its fields.
 * @source ops 3.9, ops/charm.py, StorageMeta
 */
export const readStorages = (field: Field | undefined): ReadonlyMap<string, CharmStorage> =>
  new Map([...(field?.fields() ?? [])].map(([name, entry]) => [name, readStorage(entry)]));
