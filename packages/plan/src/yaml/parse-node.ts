import { YamlError } from "../errors.ts";
import type { Frame } from "./frame.ts";
import type { YamlContent, YamlNode } from "./node.ts";
import { advance, failParse, type Parser, peek } from "./parser.ts";
import { takeToken } from "./scanner.ts";
import type { Token } from "./token.ts";

/** Where a node stands, which decides what it may be. */
export type NodePlace = "flow" | "block" | "block-or-bare-list";

/** What may stand before a node. */
interface Properties {
  readonly start: number;
  readonly anchor: string;
  readonly tag: string;
}

const coreTags = "tag:yaml.org,2002:";

const tagOf = (parser: Parser, token: Token, start: number): string => {
  const prefix = token.value === "" ? "" : parser.tagPrefixes.get(token.value);
  if (prefix === undefined || prefix + token.suffix === "") {
    failParse(parser, "found undefined tag handle", { token, began: start });
  }
  const tag = prefix + token.suffix;
  return tag.startsWith(coreTags) ? `!!${tag.slice(coreTags.length)}` : tag;
};

/** Reads an anchor and a tag, in either order. */
const readProperties = (parser: Parser): Properties => {
  let token = peek(parser);
  const { start } = token;
  let anchor: string | undefined;
  let tag: Token | undefined;
  while ((token.type === "anchor" && anchor === undefined) || (token.type === "tag" && tag === undefined)) {
    if (token.type === "anchor") anchor = token.value;
    else tag = token;
    token = advance(parser);
  }
  return { start, anchor: anchor ?? "", tag: tag === undefined ? "" : tagOf(parser, tag, start) };
};

const readAlias = (parser: Parser, { start, value }: Token): YamlNode => {
  const target = parser.anchors.get(value);
  if (target === undefined)
    throw new YamlError(`unknown anchor '${value}' referenced`, { offset: start, line: 0 });
  takeToken(parser.scan);
  return { kind: "alias", start, tag: "", anchor: "", name: value, target };
};

/** Begins a collection: its node is there at once, what is in it comes in the frame's time. */
const openCollection = (
  parser: Parser,
  kind: "block-list" | "bare-list" | "flow-list" | "block-map" | "flow-map",
  properties: Properties,
): YamlContent => {
  const { start } = peek(parser);
  // The entries of a bare list have no token before the first of them.
  if (kind !== "bare-list") takeToken(parser.scan);
  if (kind === "block-map" || kind === "flow-map") {
    const frame: Frame = { kind, pairs: [], start, key: undefined, bare: false };
    parser.frames.push(frame);
    return { kind: "map", ...properties, pairs: frame.pairs };
  }
  const frame: Frame = { kind, items: [], start };
  parser.frames.push(frame);
  return { kind: "list", ...properties, items: frame.items };
};

const collectionAt = (token: Token, place: NodePlace): Parameters<typeof openCollection>[1] | undefined => {
  switch (token.type) {
    case "flow-list-start":
      return "flow-list";
    case "flow-map-start":
      return "flow-map";
    case "block-list-start":
      return place === "flow" ? undefined : "block-list";
    case "block-map-start":
      return place === "flow" ? undefined : "block-map";
    case "block-entry":
      return place === "block-or-bare-list" ? "bare-list" : undefined;
    default:
      return undefined;
  }
};

const readContent = (parser: Parser, place: NodePlace, properties: Properties): YamlContent => {
  const token = peek(parser);
  if (token.type === "scalar") {
    takeToken(parser.scan);
    return { kind: "scalar", ...properties, value: token.value, plain: token.plain };
  }
  const collection = collectionAt(token, place);
  if (collection !== undefined) return openCollection(parser, collection, properties);
  if (properties.anchor === "" && properties.tag === "") {
    failParse(parser, "did not find expected node content", { token, began: properties.start });
  }
  return { kind: "scalar", ...properties, value: "", plain: true };
};

/**
 * Reads a node. A collection is given with nothing in it yet, and on top of the frames.
 * @throws {YamlError} when there is none
 */
export const readNode = (parser: Parser, place: NodePlace): YamlNode => {
  const token = peek(parser);
  if (token.type === "alias") return readAlias(parser, token);
  const properties = readProperties(parser);
  const node = readContent(parser, place, properties);
  if (node.anchor !== "") parser.anchors.set(node.anchor, node);
  return node;
};
