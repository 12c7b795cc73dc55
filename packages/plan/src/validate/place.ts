import type { Fault } from "../errors.ts";
import type { Layer, Position } from "../layer.ts";
import type { Advice } from "../parse/advice.ts";
import { type PlaceFinder, type PlacePath, placeFinder } from "../parse/find-place.ts";
import { openText, positionOf, type Reading } from "../parse/reading.ts";
import { partsOf } from "../parts.ts";

/** What is wrong in a plan, and what leads there: `["services", "web", "command"]`. */
export interface Complaint {
  readonly message: string;
  /** A section, a name in it, and keys or items from there on. */
  readonly at: PlacePath;
  /** The key is wrong and not its value. */
  readonly ofKey?: true;
  /** Something is missing, which may be because it could not be read. */
  readonly ofAbsence?: true;
  readonly advice?: Advice;
}

/** Where something is set. */
export interface LayerPlace extends Position {
  readonly layer: Layer;
}

/** The text of a layer, opened for looking places up. */
interface OpenedSource {
  readonly layer: Layer;
  readonly reading: Reading;
  readonly find: PlaceFinder;
}

/** The uppermost layer first. */
const openSources = (layers: readonly Layer[]): readonly OpenedSource[] =>
  layers
    .flatMap(partsOf)
    .toReversed()
    .flatMap((layer) => {
      if (layer.source === undefined) return [];
      const reading = openText(layer.source.text, { label: layer.label });
      return [{ layer, reading, find: placeFinder(reading) }];
    });

/** An entry stands where its name does, a field where its value does. */
const positionIn = (
  { reading, find }: OpenedSource,
  at: PlacePath,
  ofKey: boolean | undefined,
): Position | undefined => {
  const place = find(at);
  return place && positionOf(reading, at.length > 2 && !ofKey ? place.offset : place.keyOffset);
};

const findIn = (
  sources: readonly OpenedSource[],
  { at, ofKey }: Pick<Complaint, "at" | "ofKey">,
): LayerPlace | undefined => {
  for (let length = at.length; length >= 2; length--) {
    for (const source of sources) {
      const position = positionIn(source, at.slice(0, length), ofKey);
      if (position !== undefined) return { ...position, layer: source.layer };
    }
  }
  return undefined;
};

/**
 * Finds where a field of the plan of `layers` is set: the uppermost layer that speaks of it, and the place there. Reads the
 * layers' texts again, so it is for faults and explanations.
 * @param at what leads there: a section, a name, and keys, `["services", "web", "command"]`
 * @returns the place of the nearest thing around it when no layer has it; undefined when no layer has even the entry
 */
export const findPlace = (layers: readonly Layer[], at: readonly string[]): LayerPlace | undefined =>
  findIn(openSources(layers), { at });

/** Names joined with dots. An item of a list is known by its list. */
export const pathOf = (at: PlacePath): string => at.filter((step) => typeof step === "string").join(".");

/** Makes faults of what is wrong with the plan of `layers`, each with the place that {@link findPlace} finds. */
export const faultsIn = (layers: readonly Layer[], complaints: readonly Complaint[]): readonly Fault[] => {
  if (complaints.length === 0) return [];
  const sources = openSources(layers);
  return complaints.map((complaint) => {
    const about = { message: complaint.message, path: pathOf(complaint.at), ...complaint.advice };
    const found = findIn(sources, complaint);
    if (found === undefined) return { ...about, line: 0, column: 0 };
    const { line, column, layer } = found;
    const file = layer.source?.file;
    return { ...about, ...(file === undefined ? {} : { file }), line, column };
  });
};
