import type { FieldSet } from "../fields/field-set.ts";
import type { FieldValues } from "./value.ts";

/** The fields of an entry as the plan prints them, in its order; those that are not set are undefined. */
export const printedFields = <T>({ table, properties }: FieldSet<T>, entry: T): FieldValues =>
  properties.map((property) => [table[property].key, table[property].print(entry[property])]);
