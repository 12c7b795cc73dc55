import type { ErrorCode, YAMLParseError } from "yaml";

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
  TAB_AS_INDENT: "found a tab character that violates indentation",
  MULTIPLE_ANCHORS: "did not find expected key",
  MULTIPLE_TAGS: "did not find expected key",
  TAG_RESOLVE_FAILED: "found undefined tag handle",
  UNEXPECTED_TOKEN: "did not find expected key",
};

/** What was looked for, where the library's code does not say it. */
const expected = (text: string): string | undefined => {
  if (/closing (?:"|')/.test(text)) return "found unexpected end of stream";
  if (/end with a }/.test(text)) return "did not find expected ',' or '}'";
  if (/end with a \]/.test(text)) return "did not find expected ',' or ']'";
  if (/^Implicit/.test(text)) return "could not find expected ':'";
  return undefined;
};

/** What is wrong with the YAML: `yaml: line 3: did not find expected key`. */
export const syntaxMessage = ({ code, message }: YAMLParseError, line: number): string => {
  const own = message.charAt(0).toLowerCase() + message.slice(1);
  return `yaml: line ${line}: ${expected(message) ?? sentences[code] ?? own}`;
};
