import type { StateInput, TestEvent } from "@cobble/testing";

/** An event of the charm's own, as both languages find it. */
export interface CustomCaseEvent {
  readonly kind: "custom";
  /** The part of the charm that it is an event of. */
  readonly part: "database";
  readonly event: "ready";
  readonly data: { readonly host: string; readonly port: number };
}

/** An event that comes to a charm in a state; all of it can be said in JSON. */
export interface Case {
  readonly name: string;
  /** One of the charms in both languages; one that observes nothing, of {@link Case.charmcraft}, when absent. */
  readonly charm?: "states" | "everything";
  readonly charmcraft?: object;
  /** Events before it, each in the state that the one before has left. */
  readonly after?: readonly Case["event"][];
  readonly event: Exclude<TestEvent, { readonly kind: "custom" }> | CustomCaseEvent;
  readonly state?: StateInput;
  /** The errors that the charm throws, in Python and here; none when absent. */
  readonly throws?: readonly [theirs: string, ours: string];
  readonly options?: { readonly jujuVersion?: string; readonly unitNumber?: number };
}

/** What came of a case, the same in both languages where they agree. */
export interface Outcome {
  readonly name: string;
  readonly state?: unknown;
  readonly records?: unknown;
  /** Why the action has failed. */
  readonly failed?: string;
  /** The name of the error that the charm has thrown. */
  readonly threw?: string;
  /** Why the state, or the event with it, could never be. */
  readonly refused?: string;
  readonly said: readonly string[];
  readonly warnings: readonly string[];
}
