import type { Micros } from "@cobble/wire";
import { cancelTimer, log, step, timer, withEffects } from "./effects.ts";
import { backOff, checkFailed, endByItself, exitPlan, restartRule } from "./exit-action.ts";
import type {
  Backoff,
  Policy,
  ServiceEffect,
  ServiceEvent,
  ServiceState,
  ServiceStep,
  StateOf,
} from "./state.ts";
import { fromStopping, kill, terminate } from "./stopping.ts";

/** How long a service must live for its start to count as good. @source pebble 1.32, docs/reuse/service-start-order.md */
export const startWindowMs = 1000;

const noBackoff: Backoff = { count: 0, delayMs: 0 };

/** Somebody asks for a start. */
const startAsked = ({ since }: ServiceState): ServiceStep =>
  step({ name: "spawning", since, backoff: noBackoff, asked: true }, cancelTimer, {
    type: "spawn",
    urgent: false,
  });

const fromStopped = (state: StateOf<"stopped">, event: ServiceEvent): ServiceStep =>
  event.type === "start" ? startAsked(state) : step(state);

/** A service that has failed and was left at that comes back when its check fails; one that ended well does not. */
const fromExited = (state: StateOf<"exited">, event: ServiceEvent, policy: Policy): ServiceStep => {
  if (event.type === "start") return startAsked(state);
  if (event.type !== "checkFailed" || !state.failed) return step(state);
  const { backoff } = state;
  return checkFailed(state, event, () => backOff({ at: event.at, backoff, policy }, restartRule));
};

/** It runs; when it has done so for as long as the limit, its back-off begins anew, and where there is no limit at once. */
const run = (start: { readonly since: Micros; readonly backoff: Backoff }, policy: Policy): ServiceStep =>
  policy.backoffLimitMs > 0
    ? step({ name: "running", ...start }, timer("reset", policy.backoffLimitMs))
    : step({ name: "running", ...start, backoff: noBackoff });

const spawnFailed = (
  { asked, backoff }: StateOf<"spawning">,
  { at, message, error }: Extract<ServiceEvent, { readonly type: "spawnFailed" }>,
  policy: Policy,
): ServiceStep => {
  // It ran before: whatever is missing now may come back, so it is tried again like any failed restart.
  if (!asked) return backOff({ at, backoff, policy }, `cannot be restarted: ${message}`);
  return step({ name: "stopped", since: at }, { type: "started", error });
};

const fromSpawning = (state: StateOf<"spawning">, event: ServiceEvent, policy: Policy): ServiceStep => {
  const { asked, backoff, since } = state;
  switch (event.type) {
    case "spawned":
      // Nobody waits for a restart: it runs at once, and its back-off begins anew when it has done so for long enough.
      return asked
        ? step({ name: "starting", since: event.at, backoff }, timer("window", startWindowMs))
        : run({ since: event.at, backoff }, policy);
    case "spawnFailed":
      return spawnFailed(state, event, policy);
    case "stop": {
      const error = "service start attempt: stopped before the process was started";
      const told: readonly ServiceEffect[] = asked
        ? [{ type: "started", error }]
        : [log("stopped while waiting for backoff")];
      return step({ name: "stopped", since: event.at }, { type: "cancelSpawn" }, ...told, {
        type: "stopped",
      });
    }
    case "startAborted":
      if (!asked) return step(state);
      return step(
        { name: "stopped", since },
        { type: "cancelSpawn" },
        { type: "started", error: "start aborted before the process was started" },
      );
    case "start":
    case "exited":
    case "windowPassed":
    case "killDelayPassed":
    case "failDelayPassed":
    case "backoffPassed":
    case "resetPassed":
    case "checkFailed":
      return step(state);
    default:
      return event satisfies never;
  }
};

const fromStarting = (state: StateOf<"starting">, event: ServiceEvent, policy: Policy): ServiceStep => {
  const { backoff } = state;
  const fail = (error: string): ServiceEffect => ({
    type: "started",
    error: `service start attempt: ${error}`,
    output: true,
  });
  switch (event.type) {
    case "windowPassed":
      return withEffects(run({ since: state.since, backoff }, policy), { type: "started" });
    case "exited": {
      const told = fail(`exited quickly with code ${event.code}, will ${exitPlan(event.code, policy)}`);
      return withEffects(endByItself({ at: event.at, code: event.code, backoff, policy }), told);
    }
    case "stop": {
      const told = fail("stopped before the 1s okay delay");
      return withEffects(terminate({ at: event.at, backoff }, "stop", policy.killDelayMs), told);
    }
    case "startAborted": {
      const error = "start aborted, sent SIGKILL to process";
      return withEffects(kill({ at: event.at, backoff }, "stop"), { type: "started", error });
    }
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

const fromRunning = (state: StateOf<"running">, event: ServiceEvent, policy: Policy): ServiceStep => {
  const { backoff } = state;
  switch (event.type) {
    case "exited":
      return endByItself({ at: event.at, code: event.code, backoff, policy });
    case "stop":
      return terminate({ at: event.at, backoff }, "stop", policy.killDelayMs);
    case "checkFailed":
      return checkFailed(state, event, () => {
        const next = terminate({ at: event.at, backoff }, "restart", policy.killDelayMs);
        return step(
          next.state,
          log(`${restartRule}, terminating process before restarting`),
          ...next.effects,
        );
      });
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

const fromBackoff = (state: StateOf<"backoff">, event: ServiceEvent): ServiceStep => {
  switch (event.type) {
    case "backoffPassed":
      return step({ ...state, name: "spawning", asked: false }, { type: "spawn", urgent: true });
    case "start":
      return startAsked(state);
    case "stop":
      return step(
        { name: "stopped", since: event.at },
        cancelTimer,
        log("stopped while waiting for backoff"),
        { type: "stopped" },
      );
    case "checkFailed":
      return checkFailed(state, event, () => step(state, log(`${restartRule}, waiting for current backoff`)));
    case "exited":
    case "startAborted":
    case "spawned":
    case "spawnFailed":
    case "windowPassed":
    case "killDelayPassed":
    case "failDelayPassed":
    case "resetPassed":
      return step(state);
    default:
      return event satisfies never;
  }
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
      return fromStopped(state, event);
    case "exited":
      return fromExited(state, event, policy);
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
