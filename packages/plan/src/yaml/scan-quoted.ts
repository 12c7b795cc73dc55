import { breakLength, codes, isBlank, isBreak, isGap } from "./character.ts";
import {
  failScan,
  isAtDocumentMark,
  type Mark,
  markOf,
  peekCode,
  readBreak,
  type Scan,
  skipBreak,
} from "./scan.ts";
import { scalarToken, type Token } from "./token.ts";

/** What a character stands for behind a backslash. */
const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);
/** How many hexadecimal digits follow. */
const digitCounts: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

const readCodePoint = (scan: Scan, count: number, began: Mark): string => {
  const digits = scan.text.slice(scan.at, scan.at + count);
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < count) {
    failScan(scan, "did not find expected hexdecimal number", began);
  }
  const value = Number.parseInt(digits, 16);
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    failScan(scan, "found invalid Unicode character escape code", began);
  }
  scan.at += count;
  return String.fromCodePoint(value);
};

const readEscape = (scan: Scan, began: Mark): string => {
  const character = scan.text[scan.at + 1] ?? "";
  const count = digitCounts.get(character);
  const text = escapes.get(character);
  if (count === undefined && text === undefined) failScan(scan, "found unknown escape character", began);
  scan.at += 2;
  return text ?? readCodePoint(scan, count ?? 0, began);
};

/** Where the run of ordinary characters ends that begins at `at`. */
const endOfRun = (text: string, at: number, quote: number): number => {
  let end = at;
  for (let code = text.charCodeAt(end); !isGap(code) && code !== quote; code = text.charCodeAt(end)) {
    if (code === codes.backslash && quote === codes.doubleQuote) break;
    end += 1;
  }
  return end;
};

/** Characters up to a blank, line break or closing quote, and whether an escaped line break ended them. */
const readWord = (
  scan: Scan,
  quote: number,
  began: Mark,
): { readonly text: string; readonly broken: boolean } => {
  let text = "";
  for (;;) {
    const end = endOfRun(scan.text, scan.at, quote);
    text += scan.text.slice(scan.at, end);
    scan.at = end;
    const code = peekCode(scan);
    if (quote === codes.singleQuote && code === quote && peekCode(scan, 1) === quote) {
      text += "'";
      scan.at += 2;
    } else if (quote === codes.doubleQuote && code === codes.backslash) {
      if (breakLength(scan.text, scan.at + 1) > 0) {
        scan.at += 1;
        skipBreak(scan);
        return { text, broken: true };
      }
      text += readEscape(scan, began);
    } else return { text, broken: false };
  }
};

/** Blanks as they are; with line breaks among them, what those are folded to. */
const readBlanks = (scan: Scan, afterEscape: boolean): string => {
  let broken = afterEscape;
  let blanks = "";
  let first = "";
  let others = "";
  for (let code = peekCode(scan); isBlank(code) || isBreak(code); code = peekCode(scan)) {
    if (isBlank(code)) {
      if (!broken) blanks += scan.text[scan.at] ?? "";
      scan.at += 1;
    } else if (broken) others += readBreak(scan);
    else {
      first = readBreak(scan);
      broken = true;
    }
  }
  if (!broken) return blanks;
  if (first !== "\n") return first + others;
  return others === "" ? " " : others;
};

/** Scans a scalar in single or double quotes. */
export const scanQuoted = (scan: Scan): Token => {
  const began = markOf(scan);
  const quote = peekCode(scan);
  let value = "";
  scan.at += 1;
  for (;;) {
    if (isAtDocumentMark(scan)) failScan(scan, "found unexpected document indicator", began);
    if (peekCode(scan) === codes.end) failScan(scan, "found unexpected end of stream", began);
    const { text, broken } = readWord(scan, quote, began);
    value += text;
    if (!broken && peekCode(scan) === quote) break;
    value += readBlanks(scan, broken);
  }
  scan.at += 1;
  return scalarToken(began.start, scan.at, { value, plain: false });
};
