import type { FieldChange, Origin, Service, ServiceAction } from "@cobble/plan";
import type { CheckStatus, Micros, ServiceStatus, TaskStatus } from "@cobble/wire";
import type { ServiceRecord } from "../record.ts";
import type { ServiceState } from "../state.ts";

/** A check whose failure the service acts on. */
export interface CheckFact {
  readonly name: string;
  readonly action: ServiceAction;
  readonly status: CheckStatus;
  readonly failures: number;
  readonly threshold: number;
  /** What its last failure said. */
  readonly error?: string;
}

/** A task of a change. */
export interface TaskFact {
  readonly kind: string;
  readonly summary: string;
  readonly status: TaskStatus;
  /** The service that it is about. */
  readonly service: string;
  /** Why it failed. */
  readonly error?: string;
}

/** The last change that is about the service. */
export interface ChangeFact {
  readonly id: string;
  readonly kind: string;
  readonly summary: string;
  readonly status: TaskStatus;
  readonly ready: boolean;
  readonly at: Micros;
  /** Its last task for the service. */
  readonly task: TaskFact;
  /** The task before it in its lane that failed, so that it was never begun. */
  readonly failedBefore?: TaskFact;
  /** The task before it in its lane that is being done. */
  readonly runningBefore?: TaskFact;
  /** The services that it stops. */
  readonly stops: readonly string[];
}

/** Something that the service cannot be started without, and that is not there now. */
export interface MissingFact {
  readonly what: "program" | "interpreter" | "directory" | "user";
  /** As in `"/bin/web" does not exist`. */
  readonly text: string;
}

/** Everything that the state of a service may come from. */
export interface ServiceFacts {
  readonly now: Micros;
  /** When the daemon started: of what was before only the changes are known. */
  readonly daemonSince: Micros;
  /** As the plan has it. */
  readonly service: Service;
  readonly state: ServiceState;
  readonly record: ServiceRecord;
  /** When what its state waits for is due. */
  readonly dueAt?: Micros;
  /** How the plan differs from what it runs with; none when it does not run. */
  readonly changes: readonly FieldChange[];
  /** The last lines that it wrote, oldest first. */
  readonly output: readonly string[];
  /** The services that it requires, and how they are. */
  readonly requires: readonly { readonly name: string; readonly current: ServiceStatus }[];
  /** Enabled services that require it, through others too. */
  readonly requiredBy: readonly string[];
  readonly checks: readonly CheckFact[];
  readonly change?: ChangeFact;
  readonly missing: readonly MissingFact[];
  readonly origins: readonly Origin[];
}
