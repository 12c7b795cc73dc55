/** How an entry joins one of the same name in a lower layer. Other words are refused when layers are combined. */
export type Override = "merge" | "replace";

/** What the supervisor does when a service exits. `on-success` does not know `success-shutdown`, `on-failure` and `on-check-failure` not `failure-shutdown`. */
export type ServiceAction = "restart" | "shutdown" | "success-shutdown" | "failure-shutdown" | "ignore";

/** A process to run. An empty string, list or map is one that is not set. */
export interface Service {
  readonly name: string;
  /** `merge` or `replace`; anything else is refused by `combineLayers`. */
  readonly override: string;
  readonly summary: string;
  readonly description: string;
  /** `enabled` starts it with the supervisor and at replan; any other word counts as `disabled`. */
  readonly startup: string;
  /** The command line as written; `parseServiceCommand` splits it. */
  readonly command: string;
  /** Names of services that start before this one, if they start in the same lane. */
  readonly after: readonly string[];
  /** Names of services that start after this one, if they start in the same lane. */
  readonly before: readonly string[];
  /** Names of services that start when this one does. */
  readonly requires: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
  readonly workingDir: string;
  /** The workload whose user, group and environment it has. */
  readonly workload: string;
  readonly onSuccess: ServiceAction | "";
  readonly onFailure: ServiceAction | "";
  /** What to do by name of the check that fails. */
  readonly onCheckFailure: ReadonlyMap<string, ServiceAction | "">;
  /** Milliseconds before the first restart. */
  readonly backoffDelayMs?: number;
  /** What each further delay is multiplied with; 1 or more. */
  readonly backoffFactor?: number;
  /** The longest delay, in milliseconds. */
  readonly backoffLimitMs?: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly killDelayMs?: number;
}

/**
 * A service in which nothing is set but its name: what code that builds services starts from.
 *
 * @example
 * const web: Service = { ...emptyService("web"), override: "replace", command: "webserver" };
 */
export const emptyService = (name: string): Service => ({
  name,
  override: "",
  summary: "",
  description: "",
  startup: "",
  command: "",
  after: [],
  before: [],
  requires: [],
  environment: new Map(),
  user: "",
  group: "",
  workingDir: "",
  workload: "",
  onSuccess: "",
  onFailure: "",
  onCheckFailure: new Map(),
});

/** Whether the service starts by itself: only `startup: enabled` says so. */
export const isServiceEnabled = (service: Service): boolean => service.startup === "enabled";

/** The timings of a service with defaults filled in. */
export interface ServiceTimings {
  readonly killDelayMs: number;
  readonly backoffDelayMs: number;
  readonly backoffFactor: number;
  readonly backoffLimitMs: number;
}

/**
 * The timings to use for `service`: 5 s between SIGTERM and SIGKILL, restarts after 0.5 s, then twice as long each time, up to 30 s.
 * @source pebble 1.32, layer-specification.md
 */
export const serviceTimings = (service: Service): ServiceTimings => ({
  killDelayMs: service.killDelayMs ?? 5_000,
  backoffDelayMs: service.backoffDelayMs ?? 500,
  backoffFactor: service.backoffFactor ?? 2,
  backoffLimitMs: service.backoffLimitMs ?? 30_000,
});

/**
 * What to do when `service` exits with code zero (`success`) or another (`failure`): what it says, or `restart`.
 * @source pebble 1.32, layer-specification.md
 */
export const exitAction = (service: Service, outcome: "success" | "failure"): ServiceAction => {
  const action = outcome === "success" ? service.onSuccess : service.onFailure;
  return action === "" ? "restart" : action;
};
