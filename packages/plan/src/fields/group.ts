import { mergeFields } from "../merge/fields.ts";
import { readFields } from "../parse/fields.ts";
import { printedFields } from "../print/fields.ts";
import { record } from "../print/value.ts";
import { describedFields, type Field, type FieldSet, type FieldText } from "./field-set.ts";

/** A map with fields of its own inside an entry; undefined when it is not there. */
export const groupField = <G extends object>(
  about: FieldText & {
    /** What the reference calls its type. */
    readonly type: string;
    readonly fields: FieldSet<G>;
    /** One in which nothing is set. */
    readonly empty: () => G;
  },
): Field<G | undefined> => ({
  key: about.key,
  help: about.help,
  shape: { kind: "group", fields: describedFields(about.fields) },
  read: (source, place) => readFields(source, place, about),
  merge: (base, over) =>
    base === undefined || over === undefined ? (over ?? base) : mergeFields(about.fields, base, over),
  print: (group) => (group === undefined ? undefined : record(printedFields(about.fields, group))),
});
