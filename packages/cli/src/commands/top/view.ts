import type { Row } from "./sample.ts";

/** What rows are ordered by. */
export type SortKey = "name" | "cpu" | "memory" | "restarts";

/** What the user has chosen to see. */
export interface View {
  readonly sort: SortKey;
  /** How many rows are scrolled away at the top. */
  readonly offset: number;
}

/** At the start: by name, from the first. */
export const firstView: View = { sort: "name", offset: 0 };

const sortKeys: Readonly<Record<string, SortKey>> = { n: "name", c: "cpu", m: "memory", r: "restarts" };

/** By how much of a page keys scroll, in rows. */
const scrolls: Readonly<Record<string, (page: number) => number>> = {
  "\u001b[A": () => -1,
  "\u001bOA": () => -1,
  k: () => -1,
  "\u001b[B": () => 1,
  "\u001bOB": () => 1,
  j: () => 1,
  "\u001b[5~": (page) => -page,
  "\u001b[6~": (page) => page,
  "\u001b[H": () => Number.NEGATIVE_INFINITY,
  "\u001b[F": () => Number.POSITIVE_INFINITY,
};

const quitKeys: ReadonlySet<string> = new Set(["q", "Q", "\u0003", "\u0004"]);

const escapeKey = "\u001b";

/** What follows an escape and belongs to its key: `[A`, `[5~`, `OB`; nothing for the key Escape itself. */
const escapedKey = /^(?:\[[0-9;]*[A-Za-z~]|O[A-Z])?/;

/** The keys in what a terminal sent, which may be several at once. */
export const splitKeys = (text: string): readonly string[] => {
  const [plain = "", ...escaped] = text.split(escapeKey);
  const keys = escaped.flatMap((part) => {
    const key = escapedKey.exec(part)?.[0] ?? "";
    return [escapeKey + key, ...part.slice(key.length)];
  });
  return [...plain, ...keys];
};

/**
 * What a key makes of the view.
 * @param room how many rows there are, and how many fit
 */
export const pressKey = (
  view: View,
  key: string,
  room: { readonly rows: number; readonly page: number },
): View | "quit" => {
  if (quitKeys.has(key)) return "quit";
  const sort = sortKeys[key];
  if (sort !== undefined) return { sort, offset: 0 };
  const scroll = scrolls[key];
  if (scroll === undefined) return view;
  const last = Math.max(0, room.rows - room.page);
  return { ...view, offset: Math.min(last, Math.max(0, view.offset + scroll(room.page))) };
};

const byName = (a: Row, b: Row): number => (a.name < b.name ? -1 : Number(a.name > b.name));

const weightOf = (row: Row, sort: SortKey): number => {
  switch (sort) {
    case "name":
      return 0;
    case "cpu":
      return row.cpuPercent ?? -1;
    case "memory":
      return row.memoryBytes ?? -1;
    case "restarts":
      return row.restarts;
    default:
      return sort satisfies never;
  }
};

/** Rows by name, or those that use most first. */
export const sortRows = (rows: readonly Row[], sort: SortKey): readonly Row[] =>
  rows.toSorted((a, b) => weightOf(b, sort) - weightOf(a, sort) || byName(a, b));
