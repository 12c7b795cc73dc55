import { type Cell, cellsOf, widthOf } from "./columns.ts";

/** A line of source, cut to the room that there is, and where the caret goes under it. */
export interface SourceLine {
  readonly text: string;
  /** Columns before the caret. */
  readonly indent: number;
  /** How many columns are marked; at least one. */
  readonly marked: number;
}

/** One value or key as it begins: in quotes, a bracket, or words up to what ends them. */
const tokens: readonly RegExp[] = [
  /^"(?:[^"\\]|\\.)*"?/,
  /^'(?:[^']|'')*'?/,
  /^[[{|>&*!-](?=\s|$)/,
  /^[[{]/,
  /^.+?(?=\s*$|\s+#|:(?:\s|$)|\s*[,\]}](?:\s|[,\]}]|$))/u,
];

/** How many UTF-16 units belong to what begins here. */
const tokenLength = (rest: string): number => {
  if (/^\s/.test(rest)) return 1;
  for (const pattern of tokens) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) return found.length;
  }
  return 1;
};

const ellipsis: Cell = { text: "…", width: 1, start: 0 };

/** The cells from `from` on that fit into `room` columns. */
const takeFitting = (cells: readonly Cell[], from: number, room: number): readonly Cell[] => {
  let width = 0;
  const end = cells.findIndex((cell, i) => {
    if (i < from) return false;
    width += cell.width;
    return width > room;
  });
  return cells.slice(from, end < 0 ? undefined : end);
};

/** The first cell to show so that the one at `at`, and a third of the room before it, can be seen. */
const firstShown = (cells: readonly Cell[], at: number, room: number): number => {
  let width = 0;
  let first = at;
  while (first > 0 && width + (cells[first - 1]?.width ?? 0) <= room / 3) {
    first -= 1;
    width += cells[first]?.width ?? 0;
  }
  return first;
};

/** The part of a line that can be seen around a place, and more; looking at all of a very long line takes its time. */
const cutNear = (
  line: string,
  offset: number,
  room: number,
): { readonly text: string; readonly from: number; readonly isCutBehind: boolean } => {
  const margin = room * 8;
  const from = Math.max(0, Math.min(offset, line.length) - margin);
  const to = Math.min(line.length, offset + margin);
  return { text: line.slice(from, to), from, isCutBehind: to < line.length };
};

/**
 * Lays a line of source out for a caret under the place of a fault.
 * @param column where the fault is, in UTF-16 units from 1
 * @param room how many columns the line may take; it is cut around the place when it is longer
 */
export const sourceLine = (
  line: string,
  { column, room }: { readonly column: number; readonly room: number },
): SourceLine => {
  const near = cutNear(line, column - 1, room);
  const { text } = near;
  const cells = cellsOf(text);
  const start = Math.min(column - 1 - near.from, text.length);
  const found = cells.findLastIndex((cell) => cell.start <= start);
  // Behind the last character, as after `key:`, is a place too.
  const at = start >= text.length ? cells.length : Math.max(found, 0);
  const fits = widthOf(cells) <= room && text === line;
  // A line that is cut has room for two ellipses.
  const first = fits ? 0 : firstShown(cells, at, room - 2);
  const shown = fits ? cells : takeFitting(cells, first, room - 2);
  const before = first + near.from > 0 ? [ellipsis] : [];
  const after = first + shown.length < cells.length || near.isCutBehind ? [ellipsis] : [];
  const end = start + tokenLength(text.slice(start));
  const marked = shown.filter((cell, i) => first + i >= at && cell.start < end);
  return {
    text: [...before, ...shown, ...after].map(({ text }) => text).join(""),
    indent: widthOf(before) + widthOf(shown.slice(0, at - first)),
    marked: Math.max(widthOf(marked), 1),
  };
};
