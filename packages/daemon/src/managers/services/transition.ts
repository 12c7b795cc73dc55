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
  const isEnd =
    (names.now === "backoff" || names.now === "exited" || names.now === "stopped") &&
    lastEnd !== undefined &&
    lastEnd.startedAt === record.startedAt &&
    names.before !== "backoff";
  return {
    name,
    state: names.now,
    previous: names.before,
    current: serviceStatus(state),
    ...(pid !== undefined && hasProcess(state) ? { pid } : {}),
    ...(isEnd ? { "exit-code": lastEnd.code } : {}),
    ...(isEnd && lastEnd.signal !== undefined ? { signal: lastEnd.signal } : {}),
  };
};
