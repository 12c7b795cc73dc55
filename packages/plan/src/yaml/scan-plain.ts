import { codes, isBlank, isBreak, isGap } from "./character.ts";
import {
  columnOf,
  failScan,
  isAtDocumentMark,
  type Mark,
  markOf,
  peekCode,
  readBreak,
  type Scan,
} from "./scan.ts";
import { scalarToken, type Token } from "./token.ts";

const isFlowIndicator = (code: number): boolean =>
  code === codes.comma ||
  code === codes.question ||
  code === codes.openBracket ||
  code === codes.closeBracket ||
  code === codes.openBrace ||
  code === codes.closeBrace;

/** Steps over what belongs to the scalar in this line and gives where its last word ends. */
const skipWords = (scan: Scan): number => {
  const { text, flowLevel } = scan;
  let end = scan.at;
  let at = scan.at;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isGap(code)) {
      if (!isBlank(code)) break;
      at += 1;
      if (text.charCodeAt(at) === codes.hash) break;
      continue;
    }
    if (code === codes.colon && isGap(text.charCodeAt(at + 1))) break;
    if (flowLevel > 0 && isFlowIndicator(code)) break;
    at += 1;
    end = at;
  }
  scan.at = at;
  return end;
};

/** Steps over the line breaks inside or behind a scalar, with the blanks around them, and gives what they are read as. */
const foldBreaks = (scan: Scan, began: Mark): string => {
  let first = "";
  let others = "";
  for (let code = peekCode(scan); isBlank(code) || isBreak(code); code = peekCode(scan)) {
    if (isBlank(code)) {
      if (code === codes.tab && columnOf(scan) <= scan.indent) {
        failScan(scan, "found a tab character that violates indentation", began);
      }
      scan.at += 1;
    } else if (first === "") first = readBreak(scan);
    else others += readBreak(scan);
  }
  if (first !== "\n") return first + others;
  return others === "" ? " " : others;
};

/** Scans a scalar without quotes, which may go over several lines. */
export const scanPlain = (scan: Scan): Token => {
  const began = markOf(scan);
  let end = skipWords(scan);
  let value = scan.text.slice(began.start, end);
  let fold = "";
  while (isBreak(peekCode(scan))) {
    const next = foldBreaks(scan, began);
    fold = next;
    if (scan.flowLevel === 0 && columnOf(scan) <= scan.indent) break;
    if (isAtDocumentMark(scan) || peekCode(scan) === codes.hash) break;
    const from = scan.at;
    const to = skipWords(scan);
    if (to === from) break;
    value += fold + scan.text.slice(from, to);
    end = to;
    fold = "";
  }
  if (fold !== "") scan.simpleKeyAllowed = true;
  return scalarToken(began.start, end, { value, plain: true });
};
