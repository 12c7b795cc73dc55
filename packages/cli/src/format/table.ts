const widthOf = (text: string): number => Array.from(text).length;

const gap = 2;
const minColumnWidth = 5;

/**
 * Lines up rows in columns, two spaces apart and at least five wide; the last column is not padded.
 * @returns one line a row, each with its line end
 * @source pebble 1.32, seen: `ls -l` of a file whose owner has no name
 */
export const formatTable = (rows: readonly (readonly string[])[]): string => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? minColumnWidth, widthOf(cell) + gap);
    }
  }
  const pad = (cell: string, column: number): string =>
    cell + " ".repeat((widths[column] ?? 0) - widthOf(cell));
  const line = (row: readonly string[]): string => row.slice(0, -1).map(pad).join("") + (row.at(-1) ?? "");
  return rows.map((row) => `${line(row)}\n`).join("");
};
