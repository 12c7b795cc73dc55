import {
  isServiceEnabled,
  type Layer,
  type Plan,
  type Service,
  serviceFieldChanges,
  serviceOrigins,
  stopOrder,
} from "@cobble/plan";
import type { CheckInfo, Explanation, Micros, ServiceStatus } from "@cobble/wire";
import type { Clock } from "../../../deps.ts";
import { type Change, taskError } from "../../../engine/change.ts";
import { ApiError } from "../../../errors.ts";
import type { LaunchDeps } from "../launch.ts";
import type { ServiceRecord } from "../record.ts";
import { hasProcess, type ServiceState } from "../state.ts";
import { explainService } from "./explain.ts";
import type { CheckFact, ServiceFacts } from "./facts.ts";
import { lastChange } from "./last-change.ts";
import { findMissing } from "./missing.ts";

/** How many lines of output are looked at. */
const outputLines = 20;

/** What a service is doing, and what happened to it. */
export interface ServiceLook {
  readonly state: ServiceState;
  readonly current: ServiceStatus;
  readonly record: ServiceRecord;
  readonly dueAt: Micros | undefined;
  readonly startedWith: Service | undefined;
}

/** Where the facts come from. */
export interface ExplainDeps extends LaunchDeps {
  readonly clock: Clock;
  /** When the daemon started. */
  readonly daemonSince: Micros;
  readonly plan: () => Plan;
  readonly layers: () => readonly Layer[];
  readonly look: (service: string) => ServiceLook;
  readonly checks: (names: readonly string[]) => readonly CheckInfo[];
  /** Oldest first. */
  readonly changes: () => readonly Change[];
  readonly change: (id: string) => Change | undefined;
  /** The newest lines of a service. */
  readonly tail: (service: string, count: number) => readonly string[];
}

const lastErrorOf = (change: Change | undefined): string | undefined =>
  change?.tasks.map(taskError).findLast((error) => error !== undefined);

const checkFacts = (service: Service, deps: ExplainDeps): readonly CheckFact[] => {
  const names = [...service.onCheckFailure.keys()];
  if (names.length === 0) return [];
  return deps.checks(names).map((info) => {
    // A check that has just gone down has a new change; what went wrong is in the one before.
    const ids = [info["change-id"], info["prev-change-id"]].filter((id) => id !== undefined);
    const error = ids.map((id) => lastErrorOf(deps.change(id))).find((text) => text !== undefined);
    return {
      name: info.name,
      action: service.onCheckFailure.get(info.name) || "ignore",
      status: info.status,
      failures: info.failures ?? 0,
      threshold: info.threshold,
      ...(error === undefined ? {} : { error }),
    };
  });
};

/** Enabled services that would start this one, because they require it. */
const enabledDependants = (plan: Plan, name: string): readonly string[] =>
  stopOrder(plan.services, [name])
    .flat()
    .filter((other) => {
      const service = other === name ? undefined : plan.services.get(other);
      return service !== undefined && isServiceEnabled(service);
    })
    .sort();

const gatherFacts = (
  service: Service,
  deps: ExplainDeps & { readonly daemonSince: Micros },
): ServiceFacts => {
  const { name } = service;
  const plan = deps.plan();
  const { state, record, dueAt, startedWith } = deps.look(name);
  const change = lastChange(deps.changes(), name);
  const runsWith = hasProcess(state) ? startedWith : undefined;
  return {
    now: deps.clock.now(),
    daemonSince: deps.daemonSince,
    service,
    state,
    record,
    ...(dueAt === undefined ? {} : { dueAt }),
    changes: runsWith === undefined ? [] : serviceFieldChanges(runsWith, service),
    output: deps.tail(name, outputLines),
    requires: [...new Set(service.requires)].map((each) => ({
      name: each,
      current: deps.look(each).current,
    })),
    requiredBy: enabledDependants(plan, name),
    checks: checkFacts(service, deps),
    ...(change === undefined ? {} : { change }),
    missing: findMissing(plan, service, deps),
    origins: serviceOrigins(deps.layers(), name),
  };
};

/**
 * Explains the state of a service as it is now.
 * @throws {ApiError} 404 when it is not in the plan
 */
export const explainNow = (name: string, deps: ExplainDeps): Explanation => {
  const service = deps.plan().services.get(name);
  if (service === undefined) {
    const message = `cannot explain service ${JSON.stringify(name)}: it is not in the plan`;
    throw new ApiError(404, message, { kind: "not-found" });
  }
  return explainService(gatherFacts(service, deps), deps.clock.offsetMinutes());
};
