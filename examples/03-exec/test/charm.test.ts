import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, ChangeError, WaitingStatus } from "@cobble/charm";
import { Context, type ExecCall, type ExecResult, getContainer } from "@cobble/testing";
import { TallyCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");

/** A container whose migration does what a test says, and whose program has a version. */
const withMigration = (migrate: (call: ExecCall) => ExecResult | Promise<ExecResult>) => ({
  tally: {
    canConnect: true,
    execs: [
      { command: ["tally", "migrate"], run: migrate },
      { command: ["tally", "--version"], run: { stdout: "1.4.0\n" } },
    ],
  },
});

describe("TallyCharm", () => {
  it("migrates the table as its server would see it, then starts the server", async () => {
    using context = new Context(TallyCharm, { charmDir });
    let seen: readonly unknown[] = [];
    const containers = withMigration(async ({ environment, stdin }) => {
      const supervisor = await context.supervisor("tally");
      seen = [environment["TALLY_FILE"], await stdin(), supervisor.processes.length];
      return { stdout: "added nuts\n" };
    });
    const out = await context.run(context.on.pebbleReady("tally"), {
      config: { columns: " apples  nuts" },
      containers,
    });
    assert.deepEqual(seen, ["/var/lib/tally/table.json", "apples\nnuts", 0]);
    assert.deepEqual(getContainer(out, "tally").serviceStatuses, { tally: "active" });
    assert.deepEqual(out.unitStatus, new ActiveStatus("counts apples, nuts"));
    assert.ok(context.records.logs.some(({ message }) => message === "table: added nuts"));
  });

  it("says which version of the program runs", async () => {
    using context = new Context(TallyCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("tally"), { containers: withMigration(() => ({})) });
    assert.equal(out.workloadVersion, "1.4.0");
  });

  it("is blocked with the program's own words and leaves the server alone, when columns are refused", async () => {
    using context = new Context(TallyCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("tally"), {
      containers: withMigration(() => ({})),
    });
    const tally = {
      ...getContainer(ready, "tally"),
      ...withMigration(() => ({ exitCode: 1, stderr: 'cannot drop "pears": it has counted 3\n' })).tally,
    };
    const out = await context.run(context.on.configChanged(), {
      ...ready,
      config: { columns: "apples" },
      containers: { tally },
    });
    assert.deepEqual(out.unitStatus, new BlockedStatus('columns: cannot drop "pears": it has counted 3'));
    assert.deepEqual(getContainer(out, "tally").serviceStatuses, { tally: "active" });
  });

  it("fails, for Juju to run the hook again, when the migration does not end in time", async () => {
    using context = new Context(TallyCharm, { charmDir });
    const containers = withMigration(async ({ sleep }) => {
      await sleep(3_600_000); // on the test's clock: no time at all
      return {};
    });
    await assert.rejects(
      context.run(context.on.pebbleReady("tally"), { containers }),
      (error) => error instanceof ChangeError && error.message.includes("timed out after 1m0s"),
    );
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(TallyCharm, { charmDir });
    const out = await context.run(context.on.configChanged(), {
      containers: { tally: { canConnect: false } },
    });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the container"));
  });
});
