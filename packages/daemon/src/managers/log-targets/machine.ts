import {
  finishMs,
  gatherMs,
  retryDelayMs,
  type TargetEffect,
  type TargetEvent,
  type TargetFacts,
  type TargetState,
  type TargetStep,
  type Waiting,
} from "./state.ts";

/** What a target does about an event. */
export const stepTarget = (state: TargetState, event: TargetEvent, facts: TargetFacts): TargetStep => {
  switch (state.name) {
    case "idle":
      return stepIdle(state, event, facts.waiting);
    case "gathering":
      return stepGathering(state, event, facts.waiting);
    case "sending":
      return stepSending(state, event, facts.waiting);
    case "backingOff":
      return stepBackingOff(state, event, facts.isOverfull);
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

const stepBackingOff = (
  state: StateNamed<"backingOff">,
  event: TargetEvent,
  isOverfull: boolean,
): TargetStep => {
  switch (event.type) {
    case "retryDue":
      return {
        state: { name: "sending", failures: state.failures },
        // The batch holds the oldest lines of all: they are the first to go. One that a receiver chokes on is got rid of, too.
        effects: isOverfull ? [{ type: "drop" }, { type: "send" }] : [{ type: "resend" }],
      };
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
