import { resolveAlias, type YamlContent, type YamlNode } from "../yaml/node.ts";
import { readEntries } from "./entries.ts";
import { type Place, type Reading, rootOf } from "./reading.ts";

/** A key of a map, or the item of a list that has this text. */
export type PlaceStep = string | { readonly item: string };

/** What leads to a place, from the outside in: `["services", "web", "requires", { item: "db" }]`. */
export type PlacePath = readonly PlaceStep[];

/** Finds the place that a path leads to; undefined when it leads nowhere. */
export type PlaceFinder = (path: PlacePath, from?: Place) => Place | undefined;

const itemOf = (list: Place, text: string): Place | undefined => {
  if (list.node.kind !== "list") return undefined;
  const isWanted = (item: YamlNode): boolean => {
    const node = resolveAlias(item);
    return node.kind === "scalar" && node.value === text;
  };
  const index = list.node.items.findIndex(isWanted);
  const item = list.node.items[index];
  if (item === undefined) return undefined;
  const at = { node: resolveAlias(item), offset: item.start, keyOffset: item.start };
  return { ...at, path: `${list.path}[${index}]` };
};

/** What a map of the text is read as here does not matter: its faults are recorded elsewhere. */
const anything = { type: "", sort: { stage: "text", rank: [], prefix: "" } } as const;

/**
 * Makes a finder for an opened text. It is for faults: nothing is looked up before one is found, and each map is read once.
 */
export const placeFinder = (reading: Reading): PlaceFinder => {
  const quiet: Reading = { ...reading, found: [], spent: { merged: 0 } };
  const maps = new Map<YamlContent, ReadonlyMap<string, Place>>();
  const entriesOf = (place: Place): ReadonlyMap<string, Place> => {
    const known = maps.get(place.node);
    if (known !== undefined) return known;
    const entries = readEntries(quiet, place, anything) ?? new Map<string, Place>();
    maps.set(place.node, entries);
    return entries;
  };
  const root = rootOf(reading);
  return (path, from = root) => {
    let at: Place | undefined = from;
    for (const step of path) {
      if (at === undefined) return undefined;
      at = typeof step === "string" ? entriesOf(at).get(step) : itemOf(at, step.item);
    }
    return at;
  };
};
