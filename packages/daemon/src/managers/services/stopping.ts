import type { Micros } from "@cobble/wire";
import { cancelTimer, log, step, timer } from "./effects.ts";
import { backOff, restartRule } from "./exit-action.ts";
import type { Backoff, Policy, ServiceEvent, ServiceStep, StateOf, StopGoal } from "./state.ts";

/** How long after SIGKILL a stop gives up. */
const failDelayMs = 5000;

/** What a service was when its process is to end. */
interface Leaving {
  readonly at: Micros;
  readonly backoff: Backoff;
}

/** Asks the process group to end, and is ready to kill it. */
export const terminate = ({ at, backoff }: Leaving, goal: StopGoal, killDelayMs: number): ServiceStep =>
  step(
    { name: "terminating", since: at, backoff, goal },
    cancelTimer,
    { type: "signal", signal: "SIGTERM" },
    timer("kill", killDelayMs),
  );

/** Kills the process group. */
export const kill = ({ at, backoff }: Leaving, goal: StopGoal): ServiceStep =>
  step(
    { name: "killing", since: at, backoff, goal },
    cancelTimer,
    { type: "signal", signal: "SIGKILL" },
    timer("fail", failDelayMs),
  );

const exitedWhileStopping = (
  state: StateOf<"terminating" | "killing">,
  at: Micros,
  policy: Policy,
): ServiceStep => {
  if (state.goal === "stop") {
    return step({ name: "stopped", since: state.since }, cancelTimer, log("stopped"), { type: "stopped" });
  }
  const event = "exited after check failure, restarting";
  return backOff({ at, backoff: state.backoff, policy, event }, restartRule);
};

/** A step of a service whose process is to end. */
export const fromStopping = (
  state: StateOf<"terminating" | "killing">,
  event: ServiceEvent,
  policy: Policy,
): ServiceStep => {
  switch (event.type) {
    case "exited":
      return exitedWhileStopping(state, event.at, policy);
    case "killDelayPassed":
      return kill({ at: state.since, backoff: state.backoff }, state.goal);
    case "failDelayPassed":
      return step(state, { type: "stopped", error: "process still running after SIGTERM and SIGKILL" });
    case "stop":
      // Whoever comes after SIGKILL was sent waits as long for it as the one before.
      if (state.name === "killing") return kill({ at: state.since, backoff: state.backoff }, "stop");
      return step({ ...state, goal: "stop" });
    case "start":
      return step(state, { type: "started", error: "cannot start service while terminating" });
    case "startAborted":
    case "spawned":
    case "spawnFailed":
    case "windowPassed":
    case "backoffPassed":
    case "resetPassed":
    case "checkFailed":
      return step(state);
    default:
      return event satisfies never;
  }
};
