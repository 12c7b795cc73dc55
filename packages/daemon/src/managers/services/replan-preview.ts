import { type Plan, serviceFieldChanges } from "@cobble/plan";
import type { ReplanAction, ReplanEntry, ReplanReason } from "@cobble/wire";
import { changedReason } from "../replan-reason.ts";
import { compareNames } from "./lanes.ts";
import type { ReplanDecision, StartedService } from "./replan.ts";
import { initialServiceState, type ServiceState, serviceStatus } from "./state.ts";

/** What all entries of a preview share. */
interface Preview {
  readonly plan: Plan;
  readonly started: ReadonlyMap<string, StartedService>;
  readonly changed: ReadonlySet<string>;
  readonly enabled: ReadonlySet<string>;
  readonly stopping: ReadonlySet<string>;
  readonly starting: ReadonlySet<string>;
}

const quoteAll = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(", ");

const stateOf = (preview: Preview, name: string): ServiceState =>
  preview.started.get(name)?.state ?? initialServiceState;

/** What the stop and the start of a service come to, in the state that it is in. */
const actionOf = (preview: Preview, name: string): ReplanAction => {
  const isStarted = preview.starting.has(name);
  const isStopped = preview.stopping.has(name);
  const state = stateOf(preview, name).name;
  switch (state) {
    case "stopped":
    case "exited":
      return isStarted ? "start" : "keep";
    case "backoff":
      // A start does not wait for the back-off to end.
      if (isStarted) return "start";
      return isStopped ? "stop" : "keep";
    case "terminating":
    case "killing":
      if (isStopped) return isStarted ? "restart" : "stop";
      return isStarted ? "start" : "keep";
    case "spawning":
    case "starting":
    case "running":
      if (!isStopped) return "keep";
      return isStarted ? "restart" : "stop";
    default:
      return state satisfies never;
  }
};

const stopReasons = (preview: Preview, name: string): readonly ReplanReason[] => {
  const now = preview.plan.services.get(name);
  const then = preview.started.get(name)?.startedWith;
  const isChanged = preview.changed.has(name) && now !== undefined && then !== undefined;
  const changes = isChanged ? serviceFieldChanges(then, now).map(changedReason) : [];
  const services = [...new Set(now?.requires)].filter((needed) => preview.stopping.has(needed));
  if (services.length === 0) return changes;
  return [
    ...changes,
    { kind: "requires", text: `requires ${quoteAll(services)}, which stops too`, services },
  ];
};

const startReasons = (preview: Preview, name: string): readonly ReplanReason[] => {
  if (preview.enabled.has(name)) return [{ kind: "enabled", text: "startup is enabled" }];
  const services = [...preview.starting].filter((other) =>
    preview.plan.services.get(other)?.requires.includes(name),
  );
  return services.length === 0
    ? []
    : [{ kind: "required", text: `required by ${quoteAll(services)}, which starts`, services }];
};

const ending: ReplanReason = {
  kind: "ending",
  text: "is being stopped: it cannot be started before that is over",
};

const disabled: ReplanReason = {
  kind: "disabled",
  text: "startup is not enabled, and nothing that starts requires it",
};

const reasonsOf = (preview: Preview, name: string, action: ReplanAction): readonly ReplanReason[] => {
  switch (action) {
    case "restart":
      return stopReasons(preview, name);
    case "stop":
      return [...stopReasons(preview, name), disabled];
    case "start": {
      const state = stateOf(preview, name).name;
      const isEnding = state === "terminating" || state === "killing";
      return [...startReasons(preview, name), ...(isEnding ? [ending] : [])];
    }
    case "keep":
      return [];
    default:
      return action satisfies never;
  }
};

/** What a replan of that decision would do to each service of the plan, by name, and why. */
export const previewServices = (
  decision: ReplanDecision,
  { plan, started }: Pick<Preview, "plan" | "started">,
): readonly ReplanEntry[] => {
  const preview: Preview = {
    plan,
    started,
    changed: new Set(decision.changed),
    enabled: new Set(decision.enabled),
    stopping: new Set(decision.stopLanes.flat()),
    starting: new Set(decision.startLanes.flat()),
  };
  return [...plan.services.keys()].sort(compareNames).map((name) => {
    const action = actionOf(preview, name);
    const current = serviceStatus(stateOf(preview, name));
    return { name, current, action, reasons: reasonsOf(preview, name, action) };
  });
};
