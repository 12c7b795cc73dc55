import type { Frame, ListFrame, MapFrame } from "./frame.ts";
import type { YamlNode } from "./node.ts";
import { readNode } from "./parse-node.ts";
import { advance, emptyScalar, failParse, isOneOf, type Parser, peek } from "./parser.ts";
import { takeToken } from "./scanner.ts";
import type { Token } from "./token.ts";

const closeFrame = (parser: Parser): void => {
  takeToken(parser.scan);
  parser.frames.pop();
};

const readListEntry = (parser: Parser, { items, kind }: ListFrame): void => {
  const { end } = peek(parser);
  const token = advance(parser);
  const isEmpty =
    isOneOf(token, "block-entry", "block-end") || (kind === "bare-list" && isOneOf(token, "key", "value"));
  items.push(isEmpty ? emptyScalar(end) : readNode(parser, "block"));
};

const stepBlockList = (parser: Parser, frame: ListFrame): void => {
  const token = peek(parser);
  if (token.type === "block-entry") readListEntry(parser, frame);
  else if (token.type === "block-end") closeFrame(parser);
  else failParse(parser, "did not find expected '-' indicator", { token, began: frame.start });
};

const stepBareList = (parser: Parser, frame: ListFrame): void => {
  if (peek(parser).type === "block-entry") readListEntry(parser, frame);
  else parser.frames.pop();
};

/** Puts the value to the key that waits for it. */
const completePair = (frame: MapFrame, value: YamlNode): void => {
  const { key } = frame;
  if (key !== undefined) frame.pairs.push({ key, value });
  frame.key = undefined;
  frame.bare = false;
};

/** Whether nothing stands between a `?` or `:` and what comes next. */
const endsBlockKey = ({ type }: Token): boolean => type === "key" || type === "value" || type === "block-end";

const readBlockKey = (parser: Parser, frame: MapFrame): void => {
  const token = peek(parser);
  if (token.type === "block-end") closeFrame(parser);
  else if (token.type === "key") {
    const isEmpty = endsBlockKey(advance(parser));
    frame.key = isEmpty ? emptyScalar(token.end) : readNode(parser, "block-or-bare-list");
  } else failParse(parser, "did not find expected key", { token, began: frame.start });
};

const readBlockValue = (parser: Parser, frame: MapFrame): void => {
  const { type, start, end } = peek(parser);
  if (type !== "value") completePair(frame, emptyScalar(start));
  else {
    const isEmpty = endsBlockKey(advance(parser));
    completePair(frame, isEmpty ? emptyScalar(end) : readNode(parser, "block-or-bare-list"));
  }
};

/** Steps over the comma before all but the first entry; false at the end of the collection, which is then closed. */
const isAtFlowEntry = (parser: Parser, { items, frame, end }: FlowEntries): boolean => {
  let token = peek(parser);
  if (token.type !== end && items > 0) {
    const sign = end === "flow-list-end" ? "]" : "}";
    if (token.type !== "flow-entry") {
      failParse(parser, `did not find expected ',' or '${sign}'`, { token, began: frame.start });
    }
    token = advance(parser);
  }
  if (token.type !== end) return true;
  closeFrame(parser);
  return false;
};

interface FlowEntries {
  /** How many entries there are already. */
  readonly items: number;
  readonly frame: Frame;
  readonly end: "flow-list-end" | "flow-map-end";
}

const stepFlowList = (parser: Parser, frame: ListFrame): void => {
  if (!isAtFlowEntry(parser, { items: frame.items.length, frame, end: "flow-list-end" })) return;
  const { type, start } = peek(parser);
  if (type !== "key") {
    frame.items.push(readNode(parser, "flow"));
    return;
  }
  takeToken(parser.scan);
  const pair: MapFrame = { kind: "flow-pair", pairs: [], start, key: undefined, bare: false };
  parser.frames.push(pair);
  frame.items.push({ kind: "map", start, tag: "", anchor: "", pairs: pair.pairs });
};

const readFlowKey = (parser: Parser, frame: MapFrame): void => {
  if (!isAtFlowEntry(parser, { items: frame.pairs.length, frame, end: "flow-map-end" })) return;
  if (peek(parser).type !== "key") {
    frame.bare = true;
    frame.key = readNode(parser, "flow");
    return;
  }
  const token = advance(parser);
  const isEmpty = isOneOf(token, "value", "flow-entry", "flow-map-end");
  frame.key = isEmpty ? emptyScalar(token.start) : readNode(parser, "flow");
};

const readFlowValue = (parser: Parser, frame: MapFrame): void => {
  let token = peek(parser);
  if (frame.bare || token.type !== "value") {
    completePair(frame, emptyScalar(token.start));
    return;
  }
  token = advance(parser);
  // A pair in a list ends where the list does.
  const isEmpty = isOneOf(token, "flow-entry", frame.kind === "flow-pair" ? "flow-list-end" : "flow-map-end");
  completePair(frame, isEmpty ? emptyScalar(token.start) : readNode(parser, "flow"));
};

const stepFlowPair = (parser: Parser, frame: MapFrame): void => {
  if (frame.pairs.length > 0) {
    parser.frames.pop();
  } else if (frame.key !== undefined) readFlowValue(parser, frame);
  else {
    const token = peek(parser);
    if (isOneOf(token, "value", "flow-entry", "flow-list-end")) {
      // The reference takes the token too: `[? : b]` and `[?, b]` are faults.
      takeToken(parser.scan);
      frame.key = emptyScalar(token.end);
    } else frame.key = readNode(parser, "flow");
  }
};

const stepMap = (parser: Parser, frame: MapFrame): void => {
  if (frame.kind === "flow-pair") stepFlowPair(parser, frame);
  else if (frame.key === undefined) (frame.kind === "block-map" ? readBlockKey : readFlowKey)(parser, frame);
  else (frame.kind === "block-map" ? readBlockValue : readFlowValue)(parser, frame);
};

/** Reads one more part of the innermost collection, or closes it. */
export const stepCollection = (parser: Parser, frame: Frame): void => {
  if ("pairs" in frame) stepMap(parser, frame);
  else if (frame.kind === "block-list") stepBlockList(parser, frame);
  else if (frame.kind === "bare-list") stepBareList(parser, frame);
  else stepFlowList(parser, frame);
};
