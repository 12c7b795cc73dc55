/** Characters that terminals show two columns wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
/** Characters that take no column: marks over others, joiners, variation selectors. */
const narrow = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** Characters that would steer a terminal or turn a line around, and halves of characters. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const everyUnprintable = new RegExp(unprintable, "gu");

const tabWidth = 4;

/** A character as it is shown, however many code points it is made of. */
export interface Cell {
  /** What to print for it. */
  readonly text: string;
  /** The columns that it takes. */
  readonly width: number;
  /** Where it begins in the line, in UTF-16 units. */
  readonly start: number;
}

/** Pictures of control characters, so that a text cannot steer the terminal. */
const pictureOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x7f) return "\u2421";
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
};

/** A text in which characters that would steer the terminal are pictures. */
export const printable = (text: string): string => text.replaceAll(everyUnprintable, pictureOf);

const cellOf = (segment: string, at: { readonly start: number; readonly column: number }): Cell => {
  const { start, column } = at;
  if (segment === "\t") {
    const width = tabWidth - (column % tabWidth);
    return { text: " ".repeat(width), width, start };
  }
  if (unprintable.test(segment)) {
    const text = printable(segment);
    return { text, width: text.length, start };
  }
  if (narrow.test(segment)) return { text: segment, width: 0, start };
  return { text: segment, width: wide.test(segment) ? 2 : 1, start };
};

/** Splits a line into what a terminal shows: tabs become spaces, and what would steer it becomes a picture. */
export const cellsOf = (line: string): readonly Cell[] => {
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of segmenter.segment(line)) {
    const cell = cellOf(segment, { start: index, column });
    cells.push(cell);
    column += cell.width;
  }
  return cells;
};

/** The columns that cells take together. */
export const widthOf = (cells: readonly Cell[]): number =>
  cells.reduce((total, { width }) => total + width, 0);
