import { formatDurationMs, type Micros } from "@cobble/wire";

/** A span for people: milliseconds below a second, tenths below a minute, else whole seconds. */
export const formatSpan = (micros: Micros): string => {
  const ms = Math.max(0, micros) / 1000;
  const unitMs = ms < 1000 ? 1 : ms < 60_000 ? 100 : 1000;
  return formatDurationMs(Math.round(ms / unitMs) * unitMs);
};

/** Names in quotes, parted by commas. */
export const quoteAll = (names: readonly string[]): string =>
  names.map((name) => JSON.stringify(name)).join(", ");

/** The words for how many of something there are: `1 failure`, `2 failures`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
