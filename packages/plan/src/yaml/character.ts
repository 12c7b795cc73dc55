/** Codes of the characters that mean something in YAML. */
export const codes = {
  end: 0,
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  singleQuote: 0x27,
  asterisk: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  backtick: 0x60,
  openBrace: 0x7b,
  pipe: 0x7c,
  closeBrace: 0x7d,
  nextLine: 0x85,
  lineSeparator: 0x2028,
  paragraphSeparator: 0x2029,
  byteOrderMark: 0xfeff,
} as const;

/** Space or tab. */
export const isBlank = (code: number): boolean => code === codes.space || code === codes.tab;

/** A line break, of which YAML 1.1 knows five. */
export const isBreak = (code: number): boolean =>
  code === codes.lineFeed ||
  code === codes.carriageReturn ||
  (code >= codes.nextLine &&
    (code === codes.nextLine || code === codes.lineSeparator || code === codes.paragraphSeparator));

/** A blank, a line break or the end of the text. */
export const isGap = (code: number): boolean =>
  code <= codes.space
    ? isBlank(code) || isBreak(code) || code === codes.end
    : code >= codes.nextLine && isBreak(code);

/** A decimal digit. */
export const isDigit = (code: number): boolean => code >= codes.zero && code <= codes.nine;

/** A letter, digit, `_` or `-`, of which names of anchors and tags consist. */
export const isWordCharacter = (code: number): boolean =>
  isDigit(code) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  code === 0x5f ||
  code === codes.dash;

/** How long the line break at `at` is; 0 where there is none. */
export const breakLength = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (!isBreak(code)) return 0;
  return code === codes.carriageReturn && text.charCodeAt(at + 1) === codes.lineFeed ? 2 : 1;
};
