import { type ConsistencyCase, charmcraft, fine, make, odd, refused } from "./make.ts";

const action = (params: Readonly<Record<string, unknown>>, name = "purge") =>
  ({ kind: "action", name, id: "1", params }) as const;
const withParam = (schema: object) => ({ ...charmcraft, actions: { purge: { params: { days: schema } } } });

/** Actions and their parameters. */
export const actionsCases: readonly ConsistencyCase[] = [
  fine("an action with a parameter of each type", {
    event: action({ days: 1, name: "a", all: true, size: 1.5, list: [1], map: { a: 1 } }),
  }),
  fine("an action without parameters", { event: action({}, "bare") }),
  refused("an action that the charm does not have", "event.name", { event: action({}, "other") }),
  refused("a parameter that the action does not have", "event.params.other", { event: action({ other: 1 }) }),
  refused("a parameter of an action without any", "event.params.other", {
    event: action({ other: 1 }, "bare"),
  }),
  ...Object.entries({ days: "1", name: 1, all: "yes", size: "1", list: 1, map: [1] }).map(([name, value]) =>
    refused(`a parameter of another type: ${name}`, `event.params.${name}`, {
      event: action({ [name]: value }),
    }),
  ),
  refused("an action whose parameter has no type", "purge", {
    event: action({}),
    charmcraft: withParam({ description: "how long" }),
  }),
  odd("an action whose parameter is of a type that nobody knows", "purge", {
    event: action({}),
    charmcraft: withParam({ type: "days" }),
  }),
  refused("an action without a parameter that it needs", "event.params.days", {
    event: action({}),
    charmcraft: {
      ...charmcraft,
      actions: { purge: { params: { days: { type: "integer" } }, required: ["days"] } },
    },
    differs: { theirs: "accept", because: "Juju does not run such an action" },
  }),
  make("accept")("a parameter of an action that takes others, too", undefined, {
    event: action({ other: 1 }),
    charmcraft: {
      ...charmcraft,
      actions: { purge: { params: { days: { type: "integer" } }, additionalProperties: true } },
    },
    differs: { theirs: "refuse", because: "Juju runs such an action" },
  }),
];
