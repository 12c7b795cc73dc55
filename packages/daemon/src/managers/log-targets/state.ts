/** What a log target is doing. `failures` is how often in a row its newest batch could not be sent. */
export type TargetState =
  /** Nothing is to be sent. */
  | { readonly name: "idle" }
  /** Lines wait for more of them, or for the time of the next batch. */
  | { readonly name: "gathering" }
  /** A batch is on its way. */
  | { readonly name: "sending"; readonly failures: number }
  /** A batch waits to be sent again. */
  | { readonly name: "backingOff"; readonly failures: number }
  /** The target is to end, and a batch is on its way. */
  | { readonly name: "finishing" }
  | { readonly name: "closed" };

/** What can happen to a log target. */
export type TargetEvent =
  /** New lines wait. */
  | { readonly type: "lines" }
  | { readonly type: "gatherDue" }
  | { readonly type: "retryDue" }
  /** The receiver took the batch. */
  | { readonly type: "sent" }
  /** The receiver will never take the batch. */
  | { readonly type: "refused" }
  /** The batch may be taken another time; `retryAfterMs` is when the receiver asked for that. */
  | { readonly type: "failed"; readonly retryAfterMs?: number }
  /** The plan has another receiver, or another form of it, for the target. */
  | { readonly type: "moved" }
  /** What waits is to be sent now, and then the target ends. */
  | { readonly type: "stop" }
  | { readonly type: "deadlineDue" };

/** The timers of a log target; setting one replaces any that runs. */
export type TargetTimer = "gather" | "retry" | "deadline";

/** What is to be done after a step, in order. */
export type TargetEffect =
  /** Makes a batch of the lines that wait and sends it. */
  | { readonly type: "send" }
  /** Sends the last batch once more. */
  | { readonly type: "resend" }
  /** Counts the lines of the last batch as lost. */
  | { readonly type: "drop" }
  | { readonly type: "timer"; readonly timer: TargetTimer; readonly ms: number }
  | { readonly type: "cancelTimer" }
  /** The receiver takes batches again, after so many failures. */
  | { readonly type: "recovered"; readonly failures: number }
  /** Breaks off what is on its way, and lets go of the receiver. */
  | { readonly type: "close" };

/** A step's outcome. */
export interface TargetStep {
  readonly state: TargetState;
  readonly effects: readonly TargetEffect[];
}

/** How many lines wait: `enough` is a batch's worth. */
export type Waiting = "none" | "some" | "enough";

/** What a target knows of its lines that are in no batch yet. */
export interface TargetFacts {
  readonly waiting: Waiting;
  /** Whether some were dropped since the last batch was made, for want of room. */
  readonly isOverfull: boolean;
}

/** How long lines wait for more before they are sent. @source pebble 1.32, seen: times of requests to a receiver */
export const gatherMs = 1000;

/** How long a target that is to end may take to send what waits. */
export const finishMs = 3000;

const firstRetryMs = 1000;
const lastRetryMs = 30_000;
const maxRetryAfterMs = 5 * 60_000;

/** A target to which nothing was ever sent. */
export const initialTargetState: TargetState = { name: "idle" };

/**
 * How long to wait before a batch is sent again: one second, twice as long each time, at most half a minute; longer, but no
 * more than five minutes, where the receiver asks for it.
 */
export const retryDelayMs = (failures: number, retryAfterMs = 0): number =>
  Math.max(
    Math.min(firstRetryMs * 2 ** (failures - 1), lastRetryMs),
    Math.min(retryAfterMs, maxRetryAfterMs),
  );
