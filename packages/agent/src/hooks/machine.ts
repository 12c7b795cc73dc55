import { type Hook, isSameHook } from "./hook.ts";

/** The order of hooks: one runs at a time, a failed one is tried again before any other. */
export type QueueState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "running";
      readonly hook: Hook;
      /** From 1. */
      readonly attempt: number;
      readonly waiting: readonly Hook[];
    }
  | {
      readonly phase: "backing-off";
      readonly hook: Hook;
      /** How often the hook has failed. */
      readonly attempt: number;
      readonly waiting: readonly Hook[];
    }
  | {
      /** The unit goes down: `hook` runs, `last` are the hooks that still will. */
      readonly phase: "stopping";
      readonly hook: Hook;
      readonly last: readonly Hook[];
    }
  | { readonly phase: "stopped" };

/** What happens to a {@link QueueState}. */
export type QueueEvent =
  | { readonly type: "queued"; readonly hook: Hook }
  /** A hook that waits has lost its reason: its container went away. */
  | { readonly type: "withdrawn"; readonly hook: Hook }
  | { readonly type: "finished"; readonly result: "done" | "failed" }
  /** The time of the back-off is over, or something changed that makes an early attempt worth it. */
  | { readonly type: "retry" }
  /** Takes the unit down with these as its last hooks. */
  | { readonly type: "stop"; readonly last: readonly Hook[] };

/** What is to be done after a step. */
export type QueueEffect =
  | { readonly type: "run"; readonly hook: Hook; readonly attempt: number }
  | { readonly type: "wait"; readonly hook: Hook; readonly ms: number }
  | { readonly type: "stop-waiting" }
  | { readonly type: "drop"; readonly hook: Hook }
  | { readonly type: "ended" };

interface Step {
  readonly state: QueueState;
  readonly effects: readonly QueueEffect[];
}

const firstRetryMs = 1000;
const longestRetryMs = 60_000;

/** How long a hook waits that has failed `attempt` times: 1 s, doubling to 60 s. */
export const retryDelayMs = (attempt: number): number =>
  Math.min(firstRetryMs * 2 ** Math.min(attempt - 1, 30), longestRetryMs);

/** The queue before its first hook. */
export const emptyQueue: QueueState = { phase: "idle" };

const keep = (state: QueueState): Step => ({ state, effects: [] });

const runNext = (waiting: readonly Hook[]): Step => {
  const [hook, ...rest] = waiting;
  if (hook === undefined) return keep({ phase: "idle" });
  return {
    state: { phase: "running", hook, attempt: 1, waiting: rest },
    effects: [{ type: "run", hook, attempt: 1 }],
  };
};

const runLast = (last: readonly Hook[]): Step => {
  const [hook, ...rest] = last;
  if (hook === undefined) return { state: { phase: "stopped" }, effects: [{ type: "ended" }] };
  return {
    state: { phase: "stopping", hook, last: rest },
    effects: [{ type: "run", hook, attempt: 1 }],
  };
};

const drop = (hooks: readonly Hook[]): readonly QueueEffect[] =>
  hooks.map((hook) => ({ type: "drop", hook }));

const withHook = (waiting: readonly Hook[], hook: Hook): readonly Hook[] =>
  waiting.some((other) => isSameHook(other, hook)) ? waiting : [...waiting, hook];

const stepIdle = (state: Extract<QueueState, { phase: "idle" }>, event: QueueEvent): Step => {
  switch (event.type) {
    case "queued":
      return runNext([event.hook]);
    case "stop":
      return runLast(event.last);
    case "withdrawn":
    case "finished":
    case "retry":
      return keep(state);
    default:
      return event satisfies never;
  }
};

const finish = (state: Extract<QueueState, { phase: "running" }>, result: "done" | "failed"): Step => {
  const { hook, attempt, waiting } = state;
  // A failed action is told to who asked for it, who may ask again.
  if (result === "done" || hook.kind === "action") return runNext(waiting);
  return {
    state: { phase: "backing-off", hook, attempt, waiting },
    effects: [{ type: "wait", hook, ms: retryDelayMs(attempt) }],
  };
};

const stepRunning = (state: Extract<QueueState, { phase: "running" }>, event: QueueEvent): Step => {
  switch (event.type) {
    case "queued":
      return keep({ ...state, waiting: withHook(state.waiting, event.hook) });
    case "withdrawn":
      return keep({ ...state, waiting: state.waiting.filter((hook) => !isSameHook(hook, event.hook)) });
    case "finished":
      return finish(state, event.result);
    case "stop":
      return {
        state: { phase: "stopping", hook: state.hook, last: event.last },
        effects: drop(state.waiting),
      };
    case "retry":
      return keep(state);
    default:
      return event satisfies never;
  }
};

const stepBackingOff = (state: Extract<QueueState, { phase: "backing-off" }>, event: QueueEvent): Step => {
  const { hook, waiting } = state;
  switch (event.type) {
    case "queued":
      // The same hook is about to be tried again, and will see what is new.
      return isSameHook(hook, event.hook)
        ? keep(state)
        : keep({ ...state, waiting: withHook(waiting, event.hook) });
    case "withdrawn":
      return keep({ ...state, waiting: waiting.filter((other) => !isSameHook(other, event.hook)) });
    case "retry": {
      const attempt = state.attempt + 1;
      return {
        state: { phase: "running", hook, attempt, waiting },
        effects: [{ type: "stop-waiting" }, { type: "run", hook, attempt }],
      };
    }
    case "stop": {
      const { state: next, effects } = runLast(event.last);
      return { state: next, effects: [{ type: "stop-waiting" }, ...drop([hook, ...waiting]), ...effects] };
    }
    case "finished":
      return keep(state);
    default:
      return event satisfies never;
  }
};

const stepStopping = (state: Extract<QueueState, { phase: "stopping" }>, event: QueueEvent): Step => {
  switch (event.type) {
    case "queued":
      return { state, effects: drop([event.hook]) };
    case "finished":
      // A unit that goes down does not wait for a hook to become better.
      return runLast(state.last);
    case "withdrawn":
    case "retry":
    case "stop":
      return keep(state);
    default:
      return event satisfies never;
  }
};

/** One step of the queue of hooks. */
export const stepQueue = (state: QueueState, event: QueueEvent): Step => {
  switch (state.phase) {
    case "idle":
      return stepIdle(state, event);
    case "running":
      return stepRunning(state, event);
    case "backing-off":
      return stepBackingOff(state, event);
    case "stopping":
      return stepStopping(state, event);
    case "stopped":
      return event.type === "queued" ? { state, effects: drop([event.hook]) } : keep(state);
    default:
      return state satisfies never;
  }
};
