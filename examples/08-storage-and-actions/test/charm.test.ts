import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, WaitingStatus } from "@cobble/charm";
import { ActionFailedError, Context, type ExecHandler, getContainer, type State } from "@cobble/testing";
import { JournalCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");
const storages = [{ name: "data" }, { name: "backups" }];

/** A folder of the test that the container has as the storage of backups. */
const backups = mkdtempSync(join(tmpdir(), "journal-"));
after(() => rmSync(backups, { recursive: true }));

/** The container, and what the workload's program does in it. */
const journal = (run: ExecHandler = {}) => ({
  journal: { canConnect: true, mounts: { "/srv/backups": backups }, execs: [{ command: ["journal"], run }] },
});

/** The unit when its server runs. */
const running = (context: Context<JournalCharm>, run?: ExecHandler): Promise<State> =>
  context.run(context.on.storageAttached("data"), { storages, containers: journal(run) });

/** Whether the server runs now. */
const current = async (context: Context<JournalCharm>): Promise<string | undefined> => {
  const { client } = await context.supervisor("journal");
  const [service] = await client.services.list(["journal"]);
  return service?.current;
};

/** The reason of an action that fails; the error of one that does not. */
const failure = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => new Error("the action did not fail"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ActionFailedError) return error.reason;
  throw error;
};

describe("JournalCharm", () => {
  it("starts the server when its storage is there", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const out = await context.run(context.on.storageAttached("data"), { storages, containers: journal() });
    assert.deepEqual(out.unitStatus, new ActiveStatus());
    assert.deepEqual(getContainer(out, "journal").serviceStatuses, { journal: "active" });
    assert.match(context.records.logs[0]?.message ?? "", /^data\/\d+ is at \//);
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const containers = { journal: { canConnect: false } };
    const out = await context.run(context.on.storageAttached("data"), { storages, containers });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the container"));
  });

  it("stops the server before its storage goes", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const out = await context.run(context.on.storageDetaching("data"), await running(context));
    assert.deepEqual(getContainer(out, "journal").serviceStatuses, { journal: "inactive" });
    assert.ok(out.unitStatus instanceof BlockedStatus);
  });

  it("backs up by the workload's program, tells its progress, and returns where the copy is", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const state = await running(context, () => {
      writeFileSync(join(backups, "monday.lines"), "first\nsecond\n");
      return { stdout: "1 of 2 lines\n2 of 2 lines\n" };
    });
    await context.run(context.on.action("backup", { name: "monday" }), state);
    const [exec] = context.records.execs["journal"] ?? [];
    assert.deepEqual(exec?.command, ["journal", "backup", "monday"]);
    assert.equal(exec?.environment["JOURNAL_BACKUPS"], "/srv/backups");
    assert.deepEqual(context.records.actionLogs, ["backup: 1 of 2 lines", "backup: 2 of 2 lines"]);
    assert.deepEqual(context.records.actionResults, { path: "/srv/backups/monday.lines", bytes: "13" });
  });

  it("fails a backup whose name cannot be that of a file, names the parameter, and runs nothing", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const action = context.on.action("backup", { name: "../up" });
    const reason = await failure(context.run(action, await running(context)));
    assert.match(reason, /^cannot use the action's parameters: name: 1 to 40 lower-case letters/);
    assert.deepEqual(context.records.execs["journal"], []);
  });

  it("restores while the server is stopped", async () => {
    using context = new Context(JournalCharm, { charmDir });
    writeFileSync(join(backups, "monday.lines"), "");
    let during: string | undefined;
    const state = await running(context, async () => {
      during = await current(context);
      return {};
    });
    await context.run(context.on.action("restore", { name: "monday", append: true }), state);
    const [exec] = context.records.execs["journal"] ?? [];
    assert.deepEqual(exec?.command, ["journal", "restore", "monday", "--append"]);
    assert.deepEqual([during, await current(context)], ["inactive", "active"]);
  });

  it("is blocked without a storage, and its actions say that there is no server", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("journal"), { containers: journal() });
    assert.deepEqual(out.unitStatus, new BlockedStatus('add a storage "data"'));
    const reason = await failure(context.run(context.on.action("backup", { name: "monday" }), out));
    assert.match(reason, /^the server does not run/);
  });

  it("says why a restore fails, and starts the server again", async () => {
    using context = new Context(JournalCharm, { charmDir });
    const state = await running(context, { exitCode: 1, stderr: "journal: there is no such backup\n" });
    const reason = await failure(context.run(context.on.action("restore", { name: "tuesday" }), state));
    assert.equal(reason, "journal: there is no such backup");
    assert.equal(await current(context), "active");
  });
});
