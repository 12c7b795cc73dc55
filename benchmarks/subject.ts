import type { Contender } from "./contender.ts";
import type { Measure } from "./measure.ts";

/** One thing that is measured. */
export interface Subject {
  readonly name: string;
  /** What the figures mean and how they come about, in a sentence. */
  readonly about: string;
  /** One round with one contender. */
  readonly measure: (contender: Contender) => Promise<readonly Measure[]>;
}
