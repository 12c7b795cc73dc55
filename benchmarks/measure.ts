/** One figure of one contender in one round. */
export interface Measure {
  /** What was measured, in words: "GET services, 16 connections". */
  readonly what: string;
  readonly unit: "ms" | "per s" | "MB/s" | "KB" | "MiB" | "s CPU" | "%";
  readonly value: number;
}

/** Which way is good for a unit: much per second, but little of the others. */
export function isMoreBetter(unit: Measure["unit"]): boolean {
  return unit === "per s" || unit === "MB/s";
}

/** The middle of some figures; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The figure that so many percent are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil((sorted.length * percent) / 100) - 1, 0)] ?? Number.NaN;
}
