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

const become = (state: CheckState, ...effects: readonly CheckEffect[]): CheckStep => ({ state, effects });
const fresh: CheckState = { status: "up", successes: 0, failures: 0 };

const stepInactive = (state: CheckState, event: CheckEvent): CheckStep => {
  switch (event.type) {
    case "start":
      return become(fresh, "begin");
    // A refresh of an inactive check tells its outcome and changes nothing.
    case "succeeded":
    case "failed":
    case "stop":
    case "changed":
      return become(state);
    default:
      return event satisfies never;
  }
};

const stepUp = (state: CheckState, event: CheckEvent): CheckStep => {
  switch (event.type) {
    case "start":
      return become(state);
    case "stop":
      return become({ ...state, status: "inactive" }, "end");
    case "changed":
      return become(fresh, "end", "begin");
    case "succeeded": {
      // The run that brought it up again is counted, the next one is not: so the reference counts.
      const successes = state.status === "recovered" ? state.successes : state.successes + 1;
      return become({ status: "up", successes, failures: 0 });
    }
    case "failed": {
      const failures = state.failures + 1;
      if (failures < event.threshold) return become({ ...state, failures }, "report");
      return become({ status: "down", successes: state.successes, failures }, "report", "goDown");
    }
    default:
      return event satisfies never;
  }
};

const stepDown = (state: CheckState, event: CheckEvent): CheckStep => {
  switch (event.type) {
    case "start":
      return become(state);
    case "stop":
      return become({ ...state, status: "inactive" }, "end");
    case "changed":
      return become(fresh, "end", "begin");
    case "succeeded":
      return become({ status: "recovered", successes: 1, failures: 0 }, "recover");
    case "failed":
      return become({ ...state, failures: state.failures + 1 }, "report");
    default:
      return event satisfies never;
  }
};

/**
 * The life of a check.
 * @source pebble 1.32, docs/reference/health-checks.md; the counters seen by refreshing checks that a file switches
 */
export const stepCheck = (state: CheckState, event: CheckEvent): CheckStep => {
  switch (state.status) {
    case "inactive":
      return stepInactive(state, event);
    case "up":
    case "recovered":
      return stepUp(state, event);
    case "down":
      return stepDown(state, event);
    default:
      return state.status satisfies never;
  }
};
