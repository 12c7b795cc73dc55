import type { ServiceAction } from "@cobble/plan";
import { formatDurationMs, type Micros } from "@cobble/wire";
import { cancelTimer, log, step, timer } from "./effects.ts";
import type { Backoff, Policy, ServiceEvent, ServiceState, ServiceStep } from "./state.ts";

/**
 * The next wait is the last one times the factor, up to the limit.
 * @differs from pebble 1.32, which waits for ever after a factor so huge that it gets lost in the product, or that is no number
 */
const nextBackoff = ({ count, delayMs }: Backoff, policy: Policy): Backoff => {
  const longer = delayMs * policy.backoffFactor;
  const next = Number.isNaN(longer) ? policy.backoffLimitMs : Math.min(longer, policy.backoffLimitMs);
  return { count: count + 1, delayMs: count === 0 ? policy.backoffDelayMs : next };
};

/** What a service was when it went into back-off. */
export interface BackingOff {
  readonly at: Micros;
  readonly backoff: Backoff;
  readonly policy: Policy;
  /** What the log says first. */
  readonly event?: string;
}

/** Sends a service that has ended, or could not be started again, into back-off. @param reason begins the line of the log */
export const backOff = ({ at, policy, event, ...before }: BackingOff, reason: string): ServiceStep => {
  const backoff = nextBackoff(before.backoff, policy);
  const wait = formatDurationMs(backoff.delayMs);
  return step(
    { name: "backoff", since: at, backoff },
    // The wait begins before anything is said of it: it may be shorter than the saying.
    timer("backoff", backoff.delayMs),
    ...(event === undefined ? [] : [log(event)]),
    log(`${reason}, waiting ~${wait} before restart (backoff ${backoff.count})`),
  );
};

const shutdownCodes = {
  shutdown: { success: 0, failure: 10 },
  "success-shutdown": { success: 0, failure: 0 },
  "failure-shutdown": { success: 10, failure: 10 },
} as const;

/** The end of a process. */
export interface Ended {
  readonly at: Micros;
  readonly code: number;
  readonly backoff: Backoff;
  readonly policy: Policy;
}

/** What a service does when its process ends by itself: its exit action. */
export const endByItself = ({ at, code, backoff, policy }: Ended): ServiceStep => {
  const outcome = code === 0 ? "success" : "failure";
  const action = code === 0 ? policy.onSuccess : policy.onFailure;
  const event = `stopped unexpectedly with code ${code}`;
  const rule = `on-${outcome} action is "${action}"`;
  if (action === "restart") return backOff({ at, backoff, policy, event }, rule);
  const exited: ServiceState = { name: "exited", since: at, backoff, failed: code !== 0 };
  if (action === "ignore") {
    return step(exited, cancelTimer, log(event), log(`${rule}, not doing anything further`));
  }
  const exitCode = shutdownCodes[action][outcome];
  const kind = exitCode === 0 ? "success" : "failure";
  return step(exited, cancelTimer, log(event), log(`${rule}, triggering ${kind} shutdown`), {
    type: "shutdown",
    exitCode,
  });
};

/** In the words of the task's log: what will be done about a quick exit. */
export const exitPlan = (code: number, policy: Policy): string =>
  code === 0 ? policy.onSuccess : policy.onFailure;

const checkShutdown = (state: ServiceState, action: ServiceAction): ServiceStep => {
  const exitCode = action === "success-shutdown" ? 0 : 11;
  const kind = exitCode === 0 ? "success" : "failure";
  return step(state, log(`on-check-failure action is "${action}", triggering ${kind} shutdown`), {
    type: "shutdown",
    exitCode,
  });
};

/** How a line of the log begins that tells of a restart because of a check. */
export const restartRule = 'on-check-failure action is "restart"';

type CheckFailed = Extract<ServiceEvent, { readonly type: "checkFailed" }>;

/** What a check that has gone down does to a service, where `restart` is up to what the service is doing. */
export const checkFailed = (
  state: ServiceState,
  { action }: CheckFailed,
  restart: () => ServiceStep,
): ServiceStep => {
  if (action === "ignore") return step(state);
  return action === "restart" ? restart() : checkShutdown(state, action);
};
