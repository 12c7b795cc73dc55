import type { Clock } from "../../deps.ts";

/** The part of its period by which a check may be late. */
const maxLateness = 0.1;

/** Checks that begin within so many milliseconds of each other would also run together. */
const togetherMs = 50;

/** Multiples of it fill the space between whole numbers evenly, however many there are. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** Says by how much a check that begins now is late, each time it runs. */
export type Spread = (periodMs: number) => number;

/**
 * Spreads the runs of checks that begin together, and so would fall due together, over a tenth of their period: each
 * keeps its own lateness. The first of them, and one that begins alone, is not late at all.
 * @differs Pebble runs them all at once
 */
export const createSpread = (clock: Clock): Spread => {
  let lastMs = Number.NEGATIVE_INFINITY;
  let together = 0;
  return (periodMs) => {
    const nowMs = clock.monotonicMs();
    together = nowMs - lastMs < togetherMs ? together + 1 : 0;
    lastMs = nowMs;
    return ((together * goldenRatio) % 1) * maxLateness * periodMs;
  };
};
