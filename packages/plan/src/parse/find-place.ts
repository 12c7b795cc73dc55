import { isScalar, isSeq, type Node } from "yaml";
import { readEntries } from "./entries.ts";
import { dereference, type Place, type Reading } from "./reading.ts";

/** A key of a map, or the item of a list that has this text. */
export type PlaceStep = string | { readonly item: string };

/** What leads to a place, from the outside in: `["services", "web", "requires", { item: "db" }]`. */
export type PlacePath = readonly PlaceStep[];

/** Finds the place that a path leads to; undefined when it leads nowhere. */
export type PlaceFinder = (path: PlacePath, from?: Place) => Place | undefined;

const itemOf = (reading: Reading, list: Place, text: string): Place | undefined => {
  if (!isSeq<Node | null>(list.node)) return undefined;
  const isWanted = (item: Node | null): boolean => {
    const node = dereference(reading, item);
    return isScalar(node) && String(node.value) === text;
  };
  const index = list.node.items.findIndex(isWanted);
  if (index < 0) return undefined;
  const node = list.node.items[index] ?? null;
  const offset = node?.range?.[0] ?? list.offset;
  return { node: dereference(reading, node), offset, keyOffset: offset, path: `${list.path}[${index}]` };
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
      at = typeof step === "string" ? entriesOf(at).get(step) : itemOf(quiet, at, step.item);
    }
    return at;
  };
};
