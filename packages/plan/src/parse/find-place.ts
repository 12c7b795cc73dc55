import { isSeq, type Node } from "yaml";
import { readEntries } from "./entries.ts";
import { dereference, type Place, type Reading } from "./reading.ts";

/** Names of keys, and indexes of lists, from the outside in: `["services", "web", "requires", 0]`. */
export type PlacePath = readonly (string | number)[];

/** Finds the place that a path leads to; undefined when it leads nowhere. */
export type PlaceFinder = (path: PlacePath, from?: Place) => Place | undefined;

const itemAt = (reading: Reading, list: Place, index: number): Place | undefined => {
  if (!isSeq<Node | null>(list.node)) return undefined;
  const item = list.node.items[index];
  if (item === undefined) return undefined;
  const offset = item?.range?.[0] ?? list.offset;
  return { node: dereference(reading, item), offset, keyOffset: offset, path: `${list.path}[${index}]` };
};

/** What a map of the text is read as here does not matter: its faults are recorded elsewhere. */
const anything = { type: "", sort: { stage: "text", rank: [], prefix: "" } } as const;

/**
 * Makes a finder for an opened text. It is for faults: nothing is looked up before one is found, and each map is read once.
 */
export const placeFinder = (reading: Reading): PlaceFinder => {
  const quiet: Reading = { ...reading, found: [] };
  const maps = new Map<Node, ReadonlyMap<string, Place>>();
  const entriesOf = (place: Place): ReadonlyMap<string, Place> => {
    const known = place.node === null ? undefined : maps.get(place.node);
    if (known !== undefined) return known;
    const entries = readEntries(quiet, place, anything) ?? new Map<string, Place>();
    if (place.node !== null) maps.set(place.node, entries);
    return entries;
  };
  const node = dereference(reading, reading.document.contents);
  const root: Place = { node, offset: node?.range?.[0] ?? 0, keyOffset: 0, path: "" };
  return (path, from = root) => {
    let at: Place | undefined = from;
    for (const step of path) {
      if (at === undefined) return undefined;
      at = typeof step === "number" ? itemAt(quiet, at, step) : entriesOf(at).get(step);
    }
    return at;
  };
};
