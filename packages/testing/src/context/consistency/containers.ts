import type { ContainerState } from "../../state/container.ts";
import { unknownName } from "./known-names.ts";
import type { FindFaults, Scene } from "./scene.ts";

const faultsOf = (name: string, container: ContainerState): readonly string[] => {
  const { plan, serviceStatuses, checks, execs, notices } = container;
  const own = (what: string): string => `container ${JSON.stringify(name)}: ${what}`;
  const missing = (kind: string, names: readonly string[], known: ReadonlyMap<string, unknown>) =>
    names
      .filter((each) => !known.has(each))
      .map((each) => own(`its plan has no ${kind} ${JSON.stringify(each)}: add it to the layers`));
  const prefixes = execs.map(({ command }) => JSON.stringify(command));
  const ids = notices.map(({ id }) => id);
  const twice = (list: readonly string[]): readonly string[] =>
    list.filter((each, index) => list.indexOf(each) !== index);
  return [
    ...missing("service", Object.keys(serviceStatuses), plan.services),
    ...missing("check", Object.keys(checks), plan.checks),
    ...twice(prefixes).map((prefix) => own(`two execs begin with ${prefix}`)),
    ...twice(ids).map((id) => own(`two notices have the id ${id}`)),
  ];
};

const eventFaults = ({ event, state, identity }: Scene): readonly string[] => {
  if (event.kind !== "workload") return [];
  const { container: name, notice, check } = event;
  const unknown = unknownName("container", name, identity.meta.containers.keys());
  const container = state.containers[name];
  if (container === undefined) {
    return [...unknown, `the event is about container ${JSON.stringify(name)}, which is not in the state`];
  }
  const faults = [...unknown];
  if (event.hook === "pebble-ready" && !container.canConnect) {
    faults.push(
      `pebble-ready of container ${JSON.stringify(name)} cannot come while it cannot be connected to: set canConnect`,
    );
  }
  if (notice !== undefined && !container.notices.some(({ id, key }) => id === notice || key === notice)) {
    faults.push(`the event is about notice ${JSON.stringify(notice)}, which container ${name} does not have`);
  }
  if (check !== undefined && !container.plan.checks.has(check)) {
    faults.push(
      `the event is about check ${JSON.stringify(check)}, which the plan of container ${name} does not have`,
    );
  }
  return faults;
};

/** Containers that the charm does not have, and what a container could not have: its plan says what there is. */
export const containerFaults: FindFaults = (scene) => [
  ...Object.keys(scene.state.containers).flatMap((name) =>
    unknownName("container", name, scene.identity.meta.containers.keys()),
  ),
  ...Object.entries(scene.state.containers).flatMap(([name, container]) => faultsOf(name, container)),
  ...eventFaults(scene),
];
