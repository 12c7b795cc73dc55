import type { Micros } from "@cobble/wire";
import type { Change } from "./change.ts";

/** A ready change is kept that long. @source pebble 1.32, seen: changes of many ages in its state, ten minutes later */
const keepMicros = 7 * 24 * 3600 * 1e6;

/** No more than this many ready changes are kept. @source pebble 1.32, seen: of 1,301 changes 1,000 are left */
const maxReady = 1000;

/** A change that became ready just now is kept over all limits: whoever made it is about to ask how it ended. */
const graceMicros = 10 * 1e6;

/**
 * The ids of the changes to forget: ready for more than a week, and the oldest of those over the limit.
 * @differs from pebble 1.32, which looks every ten minutes and keeps all until then
 */
export const pruneChanges = (changes: readonly Change[], now: Micros): readonly string[] => {
  const ready = changes.flatMap(({ id, readyTime }) => (readyTime === undefined ? [] : [{ id, readyTime }]));
  const excess = ready.length - maxReady;
  return ready
    .toSorted((a, b) => a.readyTime - b.readyTime)
    .filter(({ readyTime }, index) => {
      const age = now - readyTime;
      return age > keepMicros || (index < excess && age > graceMicros);
    })
    .map(({ id }) => id);
};
