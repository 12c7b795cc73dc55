import { unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

/** Resources that the charm does not have. */
export const resourceFaults: FindFaults = ({ state, identity }) =>
  Object.keys(state.resources).flatMap((name) =>
    unknownName("resource", name, identity.meta.resources.keys()),
  );

/** Storages that the charm does not have, that are there twice, or that an event is about and are not there. */
export const storageFaults: FindFaults = ({ state, event, identity }) => {
  const seen = new Set<string>();
  const faults = state.storages.flatMap(({ name, index }) => {
    const id = `${name}/${index}`;
    const again = seen.has(id) ? [`storage ${id} is in the state twice`] : [];
    seen.add(id);
    return [...unknownName("storage", name, identity.meta.storages.keys()), ...again];
  });
  if (event.kind !== "storage" || seen.has(`${event.storage}/${event.index}`)) return faults;
  return [
    ...faults,
    `the event is about storage ${event.storage}/${event.index}, which is not in the state's storages`,
  ];
};

/** Networks of endpoints and bindings that the charm does not have; a subordinate's relation has none. */
export const networkFaults: FindFaults = ({ state, identity }) => {
  const { relations, extraBindings } = identity.meta;
  const endpoints = [...relations].filter(([, { scope }]) => scope !== "container").map(([name]) => name);
  const known = [...endpoints, ...extraBindings, "juju-info"];
  const isKnownRelation = (name: string): boolean =>
    state.relations.some(({ endpoint, id }) => endpoints.includes(endpoint) && name === `${endpoint}:${id}`);
  const both = extraBindings.filter((name) => relations.has(name));
  return [
    ...Object.keys(state.networks)
      .filter((name) => !isKnownRelation(name))
      .flatMap((name) => unknownName("network", name, known)),
    ...both.map((name) => `${JSON.stringify(name)} cannot be an extra binding and a relation at once`),
  ];
};
