import type { Check } from "./check.ts";
import { checkFields } from "./fields/check.ts";
import type { FieldSet } from "./fields/field-set.ts";
import { serviceFields } from "./fields/service.ts";
import { sortedEntries } from "./key-order.ts";
import { printedFields } from "./print/fields.ts";
import { isWithheld, plainValue } from "./print/plain.ts";
import { printField, type Value } from "./print/value.ts";
import type { Service } from "./service.ts";

/** How one field of a service or check differs between two plans. */
export interface FieldChange {
  /** Its name in a layer; one inside a map has its key behind a dot: `environment.PORT`, `http.url`. */
  readonly field: string;
  readonly kind: "added" | "removed" | "changed";
  /** The old value on one line, as the plan prints it but without quotes; absent when there was none or it is withheld. */
  readonly from?: string;
  /** The new value, likewise. */
  readonly to?: string;
}

/** The old and the new value of one field, of which at least one is there. */
interface Pair {
  readonly field: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** Whether nothing is told of the values. */
  readonly withheld: boolean;
}

const kindOf = ({ before, after }: Pair): FieldChange["kind"] => {
  if (before === undefined) return "added";
  return after === undefined ? "removed" : "changed";
};

const changeOf = (pair: Pair): FieldChange => ({
  field: pair.field,
  kind: kindOf(pair),
  ...(pair.before === undefined || pair.withheld ? {} : { from: plainValue(pair.before) }),
  ...(pair.after === undefined || pair.withheld ? {} : { to: plainValue(pair.after) }),
});

const entriesOf = (value: Value | undefined): ReadonlyMap<string, Value> =>
  new Map(value?.kind === "map" ? value.entries : []);

/** The pairs of a field that is a map in one form or both, by key. */
const innerPairs = ({ field, before, after, withheld }: Pair): readonly Pair[] => {
  const old = entriesOf(before);
  const now = entriesOf(after);
  const isSecret = withheld || isWithheld(field.split(".").at(-1) ?? "");
  return sortedEntries(new Map([...old, ...now])).map(([key]) => ({
    field: `${field}.${key}`,
    before: old.get(key),
    after: now.get(key),
    withheld: isSecret,
  }));
};

/** The changes of one field; those inside a map by its keys. */
const changesOf = (pair: Pair): readonly FieldChange[] => {
  const { before, after } = pair;
  if (printField(before) === printField(after)) return [];
  if (before?.kind !== "map" && after?.kind !== "map") return [changeOf(pair)];
  const changes = innerPairs(pair).flatMap(changesOf);
  // A map that is there but empty differs from none without any key that does.
  return changes.length === 0 ? [changeOf(pair)] : changes;
};

const compareFields = <T>(fields: FieldSet<T>, a: T, b: T): readonly FieldChange[] => {
  if (a === b) return [];
  const others = printedFields(fields, b);
  return printedFields(fields, a).flatMap(([field, before], i) =>
    changesOf({ field, before, after: others[i]?.[1], withheld: false }),
  );
};

/**
 * What differs between two forms of a service, field by field in the order they print, inside a map by key: the fields that
 * `changedServiceFields` names, with their values. Of the environment only the names of variables are told.
 */
export const serviceFieldChanges = (before: Service, after: Service): readonly FieldChange[] =>
  compareFields(serviceFields, before, after);

/** {@link serviceFieldChanges} for checks; of headers and environment only the names are told, and no password of a URL. */
export const checkFieldChanges = (before: Check, after: Check): readonly FieldChange[] =>
  compareFields(checkFields, before, after);

/** A change of a field in words: `command: "db" -> "db --fast"`, `environment.PORT changed`. */
export const describeFieldChange = ({ field, kind, from, to }: FieldChange): string => {
  const quote = (text: string): string => JSON.stringify(text);
  if (from !== undefined && to !== undefined) return `${field}: ${quote(from)} -> ${quote(to)}`;
  const value = from ?? to;
  return value === undefined ? `${field} ${kind}` : `${field} ${kind}: ${quote(value)}`;
};
