import type { ErrorCode, YAMLParseError } from "yaml";
import type { Position } from "../layer.ts";

/** The words for broken YAML that clients of the reference see, where its library and ours name the same thing. */
const sentences: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "did not find expected key",
  BAD_ALIAS: "did not find expected alphabetic or numeric character",
  BAD_DQ_ESCAPE: "found unknown escape character",
  BAD_INDENT: "did not find expected key",
  BAD_SCALAR_START: "found character that cannot start any token",
  BLOCK_AS_IMPLICIT_KEY: "mapping values are not allowed in this context",
  BLOCK_IN_FLOW: "did not find expected node content",
  KEY_OVER_1024_CHARS: "could not find expected ':'",
  MULTILINE_IMPLICIT_KEY: "mapping values are not allowed in this context",
  TAB_AS_INDENT: "found character that cannot start any token",
  UNEXPECTED_TOKEN: "did not find expected key",
};

const missing = (text: string): string => {
  if (/quote/.test(text)) return "found unexpected end of stream";
  if (/flow map|with a }|expected.*}/i.test(text)) return "did not find expected ',' or '}'";
  if (/flow seq|with a \]/i.test(text)) return "did not find expected ',' or ']'";
  return "could not find expected ':'";
};

/** What is wrong with the YAML: `yaml: line 3: did not find expected key`. */
export const syntaxMessage = (error: YAMLParseError, { line }: Position): string => {
  const sentence = error.code === "MISSING_CHAR" ? missing(error.message) : sentences[error.code];
  const own = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return `yaml: line ${line}: ${sentence ?? own}`;
};
