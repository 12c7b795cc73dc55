import type { RecordKind, StateStore } from "./store.ts";

/** A store that forgets everything when the daemon ends: PEBBLE_PERSIST=never, and tests. */
export const createMemoryStore = (): StateStore => {
  const kinds = new Map<RecordKind, Map<string, object>>();
  const records = (kind: RecordKind): Map<string, object> => {
    const known = kinds.get(kind) ?? new Map<string, object>();
    kinds.set(kind, known);
    return known;
  };
  return {
    load: (kind) => [...records(kind)],
    put: (kind, id, record) => void records(kind).set(id, record),
    remove: (kind, id) => void records(kind).delete(id),
    commit: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
