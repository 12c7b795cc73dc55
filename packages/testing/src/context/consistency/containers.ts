import type { ContainerState } from "../../state/container.ts";
import { repeated, unknownName } from "./known-names.ts";
import type { FindFaults, Scene } from "./scene.ts";

const faultsOf = (name: string, container: ContainerState): readonly string[] => {
  const { plan, serviceStatuses, checks, execs, notices } = container;
  const path = `containers.${name}`;
  const missing = (part: string, names: readonly string[], known: ReadonlyMap<string, unknown>) =>
    names
      .filter((each) => !known.has(each))
      .map((each) => `${path}.${part}.${each}: the plan has none of that name; add it to ${path}.layers`);
  const prefixes = execs.map(({ command }) => JSON.stringify(command));
  const ids = notices.map(({ id }) => id);
  return [
    ...missing("serviceStatuses", Object.keys(serviceStatuses), plan.services),
    ...missing("checks", Object.keys(checks), plan.checks),
    ...repeated(prefixes).map(
      (at) => `${path}.execs[${at}].command: another one begins with ${prefixes[at]}, too; leave one`,
    ),
    ...repeated(ids).map(
      (at) => `${path}.notices[${at}].id: another one has the id ${ids[at]}; leave it out`,
    ),
  ];
};

const eventFaults = ({ event, state, identity }: Scene): readonly string[] => {
  if (event.kind !== "workload") return [];
  const { container: name, notice, check } = event;
  const known = identity.meta.containers.keys();
  const unknown = unknownName("event.container", { what: "container", name, known });
  const container = state.containers[name];
  if (container === undefined) {
    return [
      ...unknown,
      `event.container: the state has no container ${JSON.stringify(name)}; add containers.${name}`,
    ];
  }
  const faults = [...unknown];
  if (notice !== undefined && !container.notices.some(({ id, key }) => id === notice || key === notice)) {
    faults.push(
      `event.notice: the container has no notice ${JSON.stringify(notice)}; add it to containers.${name}.notices`,
    );
  }
  if (check !== undefined && !container.plan.checks.has(check)) {
    faults.push(
      `event.check: the plan of the container has no check ${JSON.stringify(check)}; add it to containers.${name}.layers`,
    );
  }
  return faults;
};

/** Containers that the charm does not have, and what a container could not have: its plan says what there is. */
export const containerFaults: FindFaults = (scene) => [
  ...Object.keys(scene.state.containers).flatMap((name) =>
    unknownName(`containers.${name}`, {
      what: "container",
      name,
      known: scene.identity.meta.containers.keys(),
    }),
  ),
  ...Object.entries(scene.state.containers).flatMap(([name, container]) => faultsOf(name, container)),
  ...eventFaults(scene),
];

/** Events of a container that cannot be reached: it may have gone since, but that is seldom what is meant. */
export const containerWarnings: FindFaults = ({ event, state }) => {
  if (event.kind !== "workload" || state.containers[event.container]?.canConnect !== false) return [];
  return [
    `event.container: ${event.hook} comes while the container cannot be connected to; set containers.${event.container}.canConnect unless it has gone since`,
  ];
};
