import { TestingError } from "../errors.ts";
import type { ActionOutput } from "../juju/records.ts";
import type { State } from "../state/state.ts";

/** The charm said that the action failed. */
export class ActionFailedError extends TestingError {
  /** What the charm said about it. */
  readonly reason: string;
  /** What the action gave back and said before it failed. */
  readonly output: ActionOutput;
  /** The state after the action. */
  readonly state: State;

  constructor(reason: string, { output, state }: { readonly output: ActionOutput; readonly state: State }) {
    super("action-failed", `cannot give back what the action did: it failed: ${reason}`);
    this.reason = reason;
    this.output = output;
    this.state = state;
  }
}
