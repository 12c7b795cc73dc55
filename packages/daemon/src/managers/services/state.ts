import type { ServiceAction } from "@cobble/plan";
import type { Micros, ServiceStatus } from "@cobble/wire";

/** How a service is to be treated: what the plan says now, with defaults filled in. */
export interface Policy {
  readonly onSuccess: ServiceAction;
  readonly onFailure: ServiceAction;
  readonly killDelayMs: number;
  readonly backoffDelayMs: number;
  readonly backoffFactor: number;
  readonly backoffLimitMs: number;
}

/** Where a service stands in its restarts: how many in a row, and the delay before the last. */
export interface Backoff {
  readonly count: number;
  readonly delayMs: number;
}

/** What a service is doing. `since` is when its status, as clients see it, began. */
export type ServiceState =
  | { readonly name: "stopped"; readonly since: Micros | undefined }
  | {
      readonly name: "spawning";
      readonly since: Micros | undefined;
      readonly backoff: Backoff;
      readonly asked: boolean;
    }
  | { readonly name: "starting"; readonly since: Micros; readonly backoff: Backoff }
  | { readonly name: "running"; readonly since: Micros; readonly backoff: Backoff }
  | {
      readonly name: "terminating";
      readonly since: Micros;
      readonly backoff: Backoff;
      readonly goal: StopGoal;
    }
  | { readonly name: "killing"; readonly since: Micros; readonly backoff: Backoff; readonly goal: StopGoal }
  | { readonly name: "backoff"; readonly since: Micros; readonly backoff: Backoff }
  | { readonly name: "exited"; readonly since: Micros; readonly backoff: Backoff; readonly failed: boolean };

/** The states of one or more names. */
export type StateOf<Name extends ServiceState["name"]> = Extract<ServiceState, { readonly name: Name }>;

/** Why a service is being ended: somebody asked, or a check failed and it is to come back. */
export type StopGoal = "stop" | "restart";

/** What can happen to a service. */
export type ServiceEvent =
  | { readonly type: "start"; readonly at: Micros }
  | { readonly type: "spawned"; readonly at: Micros }
  /** `error` is what whoever asked is told. */
  | { readonly type: "spawnFailed"; readonly at: Micros; readonly message: string; readonly error: string }
  | { readonly type: "windowPassed" }
  | { readonly type: "exited"; readonly at: Micros; readonly code: number }
  | { readonly type: "stop"; readonly at: Micros }
  /** Whoever asked for the start has changed his mind. */
  | { readonly type: "startAborted"; readonly at: Micros }
  | { readonly type: "killDelayPassed" }
  | { readonly type: "failDelayPassed" }
  | { readonly type: "backoffPassed"; readonly at: Micros }
  | { readonly type: "resetPassed" }
  | { readonly type: "checkFailed"; readonly at: Micros; readonly action: ServiceAction };

/** The timers of a service; setting one replaces any that runs. */
export type ServiceTimer = "window" | "kill" | "fail" | "backoff" | "reset";

/** What is to be done after a step, in order. */
export type ServiceEffect =
  | { readonly type: "spawn"; readonly urgent: boolean }
  | { readonly type: "cancelSpawn" }
  | { readonly type: "signal"; readonly signal: "SIGTERM" | "SIGKILL" }
  | { readonly type: "timer"; readonly timer: ServiceTimer; readonly ms: number }
  | { readonly type: "cancelTimer" }
  | { readonly type: "started"; readonly error?: string; readonly output?: boolean }
  | { readonly type: "stopped"; readonly error?: string }
  | { readonly type: "log"; readonly text: string }
  | { readonly type: "shutdown"; readonly exitCode: 0 | 10 | 11 };

/** A step's outcome. */
export interface ServiceStep {
  readonly state: ServiceState;
  readonly effects: readonly ServiceEffect[];
}

/** A service that has never been started. */
export const initialServiceState: ServiceState = { name: "stopped", since: undefined };

/** The status of a service as clients see it. @source pebble 1.32, seen: GET /v1/services through each state */
export const serviceStatus = (state: ServiceState): ServiceStatus => {
  switch (state.name) {
    case "stopped":
      return "inactive";
    case "exited":
      return state.failed ? "error" : "inactive";
    case "backoff":
      return "backoff";
    case "spawning":
      // It waits for its turn: what it was before it still is.
      return state.asked ? "inactive" : "backoff";
    case "starting":
    case "running":
      return "active";
    case "terminating":
    case "killing":
      // Its process still runs, but it counts as over from the moment that somebody wants it so.
      return "inactive";
    default:
      return state satisfies never;
  }
};

/** Whether a process of the service exists. */
export const hasProcess = (state: ServiceState): boolean =>
  state.name === "starting" ||
  state.name === "running" ||
  state.name === "terminating" ||
  state.name === "killing";

/** Whether its process is on its way to be ended. */
export const isEnding = (state: ServiceState): state is StateOf<"terminating" | "killing"> =>
  state.name === "terminating" || state.name === "killing";
