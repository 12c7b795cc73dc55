import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  type CharmClass,
  createHookTools,
  createMemoryStore,
  dispatch,
  readHookContext,
} from "@cobble/charm";
import { makeTempDir, type TempDir } from "../charm-process.ts";
import { startSupervisor, type TestSupervisor } from "../supervisor.ts";
import { makeRootedDeps } from "./rooted.ts";
import { PauseCharm, PostgresCharm, uploads } from "./run-workloads-charms.ts";

const charmcraft = `
name: example
containers: {pause: {resource: image}, db: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {timeout: {type: int, default: 5}}}
actions: {backup: {}}
`;

let bin: TempDir;
let supervisor: TestSupervisor;
let root: string;

before(async () => {
  // The program that the page's charm starts.
  bin = await makeTempDir({ pause: "#!/bin/sh\nexec sleep 1000\n" });
  await chmod(join(bin.path, "pause"), 0o755);
  supervisor = await startSupervisor({ env: { PATH: `${bin.path}:${process.env["PATH"]}` } });
  root = join(supervisor.workDir, "root");
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
  await bin[Symbol.asyncDispose]();
});

/** Runs one hook of a charm in this process, with tools that only note how they were run. @returns what was run */
const runHook = async (
  charm: CharmClass,
  hook: { readonly name: string; readonly timeout?: number; readonly env?: Readonly<Record<string, string>> },
): Promise<readonly string[]> => {
  const runs: string[] = [];
  const tools = createHookTools(async (tool, args) => {
    runs.push([tool, ...args].join(" "));
    if (tool === "config-get") return JSON.stringify({ timeout: hook.timeout ?? 5 });
    return tool === "action-get" ? "{}" : "";
  });
  const { socketPath } = supervisor;
  const deps = makeRootedDeps({ socketPath, root, localRoot: root, owners: new Map() });
  const exitCode = await dispatch(charm, {
    context: readHookContext({
      JUJU_DISPATCH_PATH: hook.name,
      JUJU_UNIT_NAME: "example/0",
      JUJU_CHARM_DIR: "/charm",
      ...hook.env,
    }),
    tools,
    meta: {
      readFile: async (file) => (file === "charmcraft.yaml" ? charmcraft : undefined),
      readYaml: undefined,
    },
    store: createMemoryStore(),
    connect: () => deps,
    now: () => performance.now(),
    today: () => Date.now(),
    printError: (line) => runs.push(line),
  });
  assert.equal(exitCode, 0, runs.join("\n"));
  return runs;
};

const pause = async (): Promise<Readonly<Record<string, unknown>>> => {
  const plan = await supervisor.container.getPlan();
  const { current, currentSince } = await supervisor.container.getService("pause");
  const timeout = plan.services.get("pause")?.environment.get("TIMEOUT");
  return { current, currentSince, timeout };
};

describe("the charms of the page", () => {
  it("pebble-ready starts the workload, and config-changed restarts it only for another configuration", async () => {
    const runs = await runHook(PauseCharm, { name: "hooks/pause-pebble-ready" });
    assert.ok(runs.some((run) => run.startsWith("status-set") && run.includes("active")));
    const first = await pause();
    assert.deepEqual([first["current"], first["timeout"]], ["active", "5"]);
    await runHook(PauseCharm, { name: "hooks/config-changed", timeout: 5 });
    assert.deepEqual(await pause(), first);
    await runHook(PauseCharm, { name: "hooks/config-changed", timeout: 6 });
    const second = await pause();
    assert.equal(second["timeout"], "6");
    assert.notDeepEqual(second["currentSince"], first["currentSince"]);
  });

  it("a notice makes the charm upload the file that it names", async () => {
    await mkdir(join(root, "tmp"), { recursive: true });
    await writeFile(join(root, "tmp/mydb.sql"), "BACKUP");
    const key = "canonical.com/postgresql/backup-done";
    const id = await supervisor.container.pebble.notices.notify({ key, data: { path: "/tmp/mydb.sql" } });
    const env = {
      JUJU_WORKLOAD_NAME: "db",
      JUJU_NOTICE_ID: id,
      JUJU_NOTICE_TYPE: "custom",
      JUJU_NOTICE_KEY: key,
    };
    await runHook(PostgresCharm, { name: "hooks/db-pebble-custom-notice", env });
    assert.equal(uploads.get("db-backup.sql"), "BACKUP");
  });
});
