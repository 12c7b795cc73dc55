import { codes, isBreak } from "./character.ts";

/** Where the lines of a text begin, by YAML's five line breaks; the first one behind a byte order mark. */
export const lineStartsOf = (text: string): readonly number[] => {
  const starts = [text.charCodeAt(0) === codes.byteOrderMark ? 1 : 0];
  const breaks = /\r\n|[\n\r\u0085\u2028\u2029]/g;
  while (breaks.exec(text) !== null) starts.push(breaks.lastIndex);
  return starts;
};

/** The lines of a text without what ends them, and without a byte order mark. */
export const linesOf = (text: string): readonly string[] => {
  const starts = lineStartsOf(text);
  return starts.map((start, i) =>
    text.slice(start, starts[i + 1] ?? text.length).replace(/(?:\r\n|[\n\r\u0085\u2028\u2029])$/, ""),
  );
};

/** The line, from 0, that has the offset. */
export const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
};

/** Whether a line begins at `offset`. */
export const isLineStart = (text: string, offset: number): boolean =>
  offset === 0 || isBreak(text.charCodeAt(offset - 1));
