import type { Case } from "./case.ts";

const model = { name: "test", uuid: "b3f1b5b8-3c5c-4c6c-8a5c-3c5c4c6c8a5c" };

const db = {
  endpoint: "db",
  id: 3,
  remoteAppName: "mysql",
  remoteAppData: { host: "10.0.0.9" },
  remoteUnitsData: { 0: { ip: "1" }, 4: { ip: "2" } },
};
const peers = { endpoint: "peers", id: 5, remoteUnitsData: { 1: {}, 2: {} }, localAppData: { a: "1" } };
const logs = { endpoint: "logs", id: 6, remoteAppName: "loki", remoteUnitsData: { 3: {} } };
const secret = {
  id: "secret:d0jh9s7mp25c77a5nhg0",
  content: { a: "1" },
  latestContent: { a: "2" },
  label: "other",
};
const own = { ...secret, label: "admin", owner: "app" } as const;

const layers = {
  base: {
    summary: "base",
    services: {
      web: { override: "replace", summary: "pages", command: "web", startup: "enabled" },
      spare: { override: "replace", command: "spare" },
    },
    checks: { up: { override: "replace", threshold: 3, http: { url: "http://localhost/" } } },
  },
} as const;
const execs = [
  { command: ["web", "--version"], run: { stdout: "1.2\n" } },
  { command: ["echo"], run: { stdout: "a\n" } },
  { command: ["false"], run: { exitCode: 3, stderr: "no" } },
];
const notices = [{ id: "7", key: "example.com/done", occurrences: 2, lastData: { path: "/a" } }];
const web = {
  canConnect: true,
  layers,
  execs,
  notices,
  serviceStatuses: { web: "active", spare: "inactive" },
} as const;

const does = (what: string, state: Case["state"] = {}, title = what): Case => ({
  name: `the action ${title}`,
  charm: "states",
  event: { kind: "action", name: "do", id: "1", params: { what, count: 2 } },
  state: { model, ...state },
});

/** A case in which the charm throws. */
const throwing = (throws: readonly [string, string], each: Case): Case => ({ ...each, throws });

const comes = (event: Case["event"], name: string, state: Case["state"] = {}): Case => ({
  name,
  charm: "states",
  event,
  state: { model, ...state },
});

const plain = (hook: string) => ({ kind: "plain", hook }) as const;

const relation = (hook: "created" | "joined" | "changed" | "departed" | "broken", remoteUnit?: number) =>
  ({ kind: "relation", hook, relation: 3, ...(remoteUnit === undefined ? {} : { remoteUnit }) }) as const;

const states: readonly Case[] = [
  does("results"),
  does("fail"),
  throwing(["ZeroDivisionError", "RangeError"], does("raise")),
  does("status", { leader: true, unitStatus: { name: "active", message: "before" } as never }),
  does("status", {}, "status, of a unit that does not lead"),
  throwing(
    ["RuntimeError", "NotLeaderError"],
    does("app-status", {}, "the application's status, of a unit that does not lead"),
  ),
  does("ports", {
    openedPorts: [
      { protocol: "tcp", port: 8080 },
      { protocol: "tcp", port: 80 },
    ],
  }),
  does("secrets", { secrets: [secret] }),
  does("grant", { leader: true, relations: [db] }),
  throwing(["SecretNotFoundError", "SecretNotFoundError"], does("no-secret")),
  does("relation", { relations: [db] }),
  does("relation", { relations: [db], leader: true }, "relation, of the leader"),
  throwing(
    ["RelationDataAccessError", "RelationDataAccessError"],
    does("app-data", { relations: [db] }, "the application's data, of a unit that does not lead"),
  ),
  does("peers", { relations: [peers], leader: true, plannedUnits: 3 }),
  does("subordinate", { relations: [logs] }),
  does("storage", { storages: [{ name: "data" }, { name: "data" }] }),
  does("resource", { resources: { seed: "/tmp/seed.txt" } }),
  throwing(["RuntimeError", "HookToolError"], does("resource", {}, "resource, without its file")),
  does("network", { relations: [db] }),
  does(
    "network",
    { relations: [db], networks: { db: { ingressAddresses: ["10.0.0.7"] } } },
    "network, as it is said",
  ),
  does("stored", { storedStates: { "charm/stored": { runs: 4, facts: { a: "b" } } } }),
  does("services", { containers: { web } }),
  does("exec", { containers: { web } }),
  does("files", { containers: { web } }),
  does("unreachable", { containers: { web: { canConnect: false } } }),
  does("model", { leader: true }),
  comes(plain("start"), "start, which is deferred"),
  comes(plain("update-status"), "update-status, which is deferred twice"),
  comes(plain("config-changed"), "config-changed, with the defaults"),
  comes(plain("config-changed"), "config-changed, with other ports open", {
    config: { port: 81, level: "debug" },
    openedPorts: [{ protocol: "udp", port: 53 }],
  }),
  comes(plain("stop"), "stop, which the charm does not observe"),
  comes(plain("start"), "start, of a leader with peers", { leader: true, relations: [peers] }),
  comes(relation("changed", 4), "relation-changed, of a unit that does not lead", { relations: [db] }),
  comes(relation("changed", 0), "relation-changed, of the leader", { relations: [db], leader: true }),
  comes(relation("departed", 4), "relation-departed", { relations: [db] }),
  comes(relation("broken"), "relation-broken, unobserved", { relations: [db] }),
  comes({ kind: "workload", hook: "pebble-ready", container: "web" }, "pebble-ready of an empty container", {
    containers: { web: { canConnect: true, execs } },
  }),
  comes(
    { kind: "workload", hook: "pebble-ready", container: "web" },
    "pebble-ready of a container with layers",
    {
      containers: { web },
    },
  ),
  comes(
    { kind: "workload", hook: "pebble-ready", container: "web" },
    "pebble-ready of a container that has gone",
    {
      containers: { web: { canConnect: false } },
    },
  ),
  comes({ kind: "workload", hook: "pebble-custom-notice", container: "web", notice: "7" }, "a notice", {
    containers: { web },
  }),
  comes(
    { kind: "workload", hook: "pebble-check-failed", container: "web", check: "up" },
    "a check that fails",
    {
      containers: { web: { ...web, checks: { up: { status: "down", failures: 3 } } } },
    },
  ),
  comes({ kind: "storage", hook: "attached", storage: "data", index: 1 }, "a storage", {
    storages: [{ name: "data" }, { name: "data" }],
  }),
  comes(
    { kind: "custom", part: "database", event: "ready", data: { host: "h", port: 1 } },
    "an event of the charm's own",
  ),
  comes(
    { kind: "custom", part: "database", event: "ready", data: { host: "h", port: 0 } },
    "an event of the charm's own, which is deferred",
  ),
];

