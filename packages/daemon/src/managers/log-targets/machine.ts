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

/** What a target does about an event. `waiting` is said of the lines that are in no batch yet. */
export const stepTarget = (
  state: TargetState,
  event: TargetEvent,
  facts: { readonly waiting: Waiting },
): TargetStep => {
  switch (state.name) {
    case "idle":
      return stepIdle(state, event, facts.waiting);
    case "gathering":
      return stepGathering(state, event, facts.waiting);
    case "sending":
      return stepSending(state, event, facts.waiting);
    case "backingOff":
      return stepBackingOff(state, event);
    case "finishing":
      return stepFinishing(state, event, facts.waiting);
    case "closed":
      return { state, effects: [] };
    default:
      return state satisfies never;
  }
};

type StateNamed<N extends TargetState["name"]> = Extract<TargetState, { readonly name: N }>;

const closed: TargetStep = {
  state: { name: "closed" },
  effects: [{ type: "cancelTimer" }, { type: "close" }],
};

const send: TargetStep = {
  state: { name: "sending", failures: 0 },
  effects: [{ type: "cancelTimer" }, { type: "send" }],
};

const finish = (effect: "send" | "resend"): TargetStep => ({
  state: { name: "finishing" },
  effects: [{ type: "timer", timer: "deadline", ms: finishMs }, { type: effect }],
});

/** What comes when nothing is on its way. */
const gather = (waiting: Waiting): TargetStep => {
  if (waiting === "enough") return send;
  if (waiting === "none") return { state: { name: "idle" }, effects: [] };
  return { state: { name: "gathering" }, effects: [{ type: "timer", timer: "gather", ms: gatherMs }] };
};

const stepIdle = (state: StateNamed<"idle">, event: TargetEvent, waiting: Waiting): TargetStep => {
  switch (event.type) {
    case "lines":
      return gather(waiting);
    case "stop":
      return closed;
    case "gatherDue":
    case "retryDue":
    case "sent":
    case "refused":
    case "failed":
    case "moved":
    case "deadlineDue":
      return { state, effects: [] };
    default:
      return event satisfies never;
  }
};

const stepGathering = (state: StateNamed<"gathering">, event: TargetEvent, waiting: Waiting): TargetStep => {
  switch (event.type) {
    case "lines":
      return waiting === "enough" ? send : { state, effects: [] };
    case "gatherDue":
      return send;
    case "stop":
      return finish("send");
    case "retryDue":
    case "sent":
    case "refused":
    case "failed":
    case "moved":
    case "deadlineDue":
      return { state, effects: [] };
    default:
      return event satisfies never;
  }
};

const stepSending = (state: StateNamed<"sending">, event: TargetEvent, waiting: Waiting): TargetStep => {
  const recovered: readonly TargetEffect[] =
    state.failures > 0 ? [{ type: "recovered", failures: state.failures }] : [];
  switch (event.type) {
    case "sent": {
      const next = gather(waiting);
      return { state: next.state, effects: [...recovered, ...next.effects] };
    }
    case "refused": {
      const next = gather(waiting);
      return { state: next.state, effects: [{ type: "drop" }, ...next.effects] };
    }
    case "failed": {
      const failures = state.failures + 1;
      const ms = retryDelayMs(failures, event.retryAfterMs);
      return { state: { name: "backingOff", failures }, effects: [{ type: "timer", timer: "retry", ms }] };
    }
    case "stop":
      return {
        state: { name: "finishing" },
        effects: [{ type: "timer", timer: "deadline", ms: finishMs }],
      };
    case "lines":
    case "gatherDue":
    case "retryDue":
    case "moved":
    case "deadlineDue":
      return { state, effects: [] };
    default:
      return event satisfies never;
  }
};

const stepBackingOff = (state: StateNamed<"backingOff">, event: TargetEvent): TargetStep => {
  switch (event.type) {
    case "retryDue":
      return { state: { name: "sending", failures: state.failures }, effects: [{ type: "resend" }] };
    case "moved":
      // What the old receiver was asked to wait for is nothing to the new one.
      return {
        state: { name: "sending", failures: 0 },
        effects: [{ type: "cancelTimer" }, { type: "resend" }],
      };
    case "stop":
      return finish("resend");
    case "lines":
    case "gatherDue":
    case "sent":
    case "refused":
    case "failed":
    case "deadlineDue":
      return { state, effects: [] };
    default:
      return event satisfies never;
  }
};

const stepFinishing = (state: StateNamed<"finishing">, event: TargetEvent, waiting: Waiting): TargetStep => {
  switch (event.type) {
    case "sent":
      return waiting === "none" ? closed : { state, effects: [{ type: "send" }] };
    case "refused": {
      const next: readonly TargetEffect[] = waiting === "none" ? closed.effects : [{ type: "send" }];
      const after = waiting === "none" ? closed.state : state;
      return { state: after, effects: [{ type: "drop" }, ...next] };
    }
    case "failed":
      // One try is all there is time for.
      return { state: closed.state, effects: [{ type: "drop" }, ...closed.effects] };
    case "deadlineDue":
      return { state: closed.state, effects: [{ type: "drop" }, { type: "close" }] };
    case "lines":
    case "gatherDue":
    case "retryDue":
    case "moved":
    case "stop":
      return { state, effects: [] };
    default:
      return event satisfies never;
  }
};
