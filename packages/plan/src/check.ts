/** A GET of a URL, healthy when the status is 2xx. */
export interface HttpCheck {
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** A connection to a TCP port, healthy when it opens. */
export interface TcpCheck {
  /** 0 when not set. */
  readonly port: number;
  /** Empty means `localhost`. */
  readonly host: string;
}

/** A command, healthy when its exit code is 0. */
export interface ExecCheck {
  readonly command: string;
  /** The service whose environment, user, group and directory it has where it sets none itself. */
  readonly serviceContext: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
  readonly workingDir: string;
}

/** A health check; in a plan exactly one of `http`, `tcp` and `exec` is there. An empty string is one that is not set. */
export interface Check {
  readonly name: string;
  /** `merge` or `replace`; anything else is refused by `combineLayers`. */
  readonly override: string;
  readonly level: "alive" | "ready" | "";
  readonly startup: "enabled" | "disabled" | "";
  /** Milliseconds between runs. */
  readonly periodMs?: number;
  /** Milliseconds a run may take. */
  readonly timeoutMs?: number;
  /** How many failures in a row make the check down. */
  readonly threshold?: number;
  readonly http?: HttpCheck;
  readonly tcp?: TcpCheck;
  readonly exec?: ExecCheck;
}

/** A check in which nothing is set but its name: what code that builds checks starts from. */
export const emptyCheck = (name: string): Check => ({ name, override: "", level: "", startup: "" });

/** Whether the check starts by itself: unless `startup: disabled`. */
export const isCheckEnabled = (check: Check): boolean => check.startup !== "disabled";

/** The timings of a check with defaults filled in. */
export interface CheckTimings {
  readonly periodMs: number;
  readonly timeoutMs: number;
  readonly threshold: number;
}

/**
 * The timings to use for `check`: a run every 10 s, 3 s for each but never more than the period, down after 3 failures.
 * @source pebble 1.32, layer-specification.md; the lowering seen: layer with `period: 1s`, no timeout
 */
export const checkTimings = (check: Check): CheckTimings => {
  const periodMs = check.periodMs ?? 10_000;
  return {
    periodMs,
    timeoutMs: Math.min(check.timeoutMs ?? 3_000, periodMs),
    threshold: check.threshold ?? 3,
  };
};
