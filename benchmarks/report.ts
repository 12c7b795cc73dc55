import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { isMoreBetter, type Measure, median } from "./measure.ts";

/** What one contender had in one round. */
export interface Round {
  readonly contender: string;
  readonly measures: readonly Measure[];
}

/** One figure over all rounds. */
export interface Figure {
  readonly what: string;
  readonly unit: Measure["unit"];
  /** By contender: the median, the least and the most. */
  readonly of: Readonly<
    Record<string, { readonly median: number; readonly least: number; readonly most: number }>
  >;
  /** Cobble's median divided by the reference's; absent when only one was measured. */
  readonly ratio?: number;
}

/** The machine that figures were taken on, and how busy it was. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly loadBefore: number;
}

/** Says what this machine is. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? readFileSync("/proc/cpuinfo", "utf8").split("\n", 1)[0] ?? "",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

/**
 * Puts the rounds together, in the order of the first round's figures.
 * @param reference the contender that Cobble's figures are divided by
 */
export function summarise(rounds: readonly Round[], reference: string): readonly Figure[] {
  const contenders = [...new Set(rounds.map(({ contender }) => contender))];
  const first = rounds[0]?.measures ?? [];
  return first.map(({ what, unit }) => {
    const of = Object.fromEntries(
      contenders.map((contender) => {
        const values = rounds
          .filter((round) => round.contender === contender)
          .flatMap(({ measures }) =>
            measures.filter((measure) => measure.what === what).map(({ value }) => value),
          );
        return [contender, { median: median(values), least: Math.min(...values), most: Math.max(...values) }];
      }),
    );
    const [ours, theirs] = [of["cobble"], of[reference]];
    return { what, unit, of, ...(ours && theirs ? { ratio: ours.median / theirs.median } : {}) };
  });
}

/** One line for each figure: medians, spread, and the ratio with whether it is the good way. */
export function formatFigures(figures: readonly Figure[]): string {
  return figures
    .map(({ what, unit, of, ratio }) => {
      const columns = Object.entries(of).map(([name, { median: middle, least, most }]) =>
        `${name} ${round(middle)} ${unit} (${round(least)}-${round(most)})`.padEnd(46),
      );
      const isGood = ratio !== undefined && (isMoreBetter(unit) ? ratio >= 1 : ratio <= 1);
      const verdict = ratio === undefined ? "" : `${ratio.toFixed(2)}x${isGood ? "" : " (behind)"}`;
      return `  ${what.padEnd(38)} ${columns.join(" ")} ${verdict}`;
    })
    .join("\n");
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
