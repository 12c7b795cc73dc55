import type { Check, Service } from "@cobble/plan";
import { type CheckInfo, formatTime, type Micros, type ServiceStats, type Stats } from "@cobble/wire";
import type { Clock } from "../deps.ts";
import { groupNames } from "../group-names.ts";
import type { CheckManager } from "../managers/checks/manager.ts";
import type { LogManager } from "../managers/logs/manager.ts";
import type { PlanManager } from "../managers/plan/manager.ts";
import type { ServiceManager } from "../managers/services/manager.ts";
import { hasProcess } from "../managers/services/state.ts";
import type { GroupUsage, ProcessUsage } from "../os/process-usage.ts";
import { listParameter } from "./parameters.ts";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** What the figures are taken from. */
export interface StatsDeps {
  readonly clock: Clock;
  readonly plan: PlanManager;
  readonly services: ServiceManager;
  readonly checks: CheckManager;
  readonly logs: LogManager;
  readonly usage: ProcessUsage;
}

/** The names of the checks that run in the context of each service. */
const checksInContext = (checks: ReadonlyMap<string, Check>): ReadonlyMap<string, readonly string[]> =>
  groupNames(
    [...checks.values()].filter(({ exec }) => (exec?.serviceContext ?? "") !== "").map(({ name }) => name),
    (name) => checks.get(name)?.exec?.serviceContext ?? "",
  );

const countChecks = (
  names: ReadonlySet<string>,
  infos: ReadonlyMap<string, CheckInfo>,
): ServiceStats["checks"] => {
  const counts = { up: 0, down: 0, inactive: 0 };
  for (const name of names) {
    const status = infos.get(name)?.status;
    if (status !== undefined) counts[status] += 1;
  }
  return counts;
};

const usageFields = (usage: GroupUsage | undefined) =>
  usage === undefined ? {} : { processes: usage.processes, "cpu-ms": usage.cpuMs, memory: usage.memoryBytes };

/** What is looked up once for all services. */
interface Looked extends StatsDeps {
  readonly infos: ReadonlyMap<string, CheckInfo>;
  readonly inContext: ReadonlyMap<string, readonly string[]>;
  readonly groups: ReadonlyMap<number, GroupUsage>;
}

const serviceStats = (service: Service, from: Looked): ServiceStats => {
  const { name } = service;
  const { state, current, record } = from.services.look(name);
  const time = (at: Micros): string => formatTime(at, from.clock.offsetMinutes());
  const pid = hasProcess(state) ? record.pid : undefined;
  const [line] = from.logs.tail(name, 1);
  // The checks that it acts on, and those that run in its context.
  const checks = new Set([...service.onCheckFailure.keys(), ...(from.inContext.get(name) ?? [])]);
  return {
    name,
    current,
    restarts: record.restarts,
    checks: countChecks(checks, from.infos),
    ...(state.since === undefined ? {} : { "current-since": time(state.since) }),
    ...(pid === undefined ? {} : { pid, ...usageFields(from.groups.get(pid)) }),
    ...(pid === undefined || record.startedAt === undefined ? {} : { started: time(record.startedAt) }),
    ...(line === undefined ? {} : { "last-log": line }),
  };
};

/** `GET /v1/stats?names=`: what the supervisor and its services use. It looks at all processes of the machine. */
export const createStatsHandler =
  (deps: StatsDeps): Handler =>
  async (request) => {
    const names = new Set(listParameter(request, "names"));
    const services = [...deps.plan.plan().services.values()]
      .filter(({ name }) => names.size === 0 || names.has(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const looks = services.map(({ name }) => deps.services.look(name));
    const pids = looks.flatMap(({ state, record }) => (hasProcess(state) ? (record.pid ?? []) : []));
    const groups = await deps.usage.groups(new Set(pids));
    const infos = new Map(deps.checks.list({}).map((info) => [info.name, info]));
    const inContext = checksInContext(deps.plan.plan().checks);
    const looked: Looked = { ...deps, infos, inContext, groups };
    const own = deps.usage.own();
    const stats: Stats = {
      time: formatTime(deps.clock.now(), deps.clock.offsetMinutes()),
      "monotonic-ms": Math.round(deps.clock.monotonicMs()),
      cpus: deps.usage.cpus,
      supervisor: { pid: own.pid, "cpu-ms": own.cpuMs, memory: own.memoryBytes },
      services: services.map((service) => serviceStats(service, looked)),
    };
    return sync(stats);
  };
