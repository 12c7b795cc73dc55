import type { ServiceAction } from "@cobble/plan";
import type { Micros } from "@cobble/wire";
import { cancelTimer, log, step, timer } from "./effects.ts";
import { backOff, checkShutdown, endByItself, exitPlan } from "./exit-action.ts";
import type {
  Backoff,
  Policy,
  ServiceEffect,
  ServiceEvent,
  ServiceState,
  ServiceStep,
  StopGoal,
} from "./state.ts";

/** How long a service must live for its start to count as good. @source pebble 1.32, docs/reuse/service-start-order.md */
export const startWindowMs = 1000;

/** How long after SIGKILL a stop gives up. */
const failDelayMs = 5000;

const noBackoff: Backoff = { count: 0, delayMs: 0 };

const startStep = (at: Micros, asked: boolean, backoff: Backoff): ServiceStep =>
  step({ name: "spawning", since: at, backoff, asked }, cancelTimer, { type: "spawn" });

const terminate = (
  state: { readonly since: Micros; readonly backoff: Backoff },
  goal: StopGoal,
  killDelayMs: number,
): ServiceStep =>
  step(
    { name: "terminating", since: state.since, backoff: state.backoff, goal },
    cancelTimer,
    { type: "signal", signal: "SIGTERM" },
    timer("kill", killDelayMs),
  );

const checkFailed = (
  state: Extract<ServiceState, { readonly name: "running" }>,
  action: ServiceAction,
  policy: Policy,
): ServiceStep => {
  if (action === "ignore") return step(state);
  if (action !== "restart") return checkShutdown(state, action);
  const next = terminate(state, "restart", policy.killDelayMs);
  const notice = log('on-check-failure action is "restart", terminating process before restarting');
  return step(next.state, notice, ...next.effects);
};

const fromStopped = (state: ServiceState, event: ServiceEvent): ServiceStep => {
  if (event.type === "start") return startStep(event.at, true, noBackoff);
  return step(state);
};

const fromSpawning = (
  state: Extract<ServiceState, { readonly name: "spawning" }>,
  event: ServiceEvent,
  policy: Policy,
): ServiceStep => {
  const { asked, backoff } = state;
  if (event.type === "spawned") {
    return step({ name: "starting", since: event.at, backoff, asked }, timer("window", startWindowMs));
  }
  if (event.type !== "spawnFailed") return step(state);
  if (asked) {
    return step(
      { name: "stopped", since: event.at },
      { type: "started", error: `cannot start service: ${event.message}` },
    );
  }
  // It ran before: whatever is missing now may come back, so it is tried again like any failed restart.
  const next = backOff({ at: event.at, backoff, policy }, `cannot be restarted: ${event.message}`);
  return step(next.state, ...next.effects);
};

/** @source pebble 1.32, seen: a start that is aborted within its second kills the process, and is not tried again */
const abortStart = (state: Extract<ServiceState, { readonly name: "starting" }>): ServiceStep =>
  step(
    { name: "killing", since: state.since, backoff: state.backoff, goal: "stop" },
    cancelTimer,
    { type: "signal", signal: "SIGKILL" },
    timer("fail", failDelayMs),
    { type: "started", error: "start aborted, sent SIGKILL to process" },
  );

const fromStarting = (
  state: Extract<ServiceState, { readonly name: "starting" }>,
  event: ServiceEvent,
  policy: Policy,
): ServiceStep => {
  const { asked, backoff } = state;
  switch (event.type) {
    case "windowPassed":
      return step(
        { name: "running", since: state.since, backoff },
        timer("reset", policy.backoffLimitMs),
        ...(asked ? [{ type: "started" } as const] : []),
      );
    case "exited": {
      const ended = endByItself({ at: event.at, code: event.code, backoff, policy });
      const error = `service start attempt: exited quickly with code ${event.code}, will ${exitPlan(event.code, policy)}`;
      const told: readonly ServiceEffect[] = asked ? [{ type: "started", error, output: true }] : [];
      return step(ended.state, ...ended.effects, ...told);
    }
    case "stop": {
      const next = terminate(state, "stop", policy.killDelayMs);
      const error = "service start attempt: stopped before the 1s okay delay";
      const told: readonly ServiceEffect[] = asked ? [{ type: "started", error, output: true }] : [];
      return step(next.state, ...told, ...next.effects);
    }
    case "startAborted":
      return asked ? abortStart(state) : step(state);
    case "checkFailed":
      // As in the reference, a service that is just starting is left alone.
      return step(state);
    case "start":
    case "spawned":
    case "spawnFailed":
    case "killDelayPassed":
    case "failDelayPassed":
    case "backoffPassed":
    case "resetPassed":
      return step(state);
    default:
      return event satisfies never;
  }
};

