import { repeated, unknownName } from "./known-names.ts";
import type { FindFaults } from "./scene.ts";

/** Resources that the charm does not have. */
export const resourceFaults: FindFaults = ({ state, identity }) =>
  Object.keys(state.resources).flatMap((name) =>
    unknownName(`resources.${name}`, { what: "resource", name, known: identity.meta.resources.keys() }),
  );

/** Storages that the charm does not have, that are there twice, or that an event is about and are not there. */
export const storageFaults: FindFaults = ({ state, event, identity }) => {
  const ids = state.storages.map(({ name, index }) => `${name}/${index}`);
  const faults = [
    ...state.storages.flatMap(({ name }, at) =>
      unknownName(`storages[${at}].name`, { what: "storage", name, known: identity.meta.storages.keys() }),
    ),
    ...repeated(ids).map((at) => `storages[${at}].index: ${ids[at]} is there already; give it another`),
  ];
  if (event.kind !== "storage" || ids.includes(`${event.storage}/${event.index}`)) return faults;
  const id = `${event.storage}/${event.index}`;
  return [...faults, `event.storage: the state has no storage ${id}; add it to storages`];
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
      .flatMap((name) => unknownName(`networks.${name}`, { what: "endpoint or extra binding", name, known })),
    ...both.map(
      (name) =>
        `the charm's description: ${JSON.stringify(name)} is an extra binding and a relation; rename one of them`,
    ),
  ];
};
