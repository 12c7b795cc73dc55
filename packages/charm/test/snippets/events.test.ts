import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CharmClass,
  createHookTools,
  createMemoryStore,
  dispatch,
  readHookContext,
  type StateStore,
} from "@cobble/charm";
import { createClient } from "@cobble/client";
import { createLocalFiles } from "../../src/os/local-files.ts";
import { containerTimes } from "../supervisor.ts";
import {
  ChangesCharm,
  CommittingCharm,
  PartsCharm,
  ReconcilingCharm,
  RegisteringCharm,
  ShopCharm,
  StatusCharm,
  StoringCharm,
  WebCharm,
} from "./events.ts";

const charmcraft = `
name: example
requires: {database: {interface: postgresql_client}}
config: {options: {server: {type: string}, port: {type: int}}}
containers: {web: {resource: image}}
resources: {image: {type: oci-image}}
`;

/** One hook of a unit. */
interface Hook {
  readonly charm: CharmClass;
  readonly name: string;
  readonly store?: StateStore;
  readonly atMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What tools print, by their names. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** @returns the tools that the hook ran to say something, with what they were given last */
const runHook = async ({
  charm,
  name,
  store,
  atMs = 0,
  env,
  answers = {},
}: Hook): Promise<readonly string[]> => {
  const runs: string[] = [];
  const tools = createHookTools(async (tool, args) => {
    if (["status-set", "juju-log"].includes(tool)) runs.push(args.slice(1).join(" "));
    return answers[tool] ?? (tool.endsWith("-ids") || tool.endsWith("-list") ? "[]" : "{}");
  });
  const exitCode = await dispatch(charm, {
    context: readHookContext({
      JUJU_DISPATCH_PATH: `hooks/${name}`,
      JUJU_UNIT_NAME: "example/0",
      JUJU_CHARM_DIR: "/charm",
      ...env,
    }),
    tools,
    meta: { readFile: async (file) => (file === "charmcraft.yaml" ? charmcraft : undefined) },
    store: store ?? createMemoryStore(),
    connect: (name) => ({
      client: createClient({ socketPath: `/nowhere/${name}` }),
      ...containerTimes,
      loadLocalFiles: () => Promise.resolve(createLocalFiles()),
    }),
    now: () => 0,
    today: () => atMs,
    printError: (line) => runs.push(line),
  });
  assert.equal(exitCode, 0, runs.join("\n"));
  return runs;
};

const database = {
  env: {
    ...{ JUJU_RELATION: "database", JUJU_RELATION_ID: "database:1" },
    ...{ JUJU_REMOTE_APP: "pg", JUJU_REMOTE_UNIT: "pg/0" },
  },
  answers: {
    "relation-ids": '["database:1"]',
    "relation-list": '["pg/0"]',
    "relation-get": '{"host": "10.1.2.3"}',
  },
};

describe("docs/how-to/handle-events-of-a-charm.md", () => {
  it("a deferred start is handled when the database is there", async () => {
    const store = createMemoryStore();
    assert.deepEqual(await runHook({ charm: WebCharm, name: "start", store }), []);
    const runs = await runHook({ charm: WebCharm, name: "database-relation-changed", store, ...database });
    assert.deepEqual([...runs].sort(), [
      "DEBUG -- calling 1 deferred handlers again",
      "INFO -- the database of pg is at 10.1.2.3",
      "active -- ",
    ]);
  });

  it("a server that does not answer is tried again, and given up", async () => {
    const store = createMemoryStore();
    const answers = { "config-get": '{"server": "http://nowhere"}' };
    const last: (string | undefined)[] = [];
    for (let i = 0; i <= 5; i += 1) {
      const name = i === 0 ? "config-changed" : "update-status";
      const runs = await runHook({ charm: RegisteringCharm, name, store, answers, atMs: i * 60_000 });
      last.push(runs.at(-1));
    }
    assert.deepEqual(last.slice(0, 5), Array(5).fill("waiting -- for the server"));
    assert.equal(last[5], "blocked -- the server does not answer");
  });

  it("a custom event brings what it was emitted with", async () => {
    const runs = await runHook({ charm: ShopCharm, name: "database-relation-changed", ...database });
    assert.deepEqual(runs, ["active -- postgres://10.1.2.3:5432"]);
  });

  it("the most urgent status is set", async () => {
    assert.deepEqual(await runHook({ charm: StatusCharm, name: "start" }), ["blocked -- needs a database"]);
    assert.deepEqual(await runHook({ charm: StatusCharm, name: "start", ...database }), ["active -- "]);
    assert.deepEqual(await runHook({ charm: PartsCharm, name: "start" }), [
      "waiting -- database: for a relation",
    ]);
  });

  it("a charm that reconciles asks its container in any hook", async () => {
    assert.deepEqual(await runHook({ charm: ReconcilingCharm, name: "update-status" }), []);
  });

  it("changes have their old value", async () => {
    const store = createMemoryStore();
    const say = (port: number): Promise<readonly string[]> =>
      runHook({
        charm: ChangesCharm,
        name: "config-changed",
        store,
        answers: { "config-get": `{"port": ${port}}` },
      });
    await say(80);
    assert.deepEqual(await say(81), ["INFO -- the port was 80 and is 81"]);
  });

  it("what is stored is kept", async () => {
    const store = createMemoryStore();
    await runHook({ charm: StoringCharm, name: "database-relation-joined", store, ...database });
    await runHook({ charm: CommittingCharm, name: "start", store });
    assert.equal(store.kept.get("stored:charm/stored"), '{"hooks":1,"seen":{"$set":["pg/0"]},"restarts":1}');
  });
});
