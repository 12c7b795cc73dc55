import { type Data, isData } from "../data.ts";
import type { KeptState } from "./kept-state.ts";
import { decodeStored, encodeStored } from "./stored-values.ts";

/** One stored state of one object. */
export interface StoredState<T extends object> {
  /** Reads and writes of it are those of a plain object; a value that cannot be stored is refused at once. */
  readonly values: T;
  /** Hands what the values are now to what is kept. */
  keep(): void;
}

const readKept = (text: string | undefined, handle: string): Data => {
  const kept = text === undefined ? {} : decodeStored(text, handle);
  return isData(kept) ? kept : {};
};

/**
 * Opens a stored state. Values that an earlier hook has kept stand before the defaults; those that the defaults do not name
 * stay as they are, for the version of the charm that does.
 * @param handle as in `charm/webapp/stored`
 * @throws {StoredValueError} when a default cannot be stored, or what is kept cannot be read
 * @source ops 3.9, ops/framework.py, StoredState
 */
export const openStoredState = <T extends object>(
  kept: KeptState,
  { handle, defaults }: { readonly handle: string; readonly defaults: T },
): StoredState<T> => {
  const key = `stored:${handle}`;
  // Written and read, so that a hook's first change does not reach into the defaults, which other charms may share.
  const copy = readKept(encodeStored(defaults, { name: handle }), handle);
  const values: Record<string, unknown> = { ...copy, ...readKept(kept.get(key), handle) };
  const checked = new Proxy(values, {
    set(target, property, value) {
      encodeStored(value, { name: `${handle}.${String(property)}` });
      return Reflect.set(target, property, value);
    },
  });
  // Each of the names that T has is in `values`: kept by a charm that gave it the same name, or a default.
  return { values: checked as T, keep: () => kept.set(key, encodeStored(values, { name: handle })) };
};