const fromRunning = (
  state: Extract<ServiceState, { readonly name: "running" }>,
  event: ServiceEvent,
  policy: Policy,
): ServiceStep => {
  switch (event.type) {
    case "exited":
      return endByItself({ at: event.at, code: event.code, backoff: state.backoff, policy });
    case "stop":
      return terminate(state, "stop", policy.killDelayMs);
    case "checkFailed":
      return checkFailed(state, event.action, policy);
    case "resetPassed":
      return step({ ...state, backoff: noBackoff });
    case "start":
    case "startAborted":
    case "spawned":
    case "spawnFailed":
    case "windowPassed":
    case "killDelayPassed":
    case "failDelayPassed":
    case "backoffPassed":
      return step(state);
    default:
      return event satisfies never;
  }
};

const exitedWhileStopping = (
  state: { readonly backoff: Backoff; readonly goal: StopGoal },
  event: { readonly at: Micros },
  policy: Policy,
): ServiceStep => {
  if (state.goal === "stop") {
    return step({ name: "stopped", since: event.at }, cancelTimer, log("stopped"), { type: "stopped" });
  }
  const next = backOff(
    { at: event.at, backoff: state.backoff, policy },
    `on-check-failure action is "restart"`,
  );
  return step(next.state, cancelTimer, log("exited after check failure, restarting"), ...next.effects);
};

const fromStopping = (
  state: Extract<ServiceState, { readonly name: "terminating" | "killing" }>,
  event: ServiceEvent,
  policy: Policy,
): ServiceStep => {
  switch (event.type) {
    case "exited":
      return exitedWhileStopping(state, event, policy);
    case "killDelayPassed":
      return step(
        { ...state, name: "killing" },
        { type: "signal", signal: "SIGKILL" },
        timer("fail", failDelayMs),
      );
    case "failDelayPassed":
      return step(state, { type: "stopped", error: "process still running after SIGTERM and SIGKILL" });
    case "stop":
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

const fromBackoff = (
  state: Extract<ServiceState, { readonly name: "backoff" }>,
  event: ServiceEvent,
): ServiceStep => {
  if (event.type === "backoffPassed") return startStep(event.at, false, state.backoff);
  if (event.type === "start") return startStep(event.at, true, noBackoff);
  if (event.type === "stop") {
    return step({ name: "stopped", since: event.at }, cancelTimer, log("stopped while waiting for backoff"), {
      type: "stopped",
    });
  }
  return step(state);
};

/**
 * One step in the life of a service: what it becomes when `event` happens, and what is to be done. Pure; the runner does
 * the effects and turns what comes of them into further events. Log texts are completed by the runner with the service's
 * name.
 * @source pebble 1.32, docs/reference/service-auto-restart.md, layer-specification.md and the log of `run`
 */
export const stepService = (state: ServiceState, event: ServiceEvent, policy: Policy): ServiceStep => {
  switch (state.name) {
    case "stopped":
    case "exited":
      return fromStopped(state, event);
    case "spawning":
      return fromSpawning(state, event, policy);
    case "starting":
      return fromStarting(state, event, policy);
    case "running":
      return fromRunning(state, event, policy);
    case "terminating":
    case "killing":
      return fromStopping(state, event, policy);
    case "backoff":
      return fromBackoff(state, event);
    default:
      return state satisfies never;
  }
};
