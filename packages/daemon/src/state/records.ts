import { StateError } from "../errors.ts";
import type { RecordKind, StateStore } from "./store.ts";

const stateFault = (what: string): StateError =>
  new StateError(`cannot read state: ${what} is damaged; without the file cobble.db the daemon starts anew`);

/** Whether it is an object: what every record is. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The records of a kind, each looked at: the file may come from anywhere.
 * @throws {StateError} that names the first record which `is` refuses
 */
export const loadRecords = <T>(
  store: StateStore,
  kind: RecordKind,
  is: (value: unknown) => value is T,
): readonly (readonly [id: string, record: T])[] =>
  store.load(kind).map(([id, value]) => {
    if (!is(value)) throw stateFault(`${kind} ${JSON.stringify(id)}`);
    return [id, value];
  });
