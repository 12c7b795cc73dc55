import type { Check } from "./check.ts";
import type { Pairing } from "./layer.ts";
import type { LogTarget } from "./log-target.ts";
import type { Service } from "./service.ts";
import type { Workload } from "./workload.ts";

/** What layers make together: every entry valid and complete, maps sorted as they print. */
export interface Plan {
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
  readonly pairing: Pairing;
  readonly workloads: ReadonlyMap<string, Workload>;
}

/** The plan of no layers. */
export const emptyPlan: Plan = {
  services: new Map(),
  checks: new Map(),
  logTargets: new Map(),
  pairing: { mode: "" },
  workloads: new Map(),
};
