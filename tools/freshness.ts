import { readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";

const ignored = new Set(["node_modules", "dist", "test", ".git"]);

/**
 * Says whether a made file is newer than everything it is made from. A folder counts with all files below it, without
 * tests and what was made. A missing output is never fresh; a missing input is no input.
 */
export function isFresh(output: string, inputs: readonly string[]): boolean {
  const made = statSync(output, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && inputs.every((input) => newestMs(input) <= made);
}

/**
 * Gives a made file the time at which making it began, so that an input that was changed meanwhile counts as newer.
 */
export function markMade(output: string, startedAt: Date): void {
  utimesSync(output, startedAt, startedAt);
}

function newestMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // The folder's own time tells of files that were taken away.
  return readdirSync(path)
    .filter((name) => !ignored.has(name))
    .reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stats.mtimeMs);
}
