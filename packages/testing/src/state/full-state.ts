import type { Charmcraft } from "@cobble/plan";
import type { StateInput } from "./state.ts";

const namesOf = (items: readonly { readonly name: string }[] | undefined): ReadonlySet<string> =>
  new Set(items?.map(({ name }) => name));

/**
 * Adds all that a charm's description has and a test did not say: options with their defaults, a relation of each endpoint,
 * containers that can be connected to, and a storage of each name.
 * @source ops 3.9, testing/src/scenario/state.py, State.from_context
 */
export const fillState = (input: StateInput, meta: Charmcraft): StateInput => {
  const { config = {}, relations = [], containers = {}, storages = [] } = input;
  const defaults = [...meta.config].flatMap(([name, option]) =>
    option.default === undefined ? [] : [[name, option.default] as const],
  );
  const related = new Set(relations.map(({ endpoint }) => endpoint));
  const stored = namesOf(storages);
  const added = [...meta.containers.keys()].map((name) => [name, { canConnect: true }] as const);
  return {
    ...input,
    config: { ...Object.fromEntries(defaults), ...config },
    relations: [
      ...relations,
      ...[...meta.relations.keys()].flatMap((endpoint) => (related.has(endpoint) ? [] : [{ endpoint }])),
    ],
    containers: { ...Object.fromEntries(added), ...containers },
    storages: [
      ...storages,
      ...[...meta.storages.keys()].flatMap((name) => (stored.has(name) ? [] : [{ name }])),
    ],
  };
};
