import { YamlError } from "../errors.ts";
import type { Frame } from "./frame.ts";
import { isLineStart, lineOf, lineStartsOf } from "./lines.ts";
import type { YamlContent, YamlNode } from "./node.ts";
import { openScan, type Scan } from "./scan.ts";
import { peekToken, takeToken } from "./scanner.ts";
import type { Token, TokenType } from "./token.ts";

/** A text that is being read. */
export interface Parser {
  readonly scan: Scan;
  /** The collections around the place that is being read, outermost first: no recursion, they may be very deep. */
  readonly frames: Frame[];
  readonly anchors: Map<string, YamlContent>;
  /** What the handles of tags stand for. */
  readonly tagPrefixes: Map<string, string>;
}

/** Begins to read `text`. */
export const openParser = (text: string): Parser => ({
  scan: openScan(text),
  frames: [],
  anchors: new Map(),
  tagPrefixes: new Map(),
});

/** The next token. */
export const peek = ({ scan }: Parser): Token => peekToken(scan);

/** Uses the next token up and gives the one behind it. */
export const advance = ({ scan }: Parser): Token => {
  takeToken(scan);
  return peekToken(scan);
};

/** Whether `token` is one of these types. */
export const isOneOf = (token: Token, ...types: readonly TokenType[]): boolean => types.includes(token.type);

/** Nothing written, at `start`. */
export const emptyScalar = (start: number): YamlNode => ({
  kind: "scalar",
  start,
  tag: "",
  anchor: "",
  value: "",
  plain: true,
});

/**
 * Gives up at `token`, in what began at `began`.
 * @throws {YamlError} always; its line is the one that the reference tells: that before the one where the faulty thing
 * began, and none when that is the first; a text that does not end with a line break counts as if it did
 */
export function failParse(
  { scan }: Parser,
  problem: string,
  { token, began }: { token: Token; began?: number },
): never {
  const starts = lineStartsOf(scan.text);
  const atEnd = token.type === "stream-end";
  const lineOfToken = lineOf(starts, token.start) + (atEnd && !isLineStart(scan.text, token.start) ? 1 : 0);
  const line = began === undefined || began === token.start ? 0 : lineOf(starts, began);
  const offset = atEnd ? (began ?? token.start) : token.start;
  throw new YamlError(problem, { offset, line: line === 0 ? lineOfToken : line });
}
