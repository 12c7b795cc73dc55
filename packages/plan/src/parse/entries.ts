import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { adviceForType } from "./advice.ts";
import {
  complain,
  dereference,
  type FaultSort,
  isNull,
  type Place,
  positionOf,
  type Reading,
} from "./reading.ts";
import { isNullScalar, scalarTag } from "./scalar.ts";

/** Where a node stands; `fallback` where nothing was written. */
const offsetOf = (node: Node | null, fallback: number): number => node?.range?.[0] ?? fallback;

/** What is at the end of `key` below `parent`. An empty value stands where its key does. */
const placeOf = (
  reading: Reading,
  parent: Place,
  { key, node }: { key: Node | null; node: Node | null },
): Place => {
  const value = dereference(reading, node);
  const keyOffset = offsetOf(key, parent.offset);
  const name = isScalar(key) ? String(key.value) : "?";
  return {
    node: value,
    keyOffset,
    offset: isNull(value) ? keyOffset : offsetOf(node, keyOffset),
    path: parent.path === "" ? name : `${parent.path}.${name}`,
  };
};

/** A value of the wrong kind, in the reference's words: ``cannot unmarshal !!int `5` into []string``. */
export const complainOfType = (
  reading: Reading,
  place: Place,
  { type, sort }: { readonly type: string; readonly sort: FaultSort },
): void => {
  const message = `cannot unmarshal ${describeNode(place.node)} into ${type}`;
  complain(reading, place, { ...sort, message, listed: true, advice: adviceForType(place.node, type) });
};

const describeNode = (node: Node | null): string => {
  if (isMap(node)) return "!!map";
  if (!isScalar(node)) return "!!seq";
  const text = String(node.value);
  return `${scalarTag(node)} \`${text.length > 10 ? `${text.slice(0, 7)}...` : text}\``;
};

/** What a map is read as: the sort of its faults, and its type in the reference's words. */
export interface MapKind {
  readonly type: string;
  readonly sort: FaultSort;
}

/** Keys seen, with the line of each; merged ones are weaker and kept apart. */
interface Gathering {
  readonly own: Map<string, Place>;
  readonly merged: Map<string, Place>;
  readonly lines: Map<string, number>;
}

const isMergeKey = (key: Node | null): boolean => isScalar(key) && scalarTag(key) === "!!merge";

const addPair = (
  reading: Reading,
  gathering: Gathering,
  { parent, pair, kind }: { parent: Place; pair: Pair<Node, Node | null>; kind: MapKind },
): void => {
  const { key } = pair;
  const place = placeOf(reading, parent, { key, node: pair.value });
  if (!isScalar(key)) {
    const at = { ...place, node: key, offset: place.keyOffset };
    complainOfType(reading, at, { type: "string", sort: kind.sort });
    return;
  }
  if (isNullScalar(key)) return;
  const name = String(key.value);
  const { line } = positionOf(reading, place.keyOffset);
  const before = gathering.lines.get(name);
  if (before === undefined) {
    gathering.lines.set(name, line);
    gathering.own.set(name, place);
    return;
  }
  const message = `mapping key ${JSON.stringify(name)} already defined at line ${before}`;
  complain(reading, { ...place, offset: place.keyOffset }, { ...kind.sort, message, listed: true });
};

const mergedMaps = (reading: Reading, node: Node | null): readonly Place[] | undefined => {
  const value = dereference(reading, node);
  const items = isSeq<Node | null>(value) ? value.items.map((item) => dereference(reading, item)) : [value];
  if (!items.every((item): item is YAMLMap => isMap(item))) return undefined;
  return items.map((item) => {
    const offset = offsetOf(item, 0);
    return { node: item, offset, keyOffset: offset, path: "" };
  });
};

const addMerged = (
  reading: Reading,
  gathering: Gathering,
  {
    parent,
    pair,
    kind,
    above,
  }: { parent: Place; pair: Pair<Node, Node | null>; kind: MapKind; above: readonly Node[] },
): void => {
  const maps = mergedMaps(reading, pair.value);
  const at = { ...placeOf(reading, parent, { key: pair.key, node: pair.value }), path: parent.path };
  if (maps === undefined) {
    const message = "yaml: map merge requires map or sequence of maps as the value";
    complain(reading, at, { ...kind.sort, message });
    return;
  }
  for (const map of maps) {
    if (map.node !== null && above.includes(map.node)) {
      const anchor = map.node.anchor ?? "";
      complain(reading, at, { ...kind.sort, message: `yaml: anchor '${anchor}' value contains itself` });
      return;
    }
    const from = { ...map, path: parent.path };
    for (const [name, place] of gather(reading, from, { kind, above })) {
      if (!gathering.merged.has(name)) gathering.merged.set(name, place);
    }
  }
};

const gather = (
  reading: Reading,
  place: Place,
  { kind, above }: { kind: MapKind; above: readonly Node[] },
): ReadonlyMap<string, Place> => {
  const gathering: Gathering = { own: new Map(), merged: new Map(), lines: new Map() };
  if (!isMap<Node, Node | null>(place.node)) return gathering.own;
  const inside = [...above, place.node];
  for (const pair of place.node.items) {
    const detail = { parent: place, pair, kind, above: inside };
    if (isMergeKey(pair.key)) addMerged(reading, gathering, detail);
    else addPair(reading, gathering, detail);
  }
  for (const [name, merged] of gathering.merged) {
    if (!gathering.own.has(name)) gathering.own.set(name, merged);
  }
  return gathering.own;
};

/**
 * The entries of a map by key, in document order; those of maps merged with `<<` come after. Null keys are passed over.
 * Undefined, with a fault, when the value is no map; undefined without one when it is empty.
 */
export const readEntries = (
  reading: Reading,
  place: Place,
  kind: MapKind,
): ReadonlyMap<string, Place> | undefined => {
  if (isNull(place.node)) return undefined;
  if (isMap(place.node)) return gather(reading, place, { kind, above: [] });
  complainOfType(reading, place, kind);
  return undefined;
};
