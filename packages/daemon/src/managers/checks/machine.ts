/** Where a check is in its life, with its counters; those of an inactive one are what they were when it stopped. */
export interface CheckState {
  /**
   * `recovered` is `up` again, with no run since the one that brought it up; clients see both as up.
   * `down` lasts from the failure that hit the threshold to the next success.
   */
  readonly status: "inactive" | "up" | "recovered" | "down";
  readonly successes: number;
  readonly failures: number;
}

/** What can happen to a check. */
export type CheckEvent =
  | { readonly type: "start" }
  | { readonly type: "stop" }
  /** Its settings in the plan are others now. */
  | { readonly type: "changed" }
  | { readonly type: "succeeded" }
  | { readonly type: "failed"; readonly threshold: number };

/** An event as the table has it: a failure that makes as many in a row as the threshold, or more, is another one. */
export type CheckInput = Exclude<CheckEvent["type"], "failed"> | "failedOnce" | "failedEnough";

/** What follows from a step. */
export type CheckEffect =
  /** A perform-check change begins, and runs from one period on; it follows on no other. */
  | "begin"
  /** Runs end, and the change that stands for them is aborted. */
  | "end"
  /** The failure goes into the log and the change. */
  | "report"
  /** The perform-check change fails, a recover-check change follows it, and whoever acts on failures is told. */
  | "goDown"
  /** The recover-check change is done, and a perform-check change follows it. */
  | "recover";

/** A step's outcome. */
export interface CheckStep {
  readonly state: CheckState;
  readonly effects: readonly CheckEffect[];
}

/** A check that has never run. */
export const newCheck: CheckState = { status: "inactive", successes: 0, failures: 0 };

type Rule = (state: CheckState) => CheckStep;

const become = (state: CheckState, ...effects: readonly CheckEffect[]): CheckStep => ({ state, effects });
const fresh: CheckState = { status: "up", successes: 0, failures: 0 };

const stay: Rule = (state) => become(state);
const begin: Rule = () => become(fresh, "begin");
const end: Rule = (state) => become({ ...state, status: "inactive" }, "end");
const beginAnew: Rule = () => become(fresh, "end", "begin");
const countSuccess: Rule = ({ successes }) => become({ ...fresh, successes: successes + 1 });
/** The run that brought it up again is counted, the next one is not: so the reference counts. */
const skipSuccess: Rule = ({ successes }) => become({ ...fresh, successes });
const countFailure: Rule = (state) => become({ ...state, failures: state.failures + 1 }, "report");
const goDown: Rule = (state) =>
  become({ ...state, status: "down", failures: state.failures + 1 }, "report", "goDown");
const recover: Rule = () => become({ status: "recovered", successes: 1, failures: 0 }, "recover");

/** What is the same for every check that runs. */
const active = { start: stay, stop: end, changed: beginAnew };

/**
 * The life of a check: for each status, what follows from each event.
 * @source pebble 1.32, docs/reference/health-checks.md; the counters seen by refreshing checks that a file switches
 */
export const checkRules: Readonly<Record<CheckState["status"], Readonly<Record<CheckInput, Rule>>>> = {
  // A refresh of an inactive check tells its outcome and changes nothing.
  inactive: {
    start: begin,
    stop: stay,
    changed: stay,
    succeeded: stay,
    failedOnce: stay,
    failedEnough: stay,
  },
  up: { ...active, succeeded: countSuccess, failedOnce: countFailure, failedEnough: goDown },
  recovered: { ...active, succeeded: skipSuccess, failedOnce: countFailure, failedEnough: goDown },
  down: { ...active, succeeded: recover, failedOnce: countFailure, failedEnough: countFailure },
};

const inputOf = (state: CheckState, event: CheckEvent): CheckInput => {
  if (event.type !== "failed") return event.type;
  return state.failures + 1 < event.threshold ? "failedOnce" : "failedEnough";
};

/** What follows from an event, by {@link checkRules}. */
export const stepCheck = (state: CheckState, event: CheckEvent): CheckStep =>
  checkRules[state.status][inputOf(state, event)](state);
