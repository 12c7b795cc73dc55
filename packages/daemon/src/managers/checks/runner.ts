import type { Check } from "@cobble/plan";

/** How a run of a check ended. */
export type CheckOutcome =
  | { readonly type: "ok" }
  | {
      readonly type: "failed";
      /** What is wrong, on one line. */
      readonly message: string;
      /** What the target said, a few lines at most; empty when it said nothing. */
      readonly details: string;
    }
  /** The signal ended it before there was anything to tell. */
  | { readonly type: "aborted" };

/** Finds out whether what a check looks at is well. */
export interface CheckRunner {
  /**
   * Runs the check once. A fault of the target is an outcome, not an exception.
   * @param signal aborts when the time for the run is up or nobody wants to know any more: the run then ends at once
   *   and leaves no process or socket behind
   * @throws {TaskError} when the check cannot be run as the plan has it
   */
  run(check: Check, signal: AbortSignal): Promise<CheckOutcome>;
}
