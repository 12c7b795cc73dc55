import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Charm, type Plan, type Status } from "@cobble/charm";
import { CharmcraftError, LayerError } from "@cobble/plan";
import {
  ActionFailedError,
  type ContainerState,
  Context,
  type DeferredEvent,
  type SecretState,
  type State,
  type StoredStates,
  type TestEvent,
  TestingError,
} from "@cobble/testing";
import { EverythingCharm } from "../dispatch/charms/everything.ts";
import type { Case, Outcome } from "./case.ts";
import { StatesCharm } from "./charms/states.ts";

const textOf = (...path: readonly string[]): string => readFileSync(join(import.meta.dir, ...path), "utf8");

const parsed = (...path: readonly string[]): object => Object(Bun.YAML.parse(textOf(...path)));

const describeEverything = (): object => {
  const folder = ["..", "dispatch", "charms"];
  return {
    ...parsed(...folder, "metadata.yaml"),
    config: parsed(...folder, "config.yaml"),
    actions: parsed(...folder, "actions.yaml"),
  };
};

/** Observes nothing. */
class PlainCharm extends Charm {}

const charms = {
  states: { charm: StatesCharm, charmcraft: () => parsed("charms", "states.yaml") },
  everything: { charm: EverythingCharm, charmcraft: describeEverything },
};

/** A name of an event or a handler, as both languages have it. */
const nameOf = (text: string): string => text.replaceAll(/[_-]/g, "").toLowerCase();

const showStatus = ({ name, message }: Status): unknown => [name, message];

const showPlan = (plan: Plan): unknown => {
  const { services = {}, checks = {} } = Object(Bun.YAML.parse(plan.toYaml()) ?? {});
  const fieldsOf = (table: object, defaults: object): object =>
    Object.fromEntries(
      Object.entries(table).map(([name, { override: _override, ...fields }]) => [
        name,
        { ...defaults, ...fields },
      ]),
    );
  return { services: fieldsOf(services, {}), checks: fieldsOf(checks, { startup: "enabled", threshold: 3 }) };
};

const showContainer = (container: ContainerState): unknown => ({
  canConnect: container.canConnect,
  layers: Object.keys(container.layers).sort(),
  plan: showPlan(container.plan),
  services: container.serviceStatuses,
  notices: container.notices.map(({ key, lastData }) => [key, lastData]).sort(),
});

const showSecret = (secret: SecretState): unknown => ({
  label: secret.label ?? null,
  owner: secret.owner ?? null,
  description: secret.description ?? null,
  rotate: secret.rotate === "never" ? null : (secret.rotate ?? null),
  tracked: secret.content,
  latest: secret.latestContent,
  grants: Object.entries(secret.grants)
    .filter(([, names]) => names.length > 0)
    .map(([relation, names]) => [Number(relation), [...names].sort()]),
});

const plain = (value: unknown): unknown => (value instanceof Set ? [...value].sort() : value);

const showStored = (states: StoredStates): unknown =>
  Object.values(states).map((values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)])),
  );

const showDeferred = ({ event, handler }: DeferredEvent): unknown => [nameOf(event), nameOf(handler)];

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const showState = (state: State): unknown => ({
  unitStatus: showStatus(state.unitStatus),
  appStatus: showStatus(state.appStatus),
  workloadVersion: state.workloadVersion,
  leader: state.leader,
  plannedUnits: state.plannedUnits,
  config: state.config,
  ports: state.openedPorts.map(({ protocol, port = 0 }) => `${protocol} ${port}`).sort(),
  relations: [...state.relations]
    .sort((a, b) => a.id - b.id)
    .map(({ endpoint, localAppData, localUnitData }) => ({ endpoint, localAppData, localUnitData })),
  secrets: state.secrets.map(showSecret).sort(byText),
  stored: showStored(state.storedStates),
  deferred: state.deferred.map(showDeferred),
  containers: Object.fromEntries(
    Object.entries(state.containers).map(([name, container]) => [name, showContainer(container)]),
  ),
});

const showRecords = ({ records }: Context, isAction: boolean): unknown => ({
  unitStatuses: records.unitStatusHistory.map(showStatus),
  appStatuses: records.appStatusHistory.map(showStatus),
  versions: records.workloadVersionHistory,
  events: records.emittedEvents.map(({ name }) => nameOf(name)),
  storages: records.requestedStorages,
  removed: records.removedSecretRevisions.map(({ revision }) => revision).sort(),
  execs: Object.fromEntries(
    Object.entries(records.execs).flatMap(([name, calls]) =>
      calls.length === 0 ? [] : [[name, calls.map(({ command }) => command)]],
    ),
  ),
  actionLogs: records.actionLogs,
  actionResults: isAction ? (records.actionResults ?? null) : null,
});

const eventOf = (event: Case["event"]): TestEvent =>
  event.kind === "custom"
    ? // Only the charm of that class has such a part.
      ({
        kind: "custom",
        source: (charm: StatesCharm) => charm[event.part].on[event.event],
        data: event.data,
      } as TestEvent)
    : event;

const resultOf = async (each: Case, context: Context): Promise<Partial<Outcome>> => {
  try {
    let state = each.state ?? {};
    for (const event of each.after ?? []) state = await context.run(eventOf(event), state);
    const out = await context.run(eventOf(each.event), state);
    return { state: showState(out), records: showRecords(context, each.event.kind === "action") };
  } catch (error) {
    if (error instanceof ActionFailedError) {
      // The error has the state of the same run.
      const state = error.state as State;
      return { failed: error.reason, state: showState(state), records: showRecords(context, false) };
    }
    if (error instanceof TestingError || error instanceof LayerError) return { refused: error.message };
    return { threw: error instanceof Error ? error.constructor.name : String(error) };
  }
};

/** A context; a description that cannot be used is refused by its constructor. */
const makeContext = (...args: ConstructorParameters<typeof Context>): Context | CharmcraftError => {
  try {
    return new Context(...args);
  } catch (error) {
    if (error instanceof CharmcraftError) return error;
    throw error;
  }
};

/** Runs a case with our Context. */
export const runOurs = async (each: Case): Promise<Outcome> => {
  const said: string[] = [];
  const log = console.log;
  console.log = (line: unknown) => void said.push(String(line));
  const known = each.charm === undefined ? undefined : charms[each.charm];
  try {
    const charmcraft = each.charmcraft ?? known?.charmcraft() ?? {};
    const made = makeContext(known?.charm ?? PlainCharm, { charmcraft, ...each.options });
    if (made instanceof CharmcraftError)
      return { name: each.name, refused: made.message, said, warnings: [] };
    using context = made;
    const result = await resultOf(each, context);
    const lines = said.map((line) =>
      line.replace(/^said: /, "").replaceAll(/secret:[0-9a-z]{20}/g, "secret:ID"),
    );
    return { name: each.name, ...result, said: lines, warnings: context.records.warnings };
  } finally {
    console.log = log;
  }
};
