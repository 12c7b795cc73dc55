import { YamlError } from "../errors.ts";
import { breakLength, codes, isGap } from "./character.ts";
import type { SimpleKey, Token } from "./token.ts";

/** A text that is being cut into tokens. */
export interface Scan {
  /** The text with a NUL behind it, which it cannot have itself. */
  readonly text: string;
  at: number;
  /** The line that `at` is in, from 0. */
  line: number;
  /** Where that line begins. */
  lineStart: number;
  /** The column of the innermost block collection; -1 outside of all. */
  indent: number;
  readonly indents: number[];
  /** How many `[` and `{` are open. */
  flowLevel: number;
  simpleKeyAllowed: boolean;
  /** What may be a key, one for each flow level. */
  readonly keys: SimpleKey[];
  /** Tokens that are found; those before `head` are used up. */
  queue: Token[];
  head: number;
  /** How many tokens were used up in all. */
  taken: number;
}

/** Begins with `text`. */
export const openScan = (text: string): Scan => {
  const start = text.charCodeAt(0) === codes.byteOrderMark ? 1 : 0;
  return {
    text: `${text}\0`,
    at: start,
    line: 0,
    lineStart: start,
    indent: -1,
    indents: [],
    flowLevel: 0,
    simpleKeyAllowed: true,
    keys: [noKey({ token: -1, start, line: 0 })],
    queue: [],
    head: 0,
    taken: 0,
  };
};

/** What stands for a level on which no key has begun yet. */
export const noKey = (at: Pick<SimpleKey, "token" | "start" | "line">): SimpleKey => ({
  possible: false,
  awaited: false,
  required: false,
  token: at.token,
  start: at.start,
  line: at.line,
  column: 0,
});

/** The code of the character `ahead` of where the scan is. */
export const peekCode = (scan: Scan, ahead = 0): number => scan.text.charCodeAt(scan.at + ahead);

/** The column that the scan is in, from 0. */
export const columnOf = (scan: Scan): number => scan.at - scan.lineStart;

/** Steps over a line break, if there is one. */
export const skipBreak = (scan: Scan): void => {
  const length = breakLength(scan.text, scan.at);
  if (length === 0) return;
  scan.at += length;
  scan.line += 1;
  scan.lineStart = scan.at;
};

/** Steps over a line break and gives what it is read as. */
export const readBreak = (scan: Scan): string => {
  const code = peekCode(scan);
  skipBreak(scan);
  return code === codes.lineSeparator || code === codes.paragraphSeparator ? String.fromCharCode(code) : "\n";
};

/** Whether `---` or `...` begins a line here. */
export const isAtDocumentMark = (scan: Scan): boolean => {
  const code = peekCode(scan);
  if ((code !== codes.dash && code !== codes.dot) || scan.at !== scan.lineStart) return false;
  return peekCode(scan, 1) === code && peekCode(scan, 2) === code && isGap(peekCode(scan, 3));
};

/** Where what is being scanned began. */
export interface Mark {
  readonly start: number;
  readonly line: number;
}

/** Where the scan is. */
export const markOf = (scan: Scan): Mark => ({ start: scan.at, line: scan.line });

/**
 * Gives up on what began at `began`.
 * @throws {YamlError} always; its line is the one that the reference tells: where the faulty thing began, and none when
 * all is in the first line
 */
export function failScan(scan: Scan, problem: string, began: Mark = markOf(scan)): never {
  const offset = peekCode(scan) === codes.end ? began.start : scan.at;
  const line = began.line === 0 ? scan.line : began.line;
  throw new YamlError(problem, { offset, line: line === 0 ? 0 : line + 1 });
}
