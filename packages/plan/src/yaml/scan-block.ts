import { breakLength, codes, isBlank, isBreak, isDigit } from "./character.ts";
import { columnOf, failScan, type Mark, markOf, peekCode, readBreak, type Scan, skipBreak } from "./scan.ts";
import { skipBlanks, skipToLineEnd } from "./scan-gap.ts";
import { scalarToken, type Token } from "./token.ts";

/** What becomes of the line breaks at the end: one is kept, none, or all. */
type Chomping = "clip" | "strip" | "keep";

interface Header {
  readonly chomping: Chomping;
  /** How much deeper than its parent the text is indented; 0 when the text itself shows it. */
  readonly increment: number;
}

const readChomping = (scan: Scan): Chomping => {
  const code = peekCode(scan);
  if (code !== codes.plus && code !== codes.dash) return "clip";
  scan.at += 1;
  return code === codes.plus ? "keep" : "strip";
};

const readIncrement = (scan: Scan, began: Mark): number => {
  const code = peekCode(scan);
  if (!isDigit(code)) return 0;
  if (code === codes.zero) failScan(scan, "found an indentation indicator equal to 0", began);
  scan.at += 1;
  return code - codes.zero;
};

/** Reads what follows the `|` or `>`, both in either order, up to the end of the line. */
const readHeader = (scan: Scan, began: Mark): Header => {
  const early = readChomping(scan);
  const increment = readIncrement(scan, began);
  const chomping = early === "clip" && increment > 0 ? readChomping(scan) : early;
  skipBlanks(scan);
  if (peekCode(scan) === codes.hash) skipToLineEnd(scan);
  if (peekCode(scan) !== codes.end && breakLength(scan.text, scan.at) === 0) {
    failScan(scan, "did not find expected comment or line break", began);
  }
  skipBreak(scan);
  return { chomping, increment };
};

/** Steps over indentation, as deep as it shows or may be, and gives the deepest column that was seen. */
const skipIndent = (scan: Scan, indent: number, began: Mark): number => {
  const isShallow = (): boolean => indent === 0 || columnOf(scan) < indent;
  while (isShallow() && peekCode(scan) === codes.space) scan.at += 1;
  if (isShallow() && peekCode(scan) === codes.tab) {
    failScan(scan, "found a tab character where an indentation space is expected", began);
  }
  return columnOf(scan);
};

/** Empty lines, and the indentation of the line behind them. */
const readEmptyLines = (
  scan: Scan,
  indent: number,
  began: Mark,
): { readonly breaks: string; readonly indent: number } => {
  let breaks = "";
  let deepest = 0;
  for (;;) {
    deepest = Math.max(deepest, skipIndent(scan, indent, began));
    if (!isBreak(peekCode(scan))) break;
    breaks += readBreak(scan);
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, scan.indent + 1, 1) : indent };
};

/** A line break of a folded text becomes a space between two lines that do not begin with blanks. */
const foldBreak = (lineBreak: string, breaks: string, between: boolean): string => {
  if (!between || lineBreak !== "\n") return lineBreak + breaks;
  return breaks === "" ? " " : breaks;
};

/** Scans a text of several lines behind `|` or `>`. */
export const scanBlock = (scan: Scan, style: "literal" | "folded"): Token => {
  const began = markOf(scan);
  scan.at += 1;
  const { chomping, increment } = readHeader(scan, began);
  const given = increment > 0 ? Math.max(scan.indent, 0) + increment : 0;
  const start = readEmptyLines(scan, given, began);
  let { breaks } = start;
  let value = "";
  let lineBreak = "";
  let wasBlank = false;
  while (columnOf(scan) === start.indent && peekCode(scan) !== codes.end) {
    const blank = isBlank(peekCode(scan));
    value += foldBreak(lineBreak, breaks, style === "folded" && !wasBlank && !blank);
    wasBlank = blank;
    const from = scan.at;
    skipToLineEnd(scan);
    value += scan.text.slice(from, scan.at);
    lineBreak = breakLength(scan.text, scan.at) > 0 ? readBreak(scan) : "";
    breaks = readEmptyLines(scan, start.indent, began).breaks;
  }
  if (chomping !== "strip") value += lineBreak;
  if (chomping === "keep") value += breaks;
  return scalarToken(began.start, scan.at, { value, plain: false });
};
