/** The life of one container: a supervisor process that is started again until the pod goes down. */
export type ContainerState =
  | { readonly phase: "waiting" }
  /** The process runs, its API does not answer yet. */
  | { readonly phase: "starting"; readonly pid: number; readonly deaths: number }
  | { readonly phase: "ready"; readonly pid: number; readonly deaths: number }
  /** The process is gone; what it left behind is being ended. */
  | { readonly phase: "sweeping"; readonly deaths: number }
  | { readonly phase: "backing-off"; readonly deaths: number }
  | { readonly phase: "stopping"; readonly pid: number }
  /** The process is gone for good; what it left behind is being ended. */
  | { readonly phase: "clearing" }
  | { readonly phase: "stopped" };

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What happens to a {@link ContainerState}. */
export type ContainerEvent =
  | { readonly type: "start" }
  | { readonly type: "spawned"; readonly pid: number }
  | { readonly type: "not-spawned"; readonly reason: string }
  | { readonly type: "answered" }
  /** The API has been answering for so long that the deaths before it do not count any more. */
  | { readonly type: "settled" }
  | { readonly type: "exited"; readonly exit: Exit }
  /** Nothing that the process left behind runs any more. */
  | { readonly type: "swept" }
  | { readonly type: "backed-off" }
  | { readonly type: "stop" }
  /** The time to stop is over. */
  | { readonly type: "overdue" }
  /** The pod is ended at once, by somebody else: whatever happens now means nothing. */
  | { readonly type: "abandon" };

/** What is to be done after a step. */
export type ContainerEffect =
  | { readonly type: "spawn" }
  | { readonly type: "probe" }
  | { readonly type: "announce-ready" }
  | {
      readonly type: "announce-lost";
      readonly why: string;
      readonly retryMs: number;
      /** Whether it ended by itself, so that its last words may say why. */
      readonly byItself: boolean;
    }
  | { readonly type: "sweep" }
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "stop-waiting" }
  | { readonly type: "signal"; readonly pid: number; readonly signal: "SIGTERM" | "SIGKILL" }
  | { readonly type: "expect-exit"; readonly pid: number }
  | { readonly type: "announce-stopped" };

interface Step {
  readonly state: ContainerState;
  readonly effects: readonly ContainerEffect[];
}

const firstBackOffMs = 250;
const longestBackOffMs = 30_000;

/** How long a container waits that has died `deaths` times in a row: 250 ms, doubling to 30 s. */
export const backOffMs = (deaths: number): number =>
  Math.min(firstBackOffMs * 2 ** Math.min(deaths - 1, 30), longestBackOffMs);

const keep = (state: ContainerState): Step => ({ state, effects: [] });

const describeExit = ({ code, signal }: Exit): string =>
  signal === null ? `exited with code ${code ?? 0}` : `was killed by ${signal}`;

const lost = (deaths: number, { why, byItself }: { why: string; byItself: boolean }): Step => ({
  state: { phase: "sweeping", deaths: deaths + 1 },
  effects: [{ type: "announce-lost", why, byItself, retryMs: backOffMs(deaths + 1) }, { type: "sweep" }],
});

const stopProcess = (pid: number): Step => ({
  state: { phase: "stopping", pid },
  effects: [
    { type: "signal", pid, signal: "SIGTERM" },
    { type: "expect-exit", pid },
  ],
});

const clear: Step = { state: { phase: "clearing" }, effects: [{ type: "sweep" }] };
const stopped: Step = { state: { phase: "stopped" }, effects: [{ type: "announce-stopped" }] };

type In<P extends ContainerState["phase"]> = Extract<ContainerState, { phase: P }>;

const stepWaiting = (state: In<"waiting">, event: ContainerEvent): Step => {
  switch (event.type) {
    case "start":
      return { state, effects: [{ type: "spawn" }] };
    case "spawned":
      return { state: { phase: "starting", pid: event.pid, deaths: 0 }, effects: [{ type: "probe" }] };
    case "not-spawned":
      return lost(0, { why: event.reason, byItself: false });
    case "stop":
      return stopped;
    default:
      return keep(state);
  }
};

const stepRunning = (state: In<"starting" | "ready">, event: ContainerEvent): Step => {
  const { pid, deaths } = state;
  switch (event.type) {
    case "answered":
      if (state.phase === "ready") return keep(state);
      return { state: { phase: "ready", pid, deaths }, effects: [{ type: "announce-ready" }] };
    case "settled":
      return keep({ ...state, deaths: 0 });
    case "exited":
      return lost(deaths, { why: describeExit(event.exit), byItself: event.exit.signal === null });
    case "stop":
      return stopProcess(pid);
    default:
      return keep(state);
  }
};

const stepSweeping = (state: In<"sweeping">, event: ContainerEvent): Step => {
  switch (event.type) {
    case "swept":
      return {
        state: { phase: "backing-off", deaths: state.deaths },
        effects: [{ type: "wait", ms: backOffMs(state.deaths) }],
      };
    case "stop":
      return keep({ phase: "clearing" });
    default:
      return keep(state);
  }
};

const stepBackingOff = (state: In<"backing-off">, event: ContainerEvent): Step => {
  switch (event.type) {
    case "backed-off":
      return { state, effects: [{ type: "spawn" }] };
    case "spawned":
      return {
        state: { phase: "starting", pid: event.pid, deaths: state.deaths },
        effects: [{ type: "probe" }],
      };
    case "not-spawned":
      return lost(state.deaths, { why: event.reason, byItself: false });
    case "stop":
      return { state: stopped.state, effects: [{ type: "stop-waiting" }, ...stopped.effects] };
    default:
      return keep(state);
  }
};

const stepStopping = (state: In<"stopping">, event: ContainerEvent): Step => {
  switch (event.type) {
    case "exited":
      return clear;
    case "overdue":
      return { state, effects: [{ type: "signal", pid: state.pid, signal: "SIGKILL" }] };
    default:
      return keep(state);
  }
};

/** One step in the life of a container. */
export const stepContainer = (state: ContainerState, event: ContainerEvent): Step => {
  if (event.type === "abandon") return { state: { phase: "stopped" }, effects: [{ type: "stop-waiting" }] };
  switch (state.phase) {
    case "waiting":
      return stepWaiting(state, event);
    case "starting":
    case "ready":
      return stepRunning(state, event);
    case "sweeping":
      return stepSweeping(state, event);
    case "backing-off":
      return stepBackingOff(state, event);
    case "stopping":
      return stepStopping(state, event);
    case "clearing":
      return event.type === "swept" ? stopped : keep(state);
    case "stopped":
      return keep(state);
    default:
      return state satisfies never;
  }
};
