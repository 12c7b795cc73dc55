import type { Contender } from "../contender.ts";
import type { Measure } from "../measure.ts";

/** Something there may be few or many of. */
export interface Growing {
  /** What there is more and more of, as it names its plot: "services". */
  readonly noun: string;
  /** What is measured and how, in a sentence. */
  readonly about: string;
  /** How many there are, from few to many. */
  readonly counts: readonly number[];
  /** Measures a supervisor with so many; each count gives the same figures, in ms or MiB. */
  readonly measure: (contender: Contender, count: number) => Promise<readonly Measure[]>;
}
