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

type StateNamed<N extends TargetState["name"]> = Extract<TargetState, { readonly name: N }>;

/** What a rule decides by. */
interface Now<S> extends TargetFacts {
  readonly state: S;
  /** How long the receiver wants to be left alone, when a failure says so. */
  readonly retryAfterMs: number | undefined;
}

/** What follows from an event in one state. */
type Rule<S> = (now: Now<S>) => TargetStep;

/** What follows in one state from every event that there is. */
type Rules<S> = Readonly<Record<TargetEvent["type"], Rule<S>>>;

const stay: Rule<TargetState> = ({ state }) => ({ state, effects: [] });

/** Of most events a state wants to know nothing: the others stand in its own rules. */
const unmoved: Rules<TargetState> = {
  lines: stay,
  gatherDue: stay,
  retryDue: stay,
  sent: stay,
  refused: stay,
  failed: stay,
  moved: stay,
  stop: stay,
  deadlineDue: stay,
};

const closed: TargetStep = {
  state: { name: "closed" },
  effects: [{ type: "cancelTimer" }, { type: "close" }],
};

const send: TargetStep = {
  state: { name: "sending", failures: 0 },
  effects: [{ type: "cancelTimer" }, { type: "send" }],
};

const finish = (...effects: readonly TargetEffect[]): TargetStep => ({
  state: { name: "finishing" },
  effects: [{ type: "timer", timer: "deadline", ms: finishMs }, ...effects],
});

/** What comes when nothing is on its way. */
const gather = (waiting: Waiting): TargetStep => {
  if (waiting === "enough") return send;
  if (waiting === "none") return { state: { name: "idle" }, effects: [] };
  return { state: { name: "gathering" }, effects: [{ type: "timer", timer: "gather", ms: gatherMs }] };
};

const after = (effects: readonly TargetEffect[], next: TargetStep): TargetStep => ({
  state: next.state,
  effects: [...effects, ...next.effects],
});

const idle: Rules<StateNamed<"idle">> = {
  ...unmoved,
  lines: ({ waiting }) => gather(waiting),
  stop: () => closed,
};

const gathering: Rules<StateNamed<"gathering">> = {
  ...unmoved,
  lines: (now) => (now.waiting === "enough" ? send : stay(now)),
  gatherDue: () => send,
  stop: () => finish({ type: "send" }),
};

const sending: Rules<StateNamed<"sending">> = {
  ...unmoved,
  sent: ({ state: { failures }, waiting }) =>
    after(failures > 0 ? [{ type: "recovered", failures }] : [], gather(waiting)),
  refused: ({ waiting }) => after([{ type: "drop" }], gather(waiting)),
  failed: ({ state, retryAfterMs }) => {
    const failures = state.failures + 1;
    const ms = retryDelayMs(failures, retryAfterMs);
    return { state: { name: "backingOff", failures }, effects: [{ type: "timer", timer: "retry", ms }] };
  },
  stop: () => finish(),
};

const backingOff: Rules<StateNamed<"backingOff">> = {
  ...unmoved,
  retryDue: ({ state: { failures }, isOverfull }) => ({
    state: { name: "sending", failures },
    // The batch holds the oldest lines of all: they are the first to go. One that a receiver chokes on is got rid of, too.
    effects: isOverfull ? [{ type: "drop" }, { type: "send" }] : [{ type: "resend" }],
  }),
  // What the old receiver was asked to wait for is nothing to the new one.
  moved: () => ({
    state: { name: "sending", failures: 0 },
    effects: [{ type: "cancelTimer" }, { type: "resend" }],
  }),
  stop: () => finish({ type: "resend" }),
};

/** Sends what is left, or ends where nothing is. */
const sendRest: Rule<StateNamed<"finishing">> = ({ state, waiting }) =>
  waiting === "none" ? closed : { state, effects: [{ type: "send" }] };

const finishing: Rules<StateNamed<"finishing">> = {
  ...unmoved,
  sent: sendRest,
  refused: (now) => after([{ type: "drop" }], sendRest(now)),
  // One try is all there is time for.
  failed: () => after([{ type: "drop" }], closed),
  deadlineDue: () => ({ state: closed.state, effects: [{ type: "drop" }, { type: "close" }] }),
};

/** What a target does about an event. */
export const stepTarget = (state: TargetState, event: TargetEvent, facts: TargetFacts): TargetStep => {
  const given = { ...facts, retryAfterMs: event.type === "failed" ? event.retryAfterMs : undefined };
  switch (state.name) {
    case "idle":
      return idle[event.type]({ ...given, state });
    case "gathering":
      return gathering[event.type]({ ...given, state });
    case "sending":
      return sending[event.type]({ ...given, state });
    case "backingOff":
      return backingOff[event.type]({ ...given, state });
    case "finishing":
      return finishing[event.type]({ ...given, state });
    case "closed":
      return { state, effects: [] };
    default:
      return state satisfies never;
  }
};
