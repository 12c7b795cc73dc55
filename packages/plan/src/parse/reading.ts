import { quoted } from "@cobble/wire";
import { YamlError } from "../errors.ts";
import type { Position } from "../layer.ts";
import type { EncodingFault } from "../yaml/decode.ts";
import { lineOf, lineStartsOf } from "../yaml/lines.ts";
import { resolveAlias, type YamlContent, type YamlNode } from "../yaml/node.ts";
import { parseYaml } from "../yaml/parse.ts";
import { type Advice, adviceFor, type UnknownWord } from "./advice.ts";
import type { Found, Stage } from "./faults.ts";
import { isNullScalar } from "./scalar.ts";

/** One value of the text: where it stands and what leads to it. */
export interface Place {
  readonly node: YamlContent;
  /** Offset of the value, or of its key when the value is empty. */
  readonly offset: number;
  /** Offset of its key; that of the value where there is none. */
  readonly keyOffset: number;
  /** Names joined with dots. */
  readonly path: string;
}

/** What distinguishes the faults of one section. */
export interface FaultSort {
  readonly stage: Stage;
  readonly rank: readonly number[];
  readonly prefix: string;
}

/** A text being read: what all its parts share. */
export interface Reading {
  readonly label: string;
  readonly file?: string | undefined;
  readonly text: string;
  /** Where its lines begin; looked up when a place is asked for, which is seldom. */
  readonly lineStarts: () => readonly number[];
  /** All that the text holds; undefined when that is nothing, or no YAML. */
  readonly root: YamlNode | undefined;
  /** All that is wrong so far. */
  readonly found: Found[];
  /** How many entries of merged maps were read again so far: a few lines can ask for millions. */
  readonly spent: { merged: number };
}

/** What to say about a place. */
export interface Complaint extends FaultSort {
  readonly message: string;
  readonly listed?: boolean;
  /** A word that is not known, and those that are. */
  readonly unknown?: UnknownWord;
  /** What is needed instead; taken from {@link unknown} when that is given. */
  readonly advice?: Advice;
}

/** Line and column of an offset. */
export const positionOf = (reading: Reading, offset: number): Position => {
  const starts = reading.lineStarts();
  const line = lineOf(starts, offset);
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
};

/** Records that `place` is wrong. */
export const complain = (
  reading: Reading,
  place: Pick<Place, "offset" | "path">,
  complaint: Complaint,
): void => {
  const { message, stage, rank, prefix, listed = false, unknown } = complaint;
  const advice = unknown === undefined ? complaint.advice : adviceFor(unknown, message);
  reading.found.push({
    stage,
    rank,
    prefix,
    listed,
    offset: place.offset,
    fault: {
      message,
      path: place.path,
      ...(reading.file === undefined ? {} : { file: reading.file }),
      ...positionOf(reading, place.offset),
      ...advice,
    },
  });
};

/** The place of all that the text holds; undefined when that is nothing. */
export const rootOf = ({ root }: Reading): Place | undefined => {
  if (root === undefined) return undefined;
  const node = resolveAlias(root);
  return { node, offset: node.start, keyOffset: node.start, path: "" };
};

/** Whether nothing stands there, in any of YAML's spellings. */
export const isNull = (node: YamlContent): boolean => node.kind === "scalar" && isNullScalar(node);

/** Characters that YAML does not allow, whatever the quotes. */
const controls = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** What is wrong with the text as YAML, in the reference's words; `line` is the one it tells, if it tells one. */
interface TextFault {
  readonly message: string;
  readonly line: number;
  readonly offset: number;
}

const complainOfText = (reading: Reading, fault: TextFault & { readonly start: string }): void => {
  const { message, line, offset, start } = fault;
  const prefix = line === 0 ? `${start}yaml: ` : `${start}yaml: line ${line}: `;
  const at = { offset, path: "" };
  complain(reading, at, { message, stage: "text", rank: [offset], prefix });
};

/** What a text is opened as. */
export interface OpenOptions {
  /** Of the layer; empty for a text that is none. */
  readonly label: string;
  readonly file?: string | undefined;
  /** What stands before a fault of YAML itself; that the layer cannot be parsed unless given. */
  readonly start?: string;
  readonly encodingFault?: EncodingFault | undefined;
}

/** The text as YAML, or what is wrong with it; only the first fault, since those after it mostly come from it. */
const readYaml = (text: string, { encodingFault }: OpenOptions): YamlNode | TextFault | undefined => {
  if (encodingFault !== undefined) return { ...encodingFault, line: 0 };
  const control = controls.exec(text.replace(/^\ufeff/, " "));
  if (control !== null)
    return { message: "control characters are not allowed", line: 0, offset: control.index };
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { message: error.message, line: error.line, offset: error.offset };
  }
};

/**
 * Opens a layer's text. Faults of YAML itself are in `found` at once; a second document is passed over.
 * @source pebble 1.32, seen: layers with control characters, several documents, broken YAML
 */
export const openText = (text: string, options: OpenOptions): Reading => {
  const yaml = readYaml(text, options);
  const fault = yaml !== undefined && "message" in yaml ? yaml : undefined;
  const { label, file, start = `cannot parse layer ${quoted(label)}: ` } = options;
  let lineStarts: readonly number[] | undefined;
  const reading: Reading = {
    label,
    file,
    text,
    lineStarts: () => {
      lineStarts ??= lineStartsOf(text);
      return lineStarts;
    },
    root: yaml !== undefined && "kind" in yaml ? yaml : undefined,
    found: [],
    spent: { merged: 0 },
  };
  if (fault !== undefined) complainOfText(reading, { ...fault, start });
  return reading;
};
