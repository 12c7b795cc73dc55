import { type Document, isAlias, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Position } from "../layer.ts";
import { type Advice, adviceFor, type UnknownWord } from "./advice.ts";
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
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** What each alias stands for; nothing for one whose anchor does not come before it. */
  readonly aliases: ReadonlyMap<Node, Node>;
  /** All that is wrong so far. */
  readonly found: Found[];
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
  const { line, col } = reading.lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};

/** Records that `place` is wrong. */
export const complain = (reading: Reading, place: Place, complaint: Complaint): void => {
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

/** Whether nothing stands there, in any of YAML's spellings. */
export const isNull = (node: Node | null): boolean => node === null || (isScalar(node) && isNullScalar(node));

/** What an alias stands for; nothing for one that stands for nothing; any other node as it is. */
export const dereference = (reading: Reading, node: Node | null): Node | null =>
  isAlias(node) ? (reading.aliases.get(node) ?? null) : node;

/** Characters that YAML does not allow, whatever the quotes. */
const controls = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const complainOfText = (reading: Reading, fault: { message: string; offset: number }): void => {
  const place = { node: null, offset: fault.offset, keyOffset: fault.offset, path: "" };
  const prefix = `cannot parse layer ${JSON.stringify(reading.label)}: `;
  complain(reading, place, { message: fault.message, stage: "text", rank: [fault.offset], prefix });
};

/** Finds what aliases stand for in one pass: the library would search the whole text again for each. */
const findAliases = (
  document: Document,
  complainAt: (offset: number, name: string) => void,
): Map<Node, Node> => {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Node, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const target = anchors.get(alias.source);
      if (target === undefined) complainAt(alias.range?.[0] ?? 0, alias.source);
      else aliases.set(alias, target);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliases;
};

/** What is wrong with the text as YAML; only the first fault, since those after it mostly come from it. */
const findSyntaxFault = (
  text: string,
  { document, lines }: Pick<Reading, "document" | "lines">,
): { readonly message: string; readonly offset: number } | undefined => {
  const control = controls.exec(text.replace(/^\ufeff/, " "));
  if (control !== null) return { message: "yaml: control characters are not allowed", offset: control.index };
  const error = document.errors.find(({ code }) => code !== "MULTIPLE_DOCS");
  if (error === undefined) return undefined;
  const [offset] = error.pos;
  return { message: syntaxMessage(error, lines.linePos(offset).line), offset };
};

/**
 * Opens a layer's text. Faults of YAML itself are in `found` at once; a second document is passed over.
 * @source pebble 1.32, seen: layers with control characters, several documents, broken YAML
 * @differs flow collections and quoted texts have to be indented more than what they belong to, as YAML 1.2 says
 */
export const openText = (text: string, options: { label: string; file?: string | undefined }): Reading => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    // Words stay as they are written; what they mean depends on the field.
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const reading = { ...options, text, document, lines, found: [], aliases: new Map() };
  const fault = findSyntaxFault(text, reading);
  if (fault !== undefined) {
    complainOfText(reading, fault);
    return reading;
  }
  const complainAt = (offset: number, name: string): void =>
    complainOfText(reading, { message: `yaml: unknown anchor '${name}' referenced`, offset });
  return text.includes("*") ? { ...reading, aliases: findAliases(document, complainAt) } : reading;
};
