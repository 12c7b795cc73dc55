import type { Measure } from "../measure.ts";

/** One figure over how many there are. */
export interface Curve {
  readonly what: string;
  readonly unit: Measure["unit"];
  /** From few to many. */
  readonly points: readonly (readonly [count: number, value: number])[];
}

/** How a figure grows. */
export interface Growth {
  /** The power of n that the figure grows with, from the last point but one to the last: what comes before is mostly constant cost. */
  readonly exponent: number;
  /** How much faster than n log n it grows there: 0 or less is no faster. */
  readonly excess: number;
  readonly isTooFast: boolean;
}

/** So much steeper a figure may look by chance: what is 1.8 times too high at the end of a tenfold step. */
const tolerance = 0.25;

/** How steep n log n is between two counts, as a power of n. */
const steepnessOfNLogN = (from: number, to: number): number =>
  1 + Math.log(Math.log(to) / Math.log(Math.max(from, 2))) / Math.log(to / from);

/**
 * Reads how a curve grows off its end.
 * @throws {RangeError} when it has fewer than two points
 */
export function growthOf({ points }: Curve): Growth {
  const [before, last] = points.slice(-2);
  if (before === undefined || last === undefined) throw new RangeError("a curve needs two points to grow");
  const exponent = Math.log(last[1] / before[1]) / Math.log(last[0] / before[0]);
  const excess = exponent - steepnessOfNLogN(before[0], last[0]);
  return { exponent, excess, isTooFast: excess > tolerance };
}

/** A logarithm needs something: what is too little to be seen counts as that. */
const leastValue = 0.01;

/** Puts the figures of each count together, one curve for each of them. */
export function toCurves(
  measured: readonly { readonly count: number; readonly measures: readonly Measure[] }[],
): readonly Curve[] {
  const [first] = measured;
  return (first?.measures ?? []).map(({ what, unit }, index) => ({
    what,
    unit,
    points: measured.map(
      ({ count, measures }) => [count, Math.max(measures[index]?.value ?? 0, leastValue)] as const,
    ),
  }));
}
