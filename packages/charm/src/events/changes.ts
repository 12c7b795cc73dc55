import { ChangesError } from "../framework/errors.ts";

/** A value before and after; undefined where there was or is none. */
export interface Change<V> {
  readonly old: V | undefined;
  readonly new: V | undefined;
}

/** What is not as it was when the charm last handled such an event in full, by name. */
export type Changes<V> = ReadonlyMap<string, Change<V>>;

/** Compares values by name; those that are the same are left out. */
export const compareValues = <V>(
  before: Readonly<Record<string, V | undefined>>,
  now: Readonly<Record<string, V | undefined>>,
): Changes<V> => {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changes = new Map<string, Change<V>>();
  for (const name of names) {
    if (before[name] !== now[name]) changes.set(name, { old: before[name], new: now[name] });
  }
  return changes;
};

/**
 * The changes of an event of a charm that keeps track of them.
 * @throws {ChangesError} when the charm does not
 */
export const trackedChanges = <V>(changes: Changes<V> | undefined): Changes<V> => {
  if (changes !== undefined) return changes;
  throw new ChangesError(
    "cannot tell what changed: the charm has to keep track of it; call this.trackChanges() in its constructor",
  );
};
