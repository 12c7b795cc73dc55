// Code of docs/how-to/run-workloads-with-a-charm.md, and tests of charms on that page.
// snippet: test-imports
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ActiveStatus, MaintenanceStatus } from "@cobble/charm";
import { ActionFailedError, Context, getContainer, Harness } from "@cobble/testing";
// end snippet
import { PauseCharm, PostgresCharm, uploads } from "../../../charm/test/snippets/run-workloads-charms.ts";
import { MysqlCharm, WatchedCharm } from "./run-workloads-charms.ts";

const charmcraft = `
name: example
containers: {pause: {resource: image}, db: {resource: image}, main: {resource: image}, web: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {timeout: {type: int, default: 5}}}
actions: {backup: {}}
`;

// snippet: test-notice
test("a backup that is done is uploaded", async () => {
  using harness = new Harness(PostgresCharm, { charmcraft });
  await harness.begin();
  await harness.setCanConnect("db", true);

  // The workload has written its backup...
  const root = await harness.getFilesystemRoot("db");
  mkdirSync(join(root, "tmp"));
  writeFileSync(join(root, "tmp/mydb.sql"), "BACKUP");

  // ...and says so. The notice is recorded, and the event comes.
  const key = "canonical.com/postgresql/backup-done";
  await harness.pebbleNotify("db", key, { data: { path: "/tmp/mydb.sql" } });

  assert.deepEqual([...uploads], [["db-backup.sql", "BACKUP"]]);
});
// end snippet

test("among other notices, the one of the event is answered", async () => {
  uploads.clear();
  using context = new Context(PostgresCharm, { charmcraft });
  const notices = [
    { id: "1", key: "example.com/a", occurrences: 10 },
    {
      id: "2",
      key: "canonical.com/postgresql/backup-done",
      lastData: { path: "/tmp/mydb.sql" },
    },
  ];
  const containers = { db: { canConnect: true, notices } };
  await assert.rejects(context.run(context.on.pebbleCustomNotice("db", "2"), { containers }), /mydb\.sql/);
  await context.run(context.on.pebbleCustomNotice("db", "1"), { containers });
  assert.equal(uploads.size, 0);
});

// snippet: test-can-connect
test("a new timeout waits for the container", async () => {
  using harness = new Harness(PauseCharm, { charmcraft });
  await harness.begin();
  await harness.updateConfig({ timeout: 6 }); // nothing can be reached yet, and nothing breaks
  await harness.containerPebbleReady("pause");
  await harness.updateConfig({ timeout: 7 });

  const plan = await harness.getContainerPebblePlan("pause");
  assert.equal(plan.services.get("pause")?.environment.get("TIMEOUT"), "7");
});
// end snippet

const mysqlLayer = "services: {mysql: {override: replace, command: mysqld}}";

// snippet: test-exec
test("the database rests while it is backed up", async () => {
  using context = new Context(MysqlCharm, { charmcraft });
  const main = {
    canConnect: true,
    layers: { base: mysqlLayer },
    serviceStatuses: { mysql: "active" },
    execs: [{ command: ["backup-mysql"], run: { stdout: "done\n" } }],
  } as const;

  const out = await context.run(context.on.action("backup"), { containers: { main } });

  assert.deepEqual(context.records.execs["main"]?.[0]?.command, ["backup-mysql", "/srv/backup"]);
  assert.deepEqual(getContainer(out, "main").serviceStatuses, { mysql: "active" });
  const { processes } = await context.supervisor("main");
  assert.equal(processes.length, 2); // the one before, and the one after
});
// end snippet

// snippet: test-handle-exec
test("a backup that fails fails the action", async () => {
  using harness = new Harness(MysqlCharm, { charmcraft });
  await harness.begin();
  await harness.setCanConnect("main", true);
  const { client } = await harness.supervisor("main");
  await client.layers.add({ label: "base", yaml: mysqlLayer, combine: true }); // as in the image
  await harness.containerPebbleReady("main");
  await harness.handleExec("main", ["backup-mysql"], { exitCode: 1, stderr: "disk full" });

  await assert.rejects(
    harness.runAction("backup"),
    (error) => error instanceof ActionFailedError && error.reason.includes("disk full"),
  );
});
// end snippet

test("a backup without a container is refused", async () => {
  using harness = new Harness(MysqlCharm, { charmcraft });
  await harness.begin();
  await assert.rejects(
    harness.runAction("backup"),
    (error) => error instanceof ActionFailedError && error.reason === "the container is not ready",
  );
});

// snippet: test-check
test("a check that fails, and recovers, is told", async () => {
  using harness = new Harness(WatchedCharm, { charmcraft });
  await harness.begin();
  await harness.containerPebbleReady("web");
  const web = await harness.supervisor("web");

  web.setCheck("web-up", { message: "no answer" });
  await harness.advance(30_000); // three periods, in no time
  assert.deepEqual(harness.unitStatus, new MaintenanceStatus("web-up failed 3 times"));

  web.setCheck("web-up", "ok");
  await harness.advance(10_000);
  assert.deepEqual(harness.unitStatus, new ActiveStatus());
});
// end snippet
