import { WireError } from "./errors.ts";
import type { Schema } from "./schema.ts";

/** One place where a value does not fit its schema. */
export interface DecodeFault {
  /** Where, for example `services[0].name`; empty for the value itself. */
  readonly path: string;
  /** What the schema wants there, for example `string`. */
  readonly expected: string;
  /** What is there instead: a JSON type name, `missing`, or a quoted string that is not one of an enum. */
  readonly actual: string;
}

/** Thrown by {@link decode} when a value does not fit. */
export class DecodeError extends WireError {
  /** Every fault found, in document order; never empty. */
  readonly faults: readonly DecodeFault[];

  constructor(what: string, faults: readonly DecodeFault[]) {
    super("decode", `cannot decode ${what}: ${faults.map(describeFault).join("; ")}`);
    this.faults = faults;
  }
}

const describeFault = (fault: DecodeFault): string =>
  `${fault.path === "" ? "" : `${fault.path}: `}expected ${fault.expected}, got ${fault.actual}`;

const typeName = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fits = (schema: Schema, value: unknown): boolean => {
  switch (schema.type) {
    case undefined:
      return true;
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === schema.type;
  }
};

const childPath = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const checkObject = (schema: Schema, value: Record<string, unknown>, path: string): DecodeFault[] => {
  const faults: DecodeFault[] = [];
  for (const name of schema.required ?? []) {
    if (value[name] !== undefined) continue;
    faults.push({
      path: childPath(path, name),
      expected: schema.properties?.[name]?.type ?? "value",
      actual: "missing",
    });
  }
  for (const [key, child] of Object.entries(value)) {
    const rest = schema.additionalProperties;
    const known = schema.properties?.[key] ?? (typeof rest === "object" ? rest : undefined);
    if (known !== undefined && child !== undefined) faults.push(...check(known, child, childPath(path, key)));
  }
  return faults;
};

const check = (schema: Schema, value: unknown, path: string): DecodeFault[] => {
  if (schema.anyOf !== undefined) {
    if (schema.anyOf.some((option) => check(option, value, path).length === 0)) return [];
    return [
      { path, expected: schema.anyOf.map((o) => o.type ?? "value").join(" or "), actual: typeName(value) },
    ];
  }
  if (!fits(schema, value)) return [{ path, expected: schema.type ?? "value", actual: typeName(value) }];
  if (schema.enum !== undefined && typeof value === "string" && !schema.enum.includes(value)) {
    return [{ path, expected: schema.enum.join(" or "), actual: `"${value}"` }];
  }
  const items = schema.items;
  if (items !== undefined && Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => check(items, item, `${path}[${index}]`));
  }
  return isObject(value) ? checkObject(schema, value, path) : [];
};

/**
 * Checks `value` against `schema`, without copying it.
 * @param what what is being decoded, for the error's text: `response of GET /v1/services`
 * @returns the same value, now typed
 * @throws {DecodeError} when it does not fit; it lists every fault
 */
export const decode = <T>(schema: Schema<T>, value: unknown, what: string): T => {
  const faults = check(schema, value, "");
  if (faults.length > 0) throw new DecodeError(what, faults);
  // The check above is what makes this cast true; it is the one edge where untyped JSON becomes typed.
  return value as T;
};
