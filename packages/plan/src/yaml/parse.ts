import type { YamlNode } from "./node.ts";
import { stepCollection } from "./parse-collection.ts";
import { readNode } from "./parse-node.ts";
import { advance, emptyScalar, failParse, isOneOf, openParser, type Parser, peek } from "./parser.ts";
import { takeToken } from "./scanner.ts";
import { parseSimpleYaml } from "./simple.ts";
import type { Token } from "./token.ts";

const readVersion = (parser: Parser, token: Token, isSecond: boolean): void => {
  if (isSecond) failParse(parser, "found duplicate %YAML directive", { token });
  if (token.value !== "1.1") failParse(parser, "found incompatible YAML document", { token });
};

/** Reads the lines that begin with `%`. */
const readDirectives = (parser: Parser): void => {
  let token = peek(parser);
  for (let versions = 0; isOneOf(token, "version-directive", "tag-directive"); token = advance(parser)) {
    if (token.type === "version-directive") {
      readVersion(parser, token, versions > 0);
      versions += 1;
    } else if (parser.tagPrefixes.has(token.value)) {
      failParse(parser, "found duplicate %TAG directive", { token });
    } else parser.tagPrefixes.set(token.value, token.suffix);
  }
  if (!parser.tagPrefixes.has("!")) parser.tagPrefixes.set("!", "!");
  if (!parser.tagPrefixes.has("!!")) parser.tagPrefixes.set("!!", "tag:yaml.org,2002:");
};

const readRoot = (parser: Parser): YamlNode => {
  const first = peek(parser);
  const isExplicit = isOneOf(first, "version-directive", "tag-directive", "document-start");
  readDirectives(parser);
  if (!isExplicit) return readNode(parser, "block");
  if (peek(parser).type !== "document-start") {
    failParse(parser, "did not find expected <document start>", { token: peek(parser) });
  }
  const token = advance(parser);
  const isEmpty = isOneOf(
    token,
    "version-directive",
    "tag-directive",
    "document-start",
    "document-end",
    "stream-end",
  );
  return isEmpty ? emptyScalar(token.start) : readNode(parser, "block");
};

/**
 * {@link parseYaml} without the shorter way for simple texts.
 * @throws {YamlError} when it is no YAML
 */
export const parseFullYaml = (text: string): YamlNode | undefined => {
  const parser = openParser(text);
  if (peek(parser).type === "stream-end") return undefined;
  const root = readRoot(parser);
  for (let frame = parser.frames.at(-1); frame !== undefined; frame = parser.frames.at(-1)) {
    stepCollection(parser, frame);
  }
  if (peek(parser).type === "document-end") takeToken(parser.scan);
  return root;
};

/**
 * Reads the first document of a YAML text, as Go's yaml.v3 reads it; what comes behind it is not looked at.
 * @returns undefined when there is no document
 * @throws {YamlError} when it is no YAML, with the words that the reference has for it
 * @source pebble 1.32, gopkg.in/yaml.v3, whose scanner and parser are those of libyaml (see NOTICE)
 */
export const parseYaml = (text: string): YamlNode | undefined => parseSimpleYaml(text) ?? parseFullYaml(text);
