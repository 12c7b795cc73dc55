import type { Micros } from "@cobble/wire";
import type { Change } from "./change.ts";

/** A ready change is kept that long. @source pebble 1.32, docs/reference/changes-and-tasks.md and seen over time */
const keepMicros = 7 * 24 * 3600 * 1e6;

/** No more than this many ready changes are kept, however young. */
const maxReady = 1000;

/** The ids of the changes to forget: ready for more than a week, and the oldest of those over the limit. */
export const pruneChanges = (changes: readonly Change[], now: Micros): readonly string[] => {
  const ready = changes.filter((change) => change.readyTime !== undefined);
  const excess = ready.length - maxReady;
  const sorted = ready.toSorted((a, b) => (a.readyTime ?? 0) - (b.readyTime ?? 0));
  return sorted
    .filter((change, index) => index < excess || now - (change.readyTime ?? now) > keepMicros)
    .map((change) => change.id);
};
