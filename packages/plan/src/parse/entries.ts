import { quoted } from "@cobble/wire";
import { resolveAlias, type YamlContent, type YamlMap, type YamlNode, type YamlPair } from "../yaml/node.ts";
import { adviceForType } from "./advice.ts";
import { complain, type FaultSort, isNull, type Place, positionOf, type Reading } from "./reading.ts";
import { scalarTag } from "./scalar.ts";

/** What is at the end of a key below `parent`. An empty value stands where its key does. */
const placeOf = (parent: Place, { key, value }: YamlPair): Place => {
  const node = resolveAlias(value);
  const content = resolveAlias(key);
  const name = content.kind === "scalar" ? content.value : "?";
  return {
    node,
    keyOffset: key.start,
    offset: isNull(node) ? key.start : value.start,
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

const describeNode = (node: YamlContent): string => {
  if (node.kind !== "scalar") return node.kind === "map" ? "!!map" : "!!seq";
  const text = node.value;
  return `${scalarTag(node)} \`${text.length > 10 ? `${text.slice(0, 7)}...` : text}\``;
};

/** What a map is read as: the sort of its faults, and its type in the reference's words. */
export interface MapKind {
  readonly type: string;
  readonly sort: FaultSort;
}

/** Keys seen; merged ones are weaker and kept apart. */
interface Gathering {
  readonly own: Map<string, Place>;
  readonly merged: Map<string, Place>;
}

const isMergeKey = (key: YamlNode): boolean => key.kind === "scalar" && scalarTag(key) === "!!merge";

const addPair = (
  reading: Reading,
  gathering: Gathering,
  { parent, pair, kind }: { parent: Place; pair: YamlPair; kind: MapKind },
): void => {
  const key = resolveAlias(pair.key);
  const place = placeOf(parent, pair);
  if (key.kind !== "scalar") {
    const at = { ...place, node: key, offset: place.keyOffset };
    complainOfType(reading, at, { type: "string", sort: kind.sort });
    return;
  }
  if (isNull(key)) return;
  const before = gathering.own.get(key.value);
  if (before === undefined) {
    gathering.own.set(key.value, place);
    return;
  }
  const { line } = positionOf(reading, before.keyOffset);
  const message = `mapping key ${quoted(key.value)} already defined at line ${line}`;
  complain(reading, { ...place, offset: place.keyOffset }, { ...kind.sort, message, listed: true });
};

const mergedMaps = (node: YamlNode): readonly Place[] | undefined => {
  const value = resolveAlias(node);
  const items = value.kind === "list" ? value.items.map(resolveAlias) : [value];
  if (!items.every((item): item is YamlMap => item.kind === "map")) return undefined;
  return items.map((item) => ({ node: item, offset: item.start, keyOffset: item.start, path: "" }));
};

const addMerged = (
  reading: Reading,
  gathering: Gathering,
  {
    parent,
    pair,
    kind,
    above,
  }: { parent: Place; pair: YamlPair; kind: MapKind; above: readonly YamlContent[] },
): void => {
  const maps = mergedMaps(pair.value);
  const at = { ...placeOf(parent, pair), path: parent.path };
  if (maps === undefined) {
    const message = "yaml: map merge requires map or sequence of maps as the value";
    complain(reading, at, { ...kind.sort, message });
    return;
  }
  for (const map of maps) {
    if (above.includes(map.node)) {
      const message = `yaml: anchor '${map.node.anchor}' value contains itself`;
      complain(reading, at, { ...kind.sort, message });
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
  { kind, above }: { kind: MapKind; above: readonly YamlContent[] },
): ReadonlyMap<string, Place> => {
  const gathering: Gathering = { own: new Map(), merged: new Map() };
  if (place.node.kind !== "map") return gathering.own;
  const inside = [...above, place.node];
  for (const pair of place.node.pairs) {
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
  if (place.node.kind === "map") return gather(reading, place, { kind, above: [] });
  complainOfType(reading, place, kind);
  return undefined;
};
