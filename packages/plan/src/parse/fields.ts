import type { FieldProperty, FieldSet, FieldSource } from "../fields/field-set.ts";
import { readEntries } from "./entries.ts";
import { complain, type Place } from "./reading.ts";

/** What an entry is read as. */
export interface FieldsKind<T> {
  readonly fields: FieldSet<T>;
  /** What the reference calls its type. */
  readonly type: string;
  /** Makes an entry in which nothing is set; what is read is put into it. */
  readonly empty: () => T;
}

/** Sets a property, where there is a value to set. */
const setField = <T, P extends FieldProperty<T>>(into: T, property: P, value: T[P] | undefined): void => {
  if (value !== undefined) into[property] = value;
};

const refuseField = (
  { reading, sort }: FieldSource,
  place: Place,
  field: { readonly name: string; readonly type: string; readonly known: readonly string[] },
): void => {
  complain(
    reading,
    { ...place, offset: place.keyOffset },
    {
      ...sort,
      message: `field ${field.name} not found in type ${field.type}`,
      listed: true,
      unknown: { word: field.name, known: field.known },
    },
  );
};

/**
 * Reads the entry at `place` field by field, and refuses fields that are not in its set.
 * @returns undefined when it is empty or, with a fault, no map
 */
export const readFields = <T extends object>(
  source: FieldSource,
  place: Place,
  { fields, type, empty }: FieldsKind<T>,
): T | undefined => {
  const entries = readEntries(source.reading, place, { type, sort: source.sort });
  if (entries === undefined) return undefined;
  const value = empty();
  for (const [name, at] of entries) {
    const property = fields.byKey.get(name);
    if (property === undefined) refuseField(source, at, { name, type, known: [...fields.byKey.keys()] });
    else setField(value, property, fields.table[property].read(source, at));
  }
  return value;
};
