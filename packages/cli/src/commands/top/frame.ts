import { formatMemory, formatPercent, type PlacedColumn, pad, placeColumns } from "./columns.ts";
import type { Row, Sample } from "./sample.ts";
import { sortRows, type View } from "./view.ts";

/** A line of the view, and what it looks like. */
export interface Line {
  readonly text: string;
  readonly look: "plain" | "head" | "bad" | "faint";
}

/** The lines above and below the rows. */
const frameLines = 4;

/** How many rows fit into a terminal of so many lines. */
export const pageOf = (lines: number): number => Math.max(1, lines - frameLines);

const statuses = ["active", "backoff", "error", "inactive"] as const;

const countStatuses = (rows: readonly Row[]): string => {
  const counts = statuses.map((status) => ({
    status,
    count: rows.filter(({ current }) => current === status).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`)
    .join(", ");
};

const clip = (text: string, width: number): string => {
  const letters = Array.from(text);
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join("")}…`;
};

const summaryOf = ({ rows, supervisor }: Sample): string => {
  const services = rows.length === 0 ? "no services" : countStatuses(rows);
  return `Services: ${services}   Supervisor: ${formatPercent(supervisor.cpuPercent)}% CPU, ${formatMemory(supervisor.memoryBytes)}`;
};

const lineOf = (cells: readonly PlacedColumn[], text: (column: PlacedColumn) => string): string =>
  cells.map((column) => pad(text(column), column)).join(" ");

const isBad = ({ current, checks }: Row): boolean =>
  current === "error" || current === "backoff" || checks.down > 0;

const helpOf = (
  view: View,
  shown: { readonly first: number; readonly last: number; readonly all: number },
): string => {
  const part =
    shown.all > shown.last - shown.first ? `${shown.first + 1}-${shown.last} of ${shown.all}   ` : "";
  return `${part}q quit   by ${view.sort}: n name  c CPU  m memory  r restarts`;
};

/** One picture of the services, no larger than the terminal: a summary, a line for each service, and the keys. */
export const drawFrame = (
  sample: Sample,
  view: View,
  size: { readonly columns: number; readonly rows: number },
): readonly Line[] => {
  const page = pageOf(size.rows);
  const rows = sortRows(sample.rows, view.sort);
  const first = Math.min(view.offset, Math.max(0, rows.length - page));
  const shown = rows.slice(first, first + page);
  const cells = placeColumns(sample.rows, size.columns);
  const plain = (text: string): Line => ({ text: clip(text, size.columns), look: "plain" });
  const lines: readonly Line[] = [
    plain(summaryOf(sample)),
    plain(""),
    {
      text: clip(
        lineOf(cells, ({ title }) => title),
        size.columns,
      ),
      look: "head",
    },
    ...shown.map(
      (row): Line => ({
        text: clip(
          lineOf(cells, ({ text }) => text(row)),
          size.columns,
        ),
        look: isBad(row) ? "bad" : "plain",
      }),
    ),
    { ...plain(helpOf(view, { first, last: first + shown.length, all: rows.length })), look: "faint" },
  ];
  return lines.slice(0, size.rows);
};
