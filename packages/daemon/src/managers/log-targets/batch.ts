import type { Micros } from "@cobble/wire";
import { countLines, type LogRun, splitLines } from "../../log-lines/log-run.ts";
import type { Labels } from "./labels.ts";

/** The lines of one service in a batch, oldest first. */
export interface ServiceLines {
  readonly service: string;
  readonly labels: Labels;
  readonly runs: readonly LogRun[];
}

/** Lines that are sent together, by service in order of name. */
export type LogBatch = readonly ServiceLines[];

const compareNames = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Groups runs by their service. */
export const toBatch = (runs: readonly LogRun[], labelsOf: (service: string) => Labels): LogBatch => {
  const byService = new Map<string, LogRun[]>();
  for (const run of runs) {
    const known = byService.get(run.service);
    if (known === undefined) byService.set(run.service, [run]);
    else known.push(run);
  }
  return [...byService]
    .map(([service, its]) => ({ service, labels: labelsOf(service), runs: its }))
    .sort((a, b) => compareNames(a.service, b.service));
};

/** How many lines a batch has. */
export const batchLines = (batch: LogBatch): number =>
  batch.reduce((sum, { runs }) => sum + runs.reduce((lines, { bytes }) => lines + countLines(bytes), 0), 0);

/** Calls `use` with each line's text, and its time in nanoseconds as receivers want it: of a whole millisecond. */
export const mapLines = <T>(
  { runs }: ServiceLines,
  use: (text: string, nanoseconds: string) => T,
): readonly T[] =>
  runs.flatMap(({ time, bytes }) => {
    const nanoseconds = nanosecondsOf(time);
    return splitLines(bytes).map((text) => use(text, nanoseconds));
  });

// As text, since a number of JavaScript cannot hold it.
const nanosecondsOf = (time: Micros): string => `${Math.floor(time / 1000)}000000`;
