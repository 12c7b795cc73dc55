import type { FieldProperty, FieldSet } from "../fields/field-set.ts";

const mergeField = <T, P extends FieldProperty<T>>(
  { table }: FieldSet<T>,
  into: T,
  { over, property }: { readonly over: T; readonly property: P },
): void => {
  const value = table[property].merge(into[property], over[property]);
  // A property that neither has stays away: it may be absent, but not undefined.
  if (value !== undefined) into[property] = value;
};

/**
 * Merges an entry over one of the same name, each field as its kind says: what `over` sets wins, lists are appended, maps
 * joined. What is no field is that of `base`.
 * @source pebble 1.32, use-layers.md; details seen: plan of two layers
 */
export const mergeFields = <T extends object>(fields: FieldSet<T>, base: T, over: T): T => {
  const merged = { ...base };
  for (const property of fields.properties) mergeField(fields, merged, { over, property });
  return merged;
};
