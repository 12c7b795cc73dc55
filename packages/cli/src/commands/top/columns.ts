import { plainLine } from "../../format/plain-line.ts";
import { formatSize } from "../../format/size.ts";
import type { Row } from "./sample.ts";

/** A column of the view. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly text: (row: Row) => string;
}

/** A share of a processor, in per cent. */
export const formatPercent = (percent: number | undefined): string =>
  percent === undefined ? "-" : percent.toFixed(percent < 99.95 ? 1 : 0);

/** A number of bytes. */
export const formatMemory = (bytes: number | undefined): string =>
  bytes === undefined ? "-" : formatSize(bytes);

/** How long something has been, in its two largest units: `45s`, `3m12s`, `5h7m`, `12d4h`. */
export const formatUptime = (ms: number | undefined): string => {
  if (ms === undefined) return "-";
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [minutes, hours, days] = [
    Math.floor(seconds / 60),
    Math.floor(seconds / 3600),
    Math.floor(seconds / 86_400),
  ];
  if (days > 0) return `${days}d${hours % 24}h`;
  if (hours > 0) return `${hours}h${minutes % 60}m`;
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
};

/** How the checks of a service are: `2 up`, `1/2 down`. */
export const formatChecks = ({ up, down, inactive }: Row["checks"]): string => {
  const all = up + down + inactive;
  if (all === 0) return "-";
  if (down > 0) return down === all ? `${down} down` : `${down}/${all} down`;
  return inactive > 0 ? `${up}/${all} up` : `${up} up`;
};

/** The columns in the order that they stand; a last one takes the rest of the line. */
export const columns = {
  service: { title: "Service", align: "left", text: ({ name }) => plainLine(name) },
  status: { title: "Status", align: "left", text: ({ current }) => current },
  pid: { title: "PID", align: "right", text: ({ pid }) => (pid === undefined ? "-" : String(pid)) },
  cpu: { title: "CPU%", align: "right", text: ({ cpuPercent }) => formatPercent(cpuPercent) },
  memory: { title: "Memory", align: "right", text: ({ memoryBytes }) => formatMemory(memoryBytes) },
  restarts: { title: "Restarts", align: "right", text: ({ restarts }) => String(restarts) },
  checks: { title: "Checks", align: "left", text: ({ checks }) => formatChecks(checks) },
  uptime: { title: "Uptime", align: "right", text: ({ uptimeMs }) => formatUptime(uptimeMs) },
  lastLog: { title: "Last output", align: "left", text: ({ lastLog }) => lastLog },
} as const satisfies Readonly<Record<string, Column>>;

/** The name of one of {@link columns}. */
export type ColumnName = keyof typeof columns;

/** Those that a narrow terminal does without, the first to go first. */
const dispensable: readonly ColumnName[] = [
  "lastLog",
  "pid",
  "restarts",
  "checks",
  "uptime",
  "memory",
  "cpu",
];

/** The least room for which a last line is worth showing. */
const minLogWidth = 10;

/** The longest name that is shown whole when room is scarce. */
const maxNameWidth = 40;

const gap = 1;

/** A column with the room that it has. */
export interface PlacedColumn extends Column {
  readonly width: number;
}

const widthOf = (text: string): number => Array.from(text).length;

const naturalWidth = (name: ColumnName, rows: readonly Row[]): number => {
  const column: Column = columns[name];
  if (name === "lastLog") return minLogWidth;
  const width = rows.reduce((most, row) => Math.max(most, widthOf(column.text(row))), widthOf(column.title));
  return name === "service" ? Math.min(width, maxNameWidth) : width;
};

const total = (widths: ReadonlyMap<ColumnName, number>): number =>
  [...widths.values()].reduce((sum, width) => sum + width + gap, -gap);

/**
 * The columns that fit into so much room, with their widths: the last line of output takes what is left, and the columns that
 * matter least are left out, one after the other, when there is not enough.
 */
export const placeColumns = (rows: readonly Row[], room: number): readonly PlacedColumn[] => {
  // The keys of an object whose type is known are the keys of that type.
  const names = Object.keys(columns) as ColumnName[];
  const widths = new Map(names.map((name) => [name, naturalWidth(name, rows)]));
  for (const name of dispensable) {
    if (total(widths) <= room) break;
    widths.delete(name);
  }
  const spare = room - total(widths);
  const wide: ColumnName = widths.has("lastLog") ? "lastLog" : "service";
  if (wide === "lastLog" || spare < 0) widths.set(wide, Math.max(4, (widths.get(wide) ?? 0) + spare));
  return [...widths].map(([name, width]) => ({ ...columns[name], width }));
};

/** A text in exactly so many columns; one that is too long ends in an ellipsis. */
export const pad = (text: string, { width, align }: Pick<PlacedColumn, "width" | "align">): string => {
  const letters = Array.from(text);
  if (letters.length > width) return `${letters.slice(0, width - 1).join("")}…`;
  const padding = " ".repeat(width - letters.length);
  return align === "right" ? padding + text : text + padding;
};
