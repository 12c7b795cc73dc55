import { type ConfigValue, isConfigValue } from "@cobble/plan";
import { anything, array, boolean, type Infer, object, record, string } from "@cobble/wire";
import type { Hook } from "../hooks/hook.ts";
import { firstFacts, UnitFacts } from "./facts.ts";
import { RemoteApp } from "./relations.ts";
import { afterRelationHook } from "./told-relations.ts";

/** How far the notices of a container have been handled: what is older than `after` needs no hook any more. */
const Handled = object({
  after: string({
    description: "last-repeated of the last notice whose hook succeeded; empty before the first",
  }),
  changes: array(string({ description: "ids of the check changes whose hook succeeded, the last few" })),
});
/** How far the notices of a container have been handled. */
export type Handled = Infer<typeof Handled>;

/** What is kept of a unit between runs of its pod. */
export const UnitState = object(
  {
    modelUuid: string(),
    facts: UnitFacts,
    config: record(anything({ description: "values that people set, by option" })),
    installed: boolean(),
    leaderElected: boolean(),
    handled: record(Handled),
  },
  {
    created: array(string({ description: "endpoints whose relation the charm was told of" })),
    remotes: record(RemoteApp, {
      description: "by endpoint, what the charm was told of the other ends of its relations",
    }),
    attached: array(string({ description: "storages that the charm was told of, as in data/0" })),
  },
);
/** What is kept of a unit between runs of its pod. */
export type UnitState = Infer<typeof UnitState>;

/** The state of a unit that was never up. */
export const firstState = (first: { readonly now: string; readonly modelUuid: string }): UnitState => ({
  modelUuid: first.modelUuid,
  facts: firstFacts(first.now),
  config: {},
  installed: false,
  leaderElected: false,
  handled: {},
});

/** The values that people set, for options that still exist. */
export const userConfig = (
  state: UnitState,
  options: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, ConfigValue> => {
  const values = new Map<string, ConfigValue>();
  for (const [name, value] of Object.entries(state.config)) {
    if (options.has(name) && isConfigValue(value)) values.set(name, value);
  }
  return values;
};

const keptChanges = 50;

/** The state after a hook has succeeded: what must not be told again is remembered. */
export const afterHook = (state: UnitState, hook: Hook): UnitState => {
  switch (hook.kind) {
    case "lifecycle":
      if (hook.name === "install") return { ...state, installed: true };
      return hook.name === "leader-elected" ? { ...state, leaderElected: true } : state;
    case "custom-notice":
      return handle(state, hook);
    case "check-failed":
    case "check-recovered":
      return handle(state, hook, hook.change);
    case "relation-created":
    case "relation-joined":
    case "relation-changed":
    case "relation-departed":
    case "relation-broken":
      return afterRelationHook(state, hook);
    case "storage-attached":
      return { ...state, attached: [...(state.attached ?? []), hook.storage] };
    case "pebble-ready":
    case "action":
    case "storage-detaching":
    case "secret-rotate":
    case "secret-expired":
    case "secret-remove":
      return state;
    default:
      return hook satisfies never;
  }
};

const handle = (
  state: UnitState,
  notice: { readonly container: string; readonly at: string },
  change?: string,
): UnitState => {
  const { container, at } = notice;
  const changes = [...(state.handled[container]?.changes ?? []), ...(change === undefined ? [] : [change])];
  return {
    ...state,
    handled: { ...state.handled, [container]: { after: at, changes: changes.slice(-keptChanges) } },
  };
};
