import { quoted } from "@cobble/wire";
import { resolveAlias, type YamlContent, type YamlMap, type YamlNode, type YamlPair } from "../yaml/node.ts";
import { adviceForType } from "./advice.ts";
import { complain, type FaultSort, isNull, type Place, positionOf, type Reading } from "./reading.ts";
import { scalarTag, tagMessage } from "./scalar.ts";

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

/** A node by its tag, with the beginning of its text; what has a tag of its own seems to have a text, too. */
const describeNode = (node: YamlContent): string => {
  const isTagged = node.tag !== "" && node.tag !== "!";
  if (node.kind !== "scalar") {
    const tag = node.kind === "map" ? "!!map" : "!!seq";
    return isTagged && node.tag !== tag ? `${node.tag} \`\`` : tag;
  }
  const text = node.value;
  return `${scalarTag(node)} \`${text.length > 10 ? `${text.slice(0, 7)}...` : text}\``;
};

/** What a map is read as: the sort of its faults, and its type in the reference's words. */
export interface MapKind {
  readonly type: string;
  readonly sort: FaultSort;
}

/** A map whose entries are being gathered. */
interface Gathering {
  readonly reading: Reading;
  readonly map: Place;
  readonly kind: MapKind;
  /** The maps that it is merged into: an anchor may stand for one of them. */
  readonly above: readonly YamlContent[];
  readonly own: Map<string, Place>;
  /** Keys that are no entries: `<<` and nothing. */
  readonly others: Map<string, Place>;
}

const isMergeKey = (key: YamlNode): boolean =>
  key.kind === "scalar" && key.value === "<<" && scalarTag(key) === "!!merge";

const addPair = ({ reading, map, kind, own, others }: Gathering, pair: YamlPair): void => {
  const key = resolveAlias(pair.key);
  const place = placeOf(map, pair);
  if (key.kind !== "scalar") {
    const at = { ...place, node: key, offset: place.keyOffset };
    complainOfType(reading, at, { type: "string", sort: kind.sort });
    return;
  }
  const contradiction = tagMessage(key);
  if (contradiction !== undefined) {
    complain(reading, { ...place, offset: place.keyOffset }, { ...kind.sort, message: contradiction });
    return;
  }
  const before = own.get(key.value) ?? others.get(key.value);
  if (before === undefined) {
    (isNull(key) || isMergeKey(key) ? others : own).set(key.value, place);
    return;
  }
  const { line } = positionOf(reading, before.keyOffset);
  const message = `mapping key ${quoted(key.value)} already defined at line ${line}`;
  complain(reading, { ...place, offset: place.keyOffset }, { ...kind.sort, message, listed: true });
};

const mergedMaps = (node: YamlNode): readonly YamlMap[] | undefined => {
  const value = resolveAlias(node);
  const items = value.kind === "list" ? value.items.map(resolveAlias) : [value];
  return items.every((item): item is YamlMap => item.kind === "map") ? items : undefined;
};

/** As many entries as Go's yaml.v3 decodes before it becomes strict with aliases. */
const mostMerged = 400_000;

/** Whether too much is merged in this text. */
const isExcessive = ({ spent }: Reading): boolean => spent.merged > mostMerged;

/** What the maps behind a `<<` have; the first that has a key wins. */
const gatherMerged = (
  { reading, map, kind, above }: Gathering,
  pair: YamlPair,
): ReadonlyMap<string, Place> => {
  const merged = new Map<string, Place>();
  const refuse = (message: string): typeof merged => {
    complain(reading, { ...placeOf(map, pair), path: map.path }, { ...kind.sort, message });
    return merged;
  };
  const maps = mergedMaps(pair.value);
  if (maps === undefined) return refuse("yaml: map merge requires map or sequence of maps as the value");
  for (const node of maps) {
    const isTold = isExcessive(reading);
    reading.spent.merged += node.pairs.length;
    if (isTold) return merged;
    if (isExcessive(reading)) return refuse("yaml: document contains excessive aliasing");
    if (above.includes(node)) return refuse(`yaml: anchor '${node.anchor}' value contains itself`);
    const place = { node, offset: node.start, keyOffset: node.start, path: map.path };
    for (const [name, at] of gather(reading, place, { kind, above })) {
      if (!merged.has(name)) merged.set(name, at);
    }
  }
  return merged;
};

const gather = (
  reading: Reading,
  map: Place,
  { kind, above }: Pick<Gathering, "kind" | "above">,
): ReadonlyMap<string, Place> => {
  if (map.node.kind !== "map") return new Map();
  const own = gatherOrdinary(map, map.node);
  if (own !== undefined) return own;
  return gatherAll({ reading, map, kind, above: [...above, map.node], own: new Map(), others: new Map() });
};

/** Keys that are no entries, or not always. */
const oddKeys: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL", "<<"]);

/** The entries of a map in which no key is odd or comes twice, which most are; undefined for any other. */
const gatherOrdinary = (map: Place, { pairs }: YamlMap): ReadonlyMap<string, Place> | undefined => {
  const own = new Map<string, Place>();
  for (const pair of pairs) {
    const { key } = pair;
    if (key.kind !== "scalar" || key.tag !== "" || oddKeys.has(key.value)) return undefined;
    own.set(key.value, placeOf(map, pair));
  }
  return own.size === pairs.length ? own : undefined;
};

const gatherAll = (gathering: Gathering): ReadonlyMap<string, Place> => {
  const { map, own } = gathering;
  if (map.node.kind !== "map") return own;
  for (const pair of map.node.pairs) addPair(gathering, pair);
  for (const pair of gathering.others.has("<<") ? map.node.pairs : []) {
    if (!isMergeKey(pair.key)) continue;
    for (const [name, place] of gatherMerged(gathering, pair)) if (!own.has(name)) own.set(name, place);
  }
  return own;
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
