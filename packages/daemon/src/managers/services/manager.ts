import { isServiceEnabled, startOrder, stopOrder } from "@cobble/plan";
import { formatTime, quoted, type ReplanEntry, type ServiceAction, type ServiceInfo } from "@cobble/wire";
import type { Change } from "../../engine/change.ts";
import type { Engine } from "../../engine/engine.ts";
import type { TaskSpec } from "../../engine/task-spec.ts";
import { ApiError, messageOf } from "../../errors.ts";
import type { ServiceLook } from "./explain/gather.ts";
import { compareNames, type Lanes } from "./lanes.ts";
import { LaunchQueue } from "./launch-queue.ts";
import { newRecord } from "./record.ts";
import { decideReplan, enabledServices, replanNames } from "./replan.ts";
import { previewServices } from "./replan-preview.ts";
import { ServiceRunner } from "./runner.ts";
import type { RunnerDeps } from "./runner-deps.ts";
import { signalByName } from "./signals.ts";
import { hasProcess, initialServiceState, serviceStatus } from "./state.ts";
import { createServiceTasks, type ServiceTasks } from "./tasks.ts";

/** What the manager needs; the rest of a runner's needs is its own. */
export interface ServiceManagerDeps extends Omit<RunnerDeps, "changed" | "launches"> {
  readonly engine: Engine;
  /** A replan begins: whoever else acts on the plan does so now. */
  readonly onReplan: () => void;
}

/** Starts, stops and watches the services of the plan. */
export class ServiceManager {
  readonly #deps: ServiceManagerDeps;
  readonly #runners = new Map<string, ServiceRunner>();
  readonly #runnerDeps: RunnerDeps;
  readonly #tasks: ServiceTasks;
  #infos: readonly ServiceInfo[] | undefined;
  #revision = 0;

