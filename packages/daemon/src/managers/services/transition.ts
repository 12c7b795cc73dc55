import type { ServiceEvent, ServiceStateName } from "@cobble/wire";
import type { ServiceRecord } from "./record.ts";
import { hasProcess, type ServiceState, serviceStatus } from "./state.ts";

/** What clients are told of a state; nothing of one that is over at once. */
export const stateName = (state: ServiceState): ServiceStateName | undefined => {
  switch (state.name) {
    case "spawning":
      return undefined;
    case "terminating":
    case "killing":
      return "stopping";
    case "stopped":
    case "starting":
    case "running":
    case "backoff":
    case "exited":
      return state.name;
    default:
      return state satisfies never;
  }
};

const withProcess: ReadonlySet<ServiceStateName> = new Set(["starting", "running", "stopping"]);

/** A service's coming to another state, as clients see it. */
export const serviceEvent = (
  name: string,
  options: {
    readonly state: ServiceState;
    readonly names: { readonly now: ServiceStateName; readonly before: ServiceStateName };
    readonly record: ServiceRecord;
  },
): ServiceEvent => {
  const { state, names, record } = options;
  const { lastEnd, pid } = record;
  // The end of a process is told with the state that it leads to, and not again with those that follow.
  const end = withProcess.has(names.before) && !withProcess.has(names.now) ? lastEnd : undefined;
  return {
    name,
    state: names.now,
    previous: names.before,
    current: serviceStatus(state),
    ...(pid !== undefined && hasProcess(state) ? { pid } : {}),
    ...(end === undefined ? {} : { "exit-code": end.code }),
    ...(end?.signal === undefined ? {} : { signal: end.signal }),
  };
};
