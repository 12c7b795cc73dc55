import type { Fault } from "../../errors.ts";
import type { Layer } from "../../layer.ts";
import { secondDocumentOffset } from "../../parse/documents.ts";
import { placeFinder } from "../../parse/find-place.ts";
import { isNull, openText, positionOf } from "../../parse/reading.ts";
import { lineOf, lineStartsOf } from "../../yaml/lines.ts";

const faultOf = (layer: Layer, about: Omit<Fault, "file">): Fault => {
  const file = layer.source?.file;
  return { ...about, ...(file === undefined ? {} : { file }) };
};

const documentDoubts = (layer: Layer, text: string): readonly Fault[] => {
  const offset = secondDocumentOffset(text);
  if (offset === undefined) return [];
  const line = lineOf(lineStartsOf(text), offset) + 1;
  const message = "only the first document of a layer is read: this one is passed over";
  return [faultOf(layer, { message, path: "", line, column: 1 })];
};

/** A section that is one word, where its fields should be: the reference takes it for nothing. */
const pairingDoubts = (layer: Layer, text: string): readonly Fault[] => {
  // Only then it may be a word: a mode that is set was read from a field.
  if (layer.pairing?.mode !== "") return [];
  const reading = openText(text, { label: layer.label });
  const place = placeFinder(reading)(["pairing"]);
  if (place?.node.kind !== "scalar" || isNull(place.node)) return [];
  const suggestion = `{ mode: ${place.node.value} }`;
  return [
    faultOf(layer, {
      message: "a single word is passed over",
      path: "pairing",
      ...positionOf(reading, place.offset),
      hint: "did you mean",
      suggestion,
    }),
  ];
};

/** What is in a layer's text and is not read, though the text is YAML. */
export const textDoubts = (layer: Layer): readonly Fault[] => {
  const text = layer.source?.text;
  return text === undefined ? [] : [...documentDoubts(layer, text), ...pairingDoubts(layer, text)];
};
