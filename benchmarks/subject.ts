import type { Contender } from "./contender.ts";
import type { Measure } from "./measure.ts";

/** What figures are about. */
interface About {
  readonly name: string;
  /** What the figures mean and how they come about, in a sentence. */
  readonly about: string;
}

/** One thing that supervisors are measured by. */
export interface Subject extends About {
  /** One round with one contender. */
  readonly measure: (contender: Contender) => Promise<readonly Measure[]>;
}

/** One of those that are measured in turns. */
export interface Contestant {
  /** `cobble` for the one whose figures are divided by the reference's. */
  readonly name: string;
  /** One round. */
  readonly measure: () => Promise<readonly Measure[]>;
}

/** Those that are measured, and what they need; disposing of it stops and removes that. */
export interface Contest extends AsyncDisposable {
  readonly contestants: readonly Contestant[];
}

/** One thing that is no work of supervisors, and measured by something else than Pebble. */
export interface PeerSubject extends About {
  /** The name of the contestant that Cobble is compared with, which may be absent. */
  readonly reference: string;
  /** Makes what is measured. @param root of the checkout */
  readonly enter: (root: string) => Promise<Contest>;
}
