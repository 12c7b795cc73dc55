import { breakLength, codes, isBlank } from "./character.ts";
import { peekCode, type Scan, skipBreak } from "./scan.ts";

/** How far the reference looks for the next comment. */
const commentReach = 512;

/** Steps to the end of the line. */
export const skipToLineEnd = (scan: Scan): void => {
  while (peekCode(scan) !== codes.end && breakLength(scan.text, scan.at) === 0) scan.at += 1;
};

/** Steps over spaces and tabs. */
export const skipBlanks = (scan: Scan): void => {
  while (isBlank(peekCode(scan))) scan.at += 1;
};

/** How far ahead of the end of a comment's line the next comment is, with nothing but blanks between; 0 for none. */
const nextComment = (scan: Scan): number => {
  for (let ahead = 1; ahead < commentReach; ahead++) {
    const code = peekCode(scan, ahead);
    if (code === codes.hash) return ahead;
    if (!isBlank(code) && breakLength(scan.text, scan.at + ahead) === 0) return 0;
  }
  return 0;
};

/** Steps over comments up to the end of the last one's line; tabs may stand before all but the first. */
const skipComments = (scan: Scan): void => {
  skipToLineEnd(scan);
  for (let ahead = nextComment(scan); ahead > 0; ahead = nextComment(scan)) {
    const target = scan.at + ahead;
    while (scan.at < target) {
      if (breakLength(scan.text, scan.at) > 0) skipBreak(scan);
      else scan.at += 1;
    }
    skipToLineEnd(scan);
  }
};

/** Whether nothing but blanks stands in this line so far, and it is not the first. */
const isLineBlankSoFar = (scan: Scan): boolean => {
  let at = scan.at;
  while (at > scan.lineStart && isBlank(scan.text.charCodeAt(at - 1))) at -= 1;
  return at === scan.lineStart && scan.line > 0;
};

/** Steps over a comment behind a token, where tabs may stand before it. */
export const skipLineComment = (scan: Scan): void => {
  let ahead = 0;
  while (ahead < commentReach && isBlank(peekCode(scan, ahead))) ahead += 1;
  if (peekCode(scan, ahead) !== codes.hash || isLineBlankSoFar(scan)) return;
  scan.at += ahead;
  skipToLineEnd(scan);
};

/** Steps to the next token. Tabs do not count as indentation: at the start of a line that could be a key, they stay. */
export const skipGap = (scan: Scan): void => {
  for (;;) {
    const tabs = scan.flowLevel > 0 || !scan.simpleKeyAllowed;
    for (
      let code = peekCode(scan);
      code === codes.space || (tabs && code === codes.tab);
      code = peekCode(scan)
    ) {
      scan.at += 1;
    }
    if (peekCode(scan) === codes.hash) skipComments(scan);
    if (breakLength(scan.text, scan.at) === 0) return;
    skipBreak(scan);
    if (scan.flowLevel === 0) scan.simpleKeyAllowed = true;
  }
};
