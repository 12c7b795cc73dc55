import { DurationError, parseDurationMs, quoted } from "@cobble/wire";
import { resolveAlias, type YamlScalar } from "../yaml/node.ts";
import { adviceForDuration } from "./advice.ts";
import { complainOfType, readEntries } from "./entries.ts";
import { complain, type FaultSort, isNull, type Place, type Reading } from "./reading.ts";
import { scalarInteger, tagMessage } from "./scalar.ts";

/** Where a value comes from, and the sort of the faults in it. */
export interface ValueSource {
  readonly reading: Reading;
  readonly sort: FaultSort;
}

const decodeBinary = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)));

/** The text of any scalar: numbers and booleans as they are written. */
const scalarText = (node: YamlScalar): string => {
  const text = node.value;
  return node.tag === "!!binary" ? decodeBinary(text.replaceAll(/\s/g, "")) : text;
};

/** Whether the scalar at `place` contradicts its own tag, which is recorded. */
const contradicts = (source: ValueSource, place: Place): boolean => {
  const message = place.node.kind === "scalar" ? tagMessage(place.node) : undefined;
  if (message !== undefined) complain(source.reading, place, { ...source.sort, message });
  return message !== undefined;
};

/** The text of a scalar of any kind, as it is written; `type` is what the field is called in an error. */
export const readText = (source: ValueSource, place: Place | undefined, type: string): string | undefined => {
  const node = place?.node;
  // Nearly all values are just that.
  if (node?.kind === "scalar" && node.tag === "" && !isNull(node)) return node.value;
  if (place === undefined || contradicts(source, place) || isNull(place.node)) return undefined;
  if (place.node.kind === "scalar") return scalarText(place.node);
  complainOfType(source.reading, place, { type, sort: source.sort });
  return undefined;
};

/** A whole number; fractions are cut off, as the reference does. */
export const readInteger = (source: ValueSource, place: Place | undefined): number | undefined => {
  if (place === undefined || contradicts(source, place) || isNull(place.node)) return undefined;
  const value = place.node.kind === "scalar" ? scalarInteger(place.node) : undefined;
  if (value === undefined) complainOfType(source.reading, place, { type: "int", sort: source.sort });
  return value;
};

/** A duration in milliseconds. */
export const readDuration = (source: ValueSource, place: Place | undefined): number | undefined => {
  if (place === undefined || isNull(place.node)) return undefined;
  if (place.node.kind !== "scalar") {
    complain(source.reading, place, { ...source.sort, message: "duration must be a YAML string" });
    return undefined;
  }
  const text = place.node.value;
  try {
    return parseDurationMs(text);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    const message = `invalid duration ${quoted(text)}`;
    complain(source.reading, place, { ...source.sort, message, advice: adviceForDuration(text) });
    return undefined;
  }
};

const decimal = /^[-+]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][-+]?\d+)?$/;
const binaryFloat = /^([-+]?)0x([0-9a-f]*)\.?([0-9a-f]*)p([-+]?\d+)$/i;

/** Reads a number as Go's `ParseFloat` does, which knows `inf`, `nan` and `0x1p4`; undefined when it is none. */
const parseFactor = (text: string): number | undefined => {
  if (decimal.test(text)) {
    const value = Number(text.replaceAll("_", ""));
    return Number.isFinite(value) ? value : undefined;
  }
  if (/^[-+]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return Number.NaN;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = binaryFloat.exec(text) ?? [];
  if (whole + fraction === "") return undefined;
  const value = Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -value : value;
};

/** A number with a fraction. */
export const readFactor = (source: ValueSource, place: Place | undefined): number | undefined => {
  if (place === undefined || isNull(place.node)) return undefined;
  if (place.node.kind !== "scalar") {
    complain(source.reading, place, { ...source.sort, message: "value must be a YAML number" });
    return undefined;
  }
  const text = place.node.value;
  const value = parseFactor(text);
  if (value !== undefined) return value;
  const message = `invalid floating-point number ${quoted(text)}`;
  const advice = { hint: "a number is needed, such as 1.5" };
  complain(source.reading, place, { ...source.sort, message, advice });
  return undefined;
};

/** A list of texts; empty items are passed over. */
export const readTexts = (source: ValueSource, place: Place | undefined): readonly string[] => {
  if (place === undefined || isNull(place.node)) return [];
  if (place.node.kind !== "list") {
    complainOfType(source.reading, place, { type: "[]string", sort: source.sort });
    return [];
  }
  const texts: string[] = [];
  for (const [i, item] of place.node.items.entries()) {
    const at = { node: resolveAlias(item), offset: item.start, keyOffset: item.start };
    const text = readText(source, { ...at, path: `${place.path}[${i}]` }, "string");
    if (text !== undefined) texts.push(text);
  }
  return texts;
};

/** A map of texts; empty values are empty texts. */
export const readTextMap = (
  source: ValueSource,
  place: Place | undefined,
  type: string,
): ReadonlyMap<string, string> => {
  const kind = { type: `map[string]${type}`, sort: source.sort };
  const texts = new Map<string, string>();
  const entries = place && readEntries(source.reading, place, kind);
  for (const [name, at] of entries ?? []) texts.set(name, readText(source, at, type) ?? "");
  return texts;
};
