/** The websockets of a command. */
export type ExecChannel = "control" | "stdio" | "stderr";

/** Why a command is being killed. */
export type ExecEnding = "timeout" | "abandoned" | "aborted";

/** How a command ended. */
export type ExecOutcome =
  | { readonly type: "exited"; readonly code: number }
  | { readonly type: "timed out" }
  | { readonly type: "not started"; readonly message: string }
  | { readonly type: "not connected" }
  | { readonly type: "given up" };

/** Where a command stands. */
export type ExecState =
  | { readonly type: "connecting"; readonly missing: readonly ExecChannel[] }
  | { readonly type: "running" }
  | { readonly type: "ending"; readonly ending: ExecEnding }
  | { readonly type: "ended"; readonly outcome: ExecOutcome };

/** What can happen to a command. */
export type ExecEvent =
  | { readonly type: "connected"; readonly channel: ExecChannel }
  | { readonly type: "connectTimeout" }
  /** Everything but the control websocket has been there for a while: this client has none. */
  | { readonly type: "controlOverdue" }
  | { readonly type: "startFailed"; readonly message: string }
  | { readonly type: "timeout" }
  | { readonly type: "controlClosed" }
  | { readonly type: "abort" }
  /** It has exited and all it wrote has been passed on. */
  | { readonly type: "exited"; readonly code: number };

/** What follows from a step. */
export type ExecEffect = "awaitControl" | "start" | "kill" | "finish";

/** A step's outcome; the same state and no effect where the event means nothing in that state. */
export interface ExecStep {
  readonly state: ExecState;
  readonly effects: readonly ExecEffect[];
}

const stay = (state: ExecState): ExecStep => ({ state, effects: [] });
const end = (outcome: ExecOutcome): ExecStep => ({
  state: { type: "ended", outcome },
  effects: ["finish"],
});
const start: ExecStep = { state: { type: "running" }, effects: ["start"] };
const kill = (ending: ExecEnding): ExecStep => ({ state: { type: "ending", ending }, effects: ["kill"] });

const stepFromConnecting = (
  state: Extract<ExecState, { type: "connecting" }>,
  event: ExecEvent,
): ExecStep => {
  switch (event.type) {
    case "connected": {
      const missing = state.missing.filter((channel) => channel !== event.channel);
      if (missing.length === 0) return start;
      const isReady = missing.every((channel) => channel === "control");
      return { state: { type: "connecting", missing }, effects: isReady ? ["awaitControl"] : [] };
    }
    case "controlOverdue":
      return start;
    case "connectTimeout":
      return end({ type: "not connected" });
    case "controlClosed":
    case "abort":
      return end({ type: "given up" });
    case "startFailed":
    case "timeout":
    case "exited":
      return stay(state);
    default:
      return event satisfies never;
  }
};

const stepFromRunning = (state: ExecState, event: ExecEvent): ExecStep => {
  switch (event.type) {
    case "startFailed":
      return end({ type: "not started", message: event.message });
    case "timeout":
      return kill("timeout");
    case "controlClosed":
      return kill("abandoned");
    case "abort":
      return kill("aborted");
    case "exited":
      return end({ type: "exited", code: event.code });
    case "connected":
    case "connectTimeout":
    case "controlOverdue":
      return stay(state);
    default:
      return event satisfies never;
  }
};

const stepFromEnding = (state: Extract<ExecState, { type: "ending" }>, event: ExecEvent): ExecStep => {
  switch (event.type) {
    case "exited":
      return end(state.ending === "timeout" ? { type: "timed out" } : { type: "exited", code: event.code });
    case "connected":
    case "connectTimeout":
    case "controlOverdue":
    case "startFailed":
    case "timeout":
    case "controlClosed":
    case "abort":
      return stay(state);
    default:
      return event satisfies never;
  }
};

/**
 * The life of a command: it waits for its websockets, runs, and ends by itself or by being killed: at its timeout, when
 * its client goes away, or when its change is aborted.
 * @source pebble 1.32, seen: a command whose control websocket closes is killed at once, exit code 137
 */
export const stepExec = (state: ExecState, event: ExecEvent): ExecStep => {
  switch (state.type) {
    case "connecting":
      return stepFromConnecting(state, event);
    case "running":
      return stepFromRunning(state, event);
    case "ending":
      return stepFromEnding(state, event);
    case "ended":
      return stay(state);
    default:
      return state satisfies never;
  }
};
