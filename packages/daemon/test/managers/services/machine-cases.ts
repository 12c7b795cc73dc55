import type { ServiceAction } from "@cobble/plan";
import type {
  Policy,
  ServiceEffect,
  ServiceEvent,
  ServiceState,
  ServiceStep,
  StateOf,
} from "../../../src/managers/services/state.ts";

/** How a service is treated, where a test says nothing else. */
export const policy: Policy = {
  onSuccess: "restart",
  onFailure: "restart",
  killDelayMs: 4000,
  backoffDelayMs: 500,
  backoffFactor: 2,
  backoffLimitMs: 30_000,
};
/** A back-off that has not begun. */
export const fresh = { count: 0, delayMs: 0 };

/** The name of a state. */
export type Name = ServiceState["name"];
/** The name of an event. */
export type Type = ServiceEvent["type"];

/** Each state in its plainest form. */
export const states: { readonly [N in Name]: StateOf<N> } = {
  stopped: { name: "stopped", since: undefined },
  exited: { name: "exited", since: 1, backoff: fresh, failed: true },
  spawning: { name: "spawning", since: 1, backoff: fresh, asked: true },
  starting: { name: "starting", since: 1, backoff: fresh },
  running: { name: "running", since: 1, backoff: fresh },
  terminating: { name: "terminating", since: 1, backoff: fresh, goal: "stop" },
  killing: { name: "killing", since: 1, backoff: fresh, goal: "stop" },
  backoff: { name: "backoff", since: 1, backoff: { count: 1, delayMs: 500 } },
};

/** Each event in its plainest form. */
export const events: { readonly [T in Type]: Extract<ServiceEvent, { readonly type: T }> } = {
  start: { type: "start", at: 9 },
  spawned: { type: "spawned", at: 9 },
  spawnFailed: {
    type: "spawnFailed",
    at: 9,
    message: "no such file",
    error: "cannot start service: no such file",
  },
  windowPassed: { type: "windowPassed" },
  exited: { type: "exited", at: 9, code: 3 },
  stop: { type: "stop", at: 9 },
  startAborted: { type: "startAborted", at: 9 },
  killDelayPassed: { type: "killDelayPassed" },
  failDelayPassed: { type: "failDelayPassed" },
  backoffPassed: { type: "backoffPassed", at: 9 },
  resetPassed: { type: "resetPassed" },
  checkFailed: { type: "checkFailed", at: 9, action: "restart" },
};

const effectWord = (effect: ServiceEffect): string => {
  switch (effect.type) {
    case "timer":
      return `timer=${effect.timer}`;
    case "signal":
      return `signal=${effect.signal}`;
    case "started":
    case "stopped":
      return effect.error === undefined ? effect.type : `${effect.type}=error`;
    case "spawn":
      return effect.urgent ? "spawn=urgent" : "spawn";
    case "cancelSpawn":
    case "cancelTimer":
    case "log":
    case "shutdown":
      return effect.type;
    default:
      return effect satisfies never;
  }
};

/** A step in words: the state, and what is to be done. */
export const words = ({ state, effects }: ServiceStep): string =>
  [`${state.name}:`, ...effects.map(effectWord)].join(" ");

/** What a step has the log say. */
export const logOf = ({ effects }: ServiceStep): readonly string[] =>
  effects.flatMap((effect) => (effect.type === "log" ? [effect.text] : []));

/** A check of the service has failed. */
export const checkFailed = (action: ServiceAction): ServiceEvent => ({ type: "checkFailed", at: 9, action });
