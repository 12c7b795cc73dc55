import { equalService, isServiceEnabled, type Plan, type Service, startOrder, stopOrder } from "@cobble/plan";
import { compareNames, type Lanes } from "./lanes.ts";
import { hasProcess, type ServiceState } from "./state.ts";

/** What a replan looks at of a service that has been started at some time. */
export interface StartedService {
  readonly name: string;
  readonly state: ServiceState;
  /** The configuration that its last process was started with. */
  readonly startedWith: Service | undefined;
}

/** What a replan does: the stops, then the starts. */
export interface ReplanDecision {
  /** Running services whose configuration is another one now. */
  readonly changed: readonly string[];
  /** Services with `startup: enabled`. */
  readonly enabled: readonly string[];
  /** The changed ones and those that require them, running or not. */
  readonly stopLanes: Lanes;
  /** The changed and the enabled ones, and those that they require, running or not. */
  readonly startLanes: Lanes;
}

/** Whether a service that runs was started with another configuration than the plan has now. */
const hasChanged = ({ name, state, startedWith }: StartedService, plan: Plan): boolean => {
  const now = plan.services.get(name);
  return (
    hasProcess(state) && now !== undefined && startedWith !== undefined && !equalService(now, startedWith)
  );
};

/** The names of the services that start by themselves, sorted. */
export const enabledServices = (plan: Plan): readonly string[] =>
  [...plan.services.values()]
    .filter(isServiceEnabled)
    .map((service) => service.name)
    .sort(compareNames);

/**
 * Decides what a replan does; the preview of one is made of the same decision. Services that require a changed one are
 * stopped with it, and come back only if they are enabled or required.
 * @throws {OrderError} when services of the plan cannot be put in order
 * @source pebble 1.32, seen: `replan` after a change of `db`, which the running `web` requires
 */
export const decideReplan = (plan: Plan, started: Iterable<StartedService>): ReplanDecision => {
  const changed = [...started].filter((service) => hasChanged(service, plan)).map(({ name }) => name);
  const enabled = enabledServices(plan);
  const starting = new Set([...changed, ...enabled]);
  return {
    changed,
    enabled,
    stopLanes: stopOrder(plan.services, changed),
    startLanes: startOrder(plan.services, starting),
  };
};

/**
 * The services that the change of a replan is about, sorted: all that it stops or starts.
 * @source pebble 1.32, seen: `changes db` after a replan that started `web`, which requires it
 */
export const replanNames = ({ stopLanes, startLanes }: ReplanDecision): readonly string[] =>
  [...new Set([...stopLanes, ...startLanes].flat())].sort(compareNames);