/** Events one after the other, each in the state that the one before has left. */
const inTurn = (events: readonly Case["event"][], name: string, state: Case["state"] = {}): Case => {
  const [last = plain("start"), ...others] = [...events].reverse();
  return { ...comes(last, name, state), after: others.reverse() };
};

const ready = { kind: "workload", hook: "pebble-ready", container: "web" } as const;

const flows: readonly Case[] = [
  inTurn([plain("start"), plain("start"), plain("update-status")], "a start that is deferred twice"),
  inTurn([plain("update-status"), plain("update-status"), plain("update-status")], "a count that is stored"),
  inTurn(
    [relation("changed", 0), relation("changed", 4), plain("config-changed")],
    "two changes of a relation",
    {
      relations: [db],
    },
  ),
  inTurn([ready, plain("config-changed"), ready], "a container that is ready twice", {
    containers: { web: { canConnect: true, execs } },
  }),
  inTurn(
    [ready, { kind: "action", name: "do", id: "1", params: { what: "services" } }],
    "services after a start",
    {
      containers: { web },
    },
  ),
];

const everything = (event: Case["event"], name: string, state: Case["state"] = {}): Case => ({
  name: `of the other charm: ${name}`,
  charm: "everything",
  event,
  state: { model, ...state },
});

/** Events of every kind, and actions of each thing that a charm may do. */
export const stateCases: readonly Case[] = [
  ...states,
  ...flows,
  // Not upgrade-charm, in which that charm calls the hook tools by themselves: Scenario has none.
  ...["install", "start", "stop", "remove", "update-status", "config-changed"].map((hook) =>
    everything(plain(hook), hook),
  ),
  everything(plain("leader-elected"), "leader-elected", { leader: true }),
  ...(["created", "broken"] as const).map((hook) =>
    everything(relation(hook), `relation-${hook}`, { relations: [db], leader: true }),
  ),
  ...(["joined", "changed", "departed"] as const).map((hook) =>
    everything(relation(hook, 0), `relation-${hook}`, { relations: [db] }),
  ),
  everything({ kind: "secret", hook: "changed", secret: "other" }, "secret-changed", { secrets: [secret] }),
  everything({ kind: "secret", hook: "rotate", secret: "admin" }, "secret-rotate", {
    secrets: [own],
    leader: true,
  }),
  everything({ kind: "secret", hook: "expired", secret: "admin", revision: 3 }, "secret-expired", {
    secrets: [own],
    leader: true,
  }),
  everything({ kind: "secret", hook: "remove", secret: "admin", revision: 3 }, "secret-remove", {
    secrets: [own],
    leader: true,
  }),
  everything({ kind: "action", name: "work", id: "1", params: { what: "all" } }, "the action work"),
  everything({ kind: "action", name: "break", id: "1", params: {} }, "the action break"),
];