  constructor(deps: ServiceManagerDeps) {
    this.#deps = deps;
    this.#runnerDeps = {
      ...deps,
      launches: new LaunchQueue(deps.clock),
      changed: () => this.#changed(),
    };
    this.#tasks = createServiceTasks({
      logs: deps.logs,
      find: (name) => this.#runners.get(name),
      make: (name) => this.#runner(name),
    });
  }

  /** What every service is doing, ordered by name; the same array until something changes. */
  list(): readonly ServiceInfo[] {
    this.#infos ??= [...this.#deps.plan().services.values()]
      .sort((a, b) => compareNames(a.name, b.name))
      .map((service) => this.#info(service.name, isServiceEnabled(service)));
    return this.#infos;
  }

  /** To be called when the plan has changed. */
  planChanged(): void {
    this.#changed();
  }

  /** How many processes were started of each service that was ever to be started, ordered by name. */
  starts(): readonly { readonly name: string; readonly count: number }[] {
    return [...this.#runners.values()]
      .map(({ name, starts }) => ({ name, count: starts }))
      .sort((a, b) => compareNames(a.name, b.name));
  }

  /** Another number whenever {@link ServiceManager.list} may give something else. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Begins an action of `POST /v1/services`.
   * @throws {ApiError} 400 when a service does not exist, or there is nothing to autostart
   */
  act(action: ServiceAction, names: readonly string[]): Change {
    switch (action) {
      case "start":
        return this.#begin(action, names, this.#tasks.start(this.#order(action, names)));
      case "stop":
        return this.#begin(action, names, this.#tasks.stop(this.#stopLanes(action, names)));
      case "restart":
        return this.#restart(names);
      case "autostart":
        return this.#autostart();
      case "replan":
        return this.#replan();
      default:
        return action satisfies never;
    }
  }

  /** What the action `replan` would do now to each service, and why; nothing is done. */
  previewReplan(): readonly ReplanEntry[] {
    const plan = this.#deps.plan();
    const decision = decideReplan(plan, this.#runners.values());
    return previewServices(decision, { plan, started: this.#runners });
  }

  /** Ends every service that runs, as the daemon's last change; `undefined` when there is none. */
  stopAll(): Change | undefined {
    const names = [...this.#runners.values()]
      .filter(({ state }) => state.name !== "stopped" && state.name !== "exited")
      .map((runner) => runner.name);
    if (names.length === 0) return undefined;
    this.#deps.log.notice("Stopping all running services.");
    const tasks = this.#tasks.stop(stopOrder(this.#deps.plan().services, names), { joins: true });
    return this.#deps.engine.start({
      kind: "stop",
      summary: "Stop all running services",
      services: names,
      tasks,
    });
  }

  /**
   * Sends a signal to services.
   * @param signal with its prefix, as in `SIGHUP`
   * @throws {ApiError} 500 that names each service it could not be sent to
   */
  signal(signal: string, names: readonly string[]): void {
    const faults = names.map((name) => this.#signalOne(signal, name)).filter((fault) => fault !== undefined);
    if (faults.length > 0) throw new ApiError(500, faults.join("; "));
  }

  /** What a service is doing, and what has happened to it since the daemon started. */
  look(name: string): ServiceLook {
    const runner = this.#runners.get(name);
    const state = runner?.state ?? initialServiceState;
    return {
      state,
      current: serviceStatus(state),
      record: runner?.record ?? newRecord,
      dueAt: runner?.dueAt,
      startedWith: runner?.startedWith,
    };
  }

  /** Does what each service says about a check that has just gone down. */
  checkFailed(check: string): void {
    for (const runner of this.#runners.values()) runner.checkFailed(check);
  }

  #changed(): void {
    this.#infos = undefined;
    this.#revision += 1;
  }

  #info(name: string, enabled: boolean): ServiceInfo {
    const state = this.#runners.get(name)?.state;
    const since = state?.since;
    return {
      name,
      startup: enabled ? "enabled" : "disabled",
      current: state === undefined ? "inactive" : serviceStatus(state),
      ...(since === undefined
        ? {}
        : { "current-since": formatTime(since, this.#deps.clock.offsetMinutes()) }),
    };
  }

  #runner(name: string): ServiceRunner {
    const known = this.#runners.get(name);
    if (known !== undefined) return known;
    const made = new ServiceRunner(name, this.#runnerDeps);
    this.#runners.set(name, made);
    return made;
  }

  #requireAll(action: string, names: readonly string[]): void {
    const { services } = this.#deps.plan();
    for (const name of names) {
      if (!services.has(name))
        throw new ApiError(400, `cannot ${action} services: service ${quoted(name)} does not exist`);
    }
  }

  #order(action: string, names: readonly string[]): Lanes {
    this.#requireAll(action, names);
    try {
      return startOrder(this.#deps.plan().services, names);
    } catch (error) {
      throw new ApiError(400, `cannot ${action} services: ${messageOf(error)}`);
    }
  }

  #stopLanes(action: string, names: readonly string[]): Lanes {
    this.#requireAll(action, names);
    return stopOrder(this.#deps.plan().services, names);
  }

  /** Services that require a restarted one go on running. @source pebble 1.32, seen: `restart db` while `web` requires it */
  #restart(names: readonly string[]): Change {
    const requested = new Set(names);
    const stopping = this.#stopLanes("restart", names).map((lane) =>
      lane.filter((name) => requested.has(name)),
    );
    return this.#begin("restart", names, this.#tasks.restart(stopping, this.#order("restart", names)));
  }

  #autostart(): Change {
    const names = enabledServices(this.#deps.plan());
    if (names.length === 0) {
      throw new ApiError(400, "no default services", { kind: "no-default-services" });
    }
    const lanes = this.#order("start", names);
    // Nobody asked for any of them: it is about all that start. @source pebble 1.32, seen: summaries of autostarts, and `changes db`
    return this.#begin("autostart", lanes.flat(), this.#tasks.start(lanes));
  }

  #replan(): Change {
    this.#deps.onReplan();
    const decision = decideReplan(this.#deps.plan(), this.#runners.values());
    const tasks = this.#tasks.restart(decision.stopLanes, decision.startLanes);
    return this.#begin("replan", replanNames(decision), tasks);
  }

  #begin(action: ServiceAction, names: readonly string[], tasks: readonly TaskSpec[]): Change {
    const verb = action[0]?.toUpperCase() + action.slice(1);
    const count = new Set(tasks.map((task) => task.service)).size;
    const summary = summarize(verb, names[0], count);
    // It is about what was asked for: services that come along are not in it. @source pebble 1.32, seen: `changes web` after `start app`, which requires web
    return this.#deps.engine.start({ kind: action, summary, services: [...new Set(names)], tasks });
  }

  #signalOne(signal: string, name: string): string | undefined {
    const runner = this.#runners.get(name);
    const failed = `cannot send signal to ${quoted(name)}: `;
    if (runner === undefined || !hasProcess(runner.state)) return `${failed}service is not running`;
    const known = signalByName(signal);
    if (known === undefined) return `${failed}invalid signal name ${quoted(signal)}`;
    this.#deps.log.notice(`Sending ${known} to service "${name}"`);
    runner.signal(known);
    return undefined;
  }
}

/** @source pebble 1.32, seen: `Start service "a" and 2 more`, `Replan - no services` */
const summarize = (verb: string, first: string | undefined, count: number): string => {
  if (first === undefined) return `${verb} - no services`;
  return count > 1
    ? `${verb} service ${quoted(first)} and ${count - 1} more`
    : `${verb} service ${quoted(first)}`;
};
