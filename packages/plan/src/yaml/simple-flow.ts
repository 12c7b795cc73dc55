import type { YamlNode, YamlPair } from "./node.ts";
import { scalarAt } from "./simple-scalar.ts";

/** A collection in brackets that is being read. */
interface Flow {
  readonly text: string;
  /** Where the text begins in the whole. */
  readonly start: number;
  at: number;
}

/** Deeper collections are left to the real reader. */
const deepest = 16;

const blank = / */y;
/** A word, or words with single spaces between, in which nothing can mean anything else. */
const words = /(?:[\w/.$]|-(?=\w))(?:[\w/.$%@+=~^-]| (?=[\w/.$])|:(?=[\w/]))*/y;
const quotedText = /"([^"\\]*)"|'([^']*)'(?!')/y;
const colon = /: +/y;

/** Steps over what `pattern` finds here, and gives it. */
const take = (flow: Flow, pattern: RegExp): RegExpExecArray | undefined => {
  pattern.lastIndex = flow.at;
  const found = pattern.exec(flow.text) ?? undefined;
  if (found !== undefined) flow.at += found[0].length;
  return found;
};

const readScalar = (flow: Flow): YamlNode | undefined => {
  const start = flow.start + flow.at;
  const quote = take(flow, quotedText);
  if (quote !== undefined) return scalarAt(start, quote[1] ?? quote[2] ?? "", false);
  const plain = take(flow, words);
  return plain && scalarAt(start, plain[0], true);
};

const readPair = (flow: Flow, depth: number): YamlPair | undefined => {
  const key = readScalar(flow);
  if (key === undefined || take(flow, colon) === undefined) return undefined;
  const value = readNode(flow, depth);
  return value && { key, value };
};

/** Reads entries up to `end`, a comma between them; undefined when one of them is not simple. */
const readEntries = <T>(flow: Flow, end: string, readEntry: () => T | undefined): T[] | undefined => {
  const entries: T[] = [];
  flow.at += 1;
  take(flow, blank);
  while (flow.text[flow.at] !== end) {
    const entry = readEntry();
    if (entry === undefined) return undefined;
    entries.push(entry);
    take(flow, blank);
    if (flow.text[flow.at] === ",") {
      flow.at += 1;
      take(flow, blank);
    } else if (flow.text[flow.at] !== end) return undefined;
  }
  flow.at += 1;
  return entries;
};

const readNode = (flow: Flow, depth: number): YamlNode | undefined => {
  const sign = flow.text[flow.at];
  if (sign !== "[" && sign !== "{") return readScalar(flow);
  if (depth > deepest) return undefined;
  const properties = { start: flow.start + flow.at, tag: "", anchor: "" };
  if (sign === "[") {
    const items = readEntries(flow, "]", () => readNode(flow, depth + 1));
    return items && { kind: "list", ...properties, items };
  }
  const pairs = readEntries(flow, "}", () => readPair(flow, depth + 1));
  return pairs && { kind: "map", ...properties, pairs };
};

const restOfLine = /(?: +(?:#.*)?)?$/y;

/** Reads a collection in brackets that stands in one line; undefined when the real reader has to. */
export const readSimpleFlow = (text: string, start: number): YamlNode | undefined => {
  const flow: Flow = { text, start, at: 0 };
  const node = readNode(flow, 0);
  return node !== undefined && take(flow, restOfLine) !== undefined ? node : undefined;
};
