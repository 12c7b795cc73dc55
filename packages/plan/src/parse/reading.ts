import { type Document, isAlias, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Position } from "../layer.ts";
import { nearestWord } from "../nearest-word.ts";
import type { Found, Stage } from "./faults.ts";
import { isNullScalar } from "./scalar.ts";
import { syntaxMessage } from "./syntax.ts";

/** One value of the text: where it stands and what leads to it. */
export interface Place {
  readonly node: Node | null;
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
  readonly document: Document;
  readonly lines: LineCounter;
  /** All that is wrong so far. */
  readonly found: Found[];
  /** Where entries and their fields stand. */
  readonly positions: Map<string, Position>;
}

/** What to say about a place. */
export interface Complaint extends FaultSort {
  readonly message: string;
  readonly listed?: boolean;
  /** A word that is not known, and those that are. */
  readonly unknown?: { readonly word: string; readonly known: readonly string[] };
}

/** Line and column of an offset. */
export const positionOf = (reading: Reading, offset: number): Position => {
  const { line, col } = reading.lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};

/** Records that `place` is wrong. */
export const complain = (reading: Reading, place: Place, complaint: Complaint): void => {
  const { message, stage, rank, prefix, listed = false, unknown } = complaint;
  const near = unknown && nearestWord(unknown.word, unknown.known);
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
      ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
    },
  });
};

/** Whether nothing stands there, in any of YAML's spellings. */
export const isNull = (node: Node | null): boolean => node === null || (isScalar(node) && isNullScalar(node));

/** What an alias stands for; any other node as it is. */
export const dereference = (reading: Reading, node: Node | null): Node | null =>
  isAlias(node) ? (node.resolve(reading.document) ?? null) : node;

/** Characters that YAML does not allow, whatever the quotes. */
const controls = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const complainOfText = (reading: Reading, fault: { message: string; offset: number }): void => {
  const place = { node: null, offset: fault.offset, keyOffset: fault.offset, path: "" };
  const prefix = `cannot parse layer ${JSON.stringify(reading.label)}: `;
  complain(reading, place, { message: fault.message, stage: "text", rank: [fault.offset], prefix });
};

/**
 * Opens a layer's text. Faults of YAML itself are in `found` at once; a second document is passed over.
 * @source pebble 1.32, seen: layers with control characters, several documents, broken YAML
 */
export const openText = (text: string, options: { label: string; file?: string | undefined }): Reading => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    // Words stay as they are written; what they mean depends on the field.
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const reading = { ...options, document, lines, found: [], positions: new Map() };
  const control = controls.exec(text.replace(/^\ufeff/, " "));
  if (control !== null) {
    complainOfText(reading, { message: "yaml: control characters are not allowed", offset: control.index });
    return reading;
  }
  const errors = document.errors.filter((error) => error.code !== "MULTIPLE_DOCS");
  for (const error of errors) {
    const [offset] = error.pos;
    complainOfText(reading, { message: syntaxMessage(error, positionOf(reading, offset)), offset });
  }
  return reading;
};
