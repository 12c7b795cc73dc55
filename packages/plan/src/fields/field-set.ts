import type { Place } from "../parse/reading.ts";
import type { ValueSource } from "../parse/value.ts";
import type { Value } from "../print/value.ts";

/** A word that is none of a field's choices. */
export interface WrongWord {
  /** The field's key. */
  readonly key: string;
  readonly word: string;
  readonly choices: readonly string[];
  /** Where the reference tests for it: it reports the lowest of an entry. */
  readonly rule: number;
  readonly at: Place;
}

/** What a field's value is read with. */
export interface FieldSource extends ValueSource {
  readonly refuseWord: (wrong: WrongWord) => void;
}

/** What a field may hold, for those who describe layers: the schema and the reference page. */
export type FieldShape =
  /** Any text. With words, those mean something; when it is required, only those are accepted in a plan. */
  | { readonly kind: "text"; readonly words?: readonly string[]; readonly required?: true }
  /** One of a few words. */
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "texts" }
  /** Texts by name; with choices, one of those each. A name may not begin with the prefix that is reserved. */
  | { readonly kind: "text-map"; readonly choices?: readonly string[]; readonly reservedPrefix?: string }
  | { readonly kind: "integer" }
  /** A duration; which ones are refused is told by `sign`. */
  | { readonly kind: "duration"; readonly sign: "any" | "not-zero" | "positive" }
  /** A number with a fraction, not below `least`. */
  | { readonly kind: "factor"; readonly least: number }
  | { readonly kind: "group"; readonly fields: readonly DescribedField[] };

/** What readers of a layer are told about a field. */
export interface FieldText {
  /** The key that it has in a layer. */
  readonly key: string;
  /** What it does, in a sentence or two. */
  readonly help: string;
  /** What holds when it is not set, as it would be written; what cannot be written stands in the help. */
  readonly initial?: string;
}

/** A field without its type: what can be told about it. */
export interface DescribedField extends FieldText {
  readonly shape: FieldShape;
}

/** One field of an entry: how its value is read, merged and printed. Undefined is a value that is not set. */
export interface Field<V> extends DescribedField {
  /** Reads the value; undefined, with a fault where one is due, when there is none. */
  readonly read: (source: FieldSource, place: Place) => V | undefined;
  /** The value of an entry that is put over another one. */
  readonly merge: (base: V, over: V) => V;
  /** The value as the plan prints it; undefined when it is not printed. */
  readonly print: (value: V) => Value | undefined;
}

/** The properties that fields stand for: the name of an entry is no field. */
export type FieldProperty<T> = Exclude<keyof T, "name">;

/** A field for each property of `T`, in the order that they are printed. */
export type FieldTable<T> = { readonly [P in FieldProperty<T>]-?: Field<T[P]> };

/** All fields that an entry has: what parser, printer, merging, schema and reference page go by. */
export interface FieldSet<T> {
  readonly table: FieldTable<T>;
  /** In the order that they are printed. */
  readonly properties: readonly FieldProperty<T>[];
  readonly byKey: ReadonlyMap<string, FieldProperty<T>>;
}

/** Makes the set of a table. */
export const fieldSet = <T>(table: FieldTable<T>): FieldSet<T> => {
  // The keys of an object whose type is known are the keys of that type.
  const properties = Object.keys(table) as FieldProperty<T>[];
  return { table, properties, byKey: new Map(properties.map((property) => [table[property].key, property])) };
};

/** The fields of a set without their types, in the order that they are printed. */
export const describedFields = <T>({ table, properties }: FieldSet<T>): readonly DescribedField[] =>
  properties.map((property) => table[property]);
