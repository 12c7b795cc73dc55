import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, MaintenanceStatus, WaitingStatus } from "@cobble/charm";
import { Context, getContainer, Harness, type Supervisor } from "@cobble/testing";
import { BeaconCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");
const noAnswer = { message: "context deadline exceeded" };

const createHarness = (): Harness<BeaconCharm> => new Harness(BeaconCharm, { charmDir });

/** Makes the beacon shine. From there on time moves when the test says so. */
const startBeacon = async (harness: Harness<BeaconCharm>): Promise<Supervisor> => {
  await harness.begin();
  await harness.containerPebbleReady("beacon");
  return harness.supervisor("beacon");
};

describe("BeaconCharm", () => {
  it("starts the beacon and its checks, when the container is ready", async () => {
    using context = new Context(BeaconCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("beacon"), {
      containers: { beacon: { canConnect: true } },
    });
    assert.deepEqual(out.unitStatus, new ActiveStatus());
    const beacon = getContainer(out, "beacon");
    assert.deepEqual(beacon.serviceStatuses, { beacon: "active" });
    assert.deepEqual(Object.keys(beacon.checks), ["beacon-lit", "beacon-up"]);
  });

  it("asks at another port, when the option changes", async () => {
    using context = new Context(BeaconCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("beacon"), {
      containers: { beacon: { canConnect: true } },
    });
    const out = await context.run(context.on.configChanged(), { ...ready, config: { port: 9090 } });
    const { checks } = getContainer(out, "beacon").plan;
    assert.equal(checks.get("beacon-up")?.http?.url, "http://127.0.0.1:9090/");
    assert.equal((await context.supervisor("beacon")).processes.length, 2);
  });

  it("says what is wrong, when a check is down", async () => {
    using context = new Context(BeaconCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("beacon"), {
      containers: { beacon: { canConnect: true } },
    });
    const beacon = {
      ...getContainer(ready, "beacon"),
      checks: { "beacon-lit": { status: "down" } },
    } as const;
    const out = await context.run(context.on.pebbleCheckFailed("beacon", "beacon-lit"), {
      ...ready,
      containers: { beacon },
    });
    assert.deepEqual(out.unitStatus, new BlockedStatus("there is no lamp: put one in"));
    assert.equal(context.records.logs.at(-1)?.message, "beacon-lit is down: 2 failures in a row by now");
  });

  it("says the most urgent, when both checks are down", async () => {
    using harness = createHarness();
    const supervisor = await startBeacon(harness);
    supervisor.setCheck("beacon-up", noAnswer);
    supervisor.setCheck("beacon-lit", noAnswer);
    await harness.advance(3000);
    assert.deepEqual(harness.unitStatus, new BlockedStatus("there is no lamp: put one in"));
  });

  it("shows a beacon that does not answer until it is started again and answers", async () => {
    using harness = createHarness();
    const supervisor = await startBeacon(harness);
    supervisor.setCheck("beacon-up", noAnswer);
    await harness.advance(2000);
    assert.deepEqual(harness.unitStatus, new ActiveStatus(), "two failures are not yet three");
    await harness.advance(1000);
    assert.deepEqual(harness.unitStatus, new MaintenanceStatus("does not answer, and is started again"));
    supervisor.setCheck("beacon-up", "ok");
    await harness.advance(1000);
    assert.deepEqual(harness.unitStatus, new ActiveStatus());
    assert.equal(supervisor.processes.length, 2, "it was started again");
  });

  it("leaves a beacon without a lamp running, and is active when it has one again", async () => {
    using harness = createHarness();
    const supervisor = await startBeacon(harness);
    supervisor.onExec(["beacon", "lamp"], { exitCode: 1 });
    await harness.advance(2000);
    assert.equal(harness.unitStatus.name, "blocked");
    supervisor.onExec(["beacon", "lamp"], {});
    await harness.advance(1000);
    assert.deepEqual(harness.unitStatus, new ActiveStatus());
    assert.equal(supervisor.processes.length, 1, "it was left alone");
  });

  it("waits for pebble-ready, when the container is there before", async () => {
    using context = new Context(BeaconCharm, { charmDir });
    const out = await context.run(context.on.install(), { containers: { beacon: { canConnect: true } } });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the beacon to start"));
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(BeaconCharm, { charmDir });
    const out = await context.run(context.on.install(), { containers: { beacon: { canConnect: false } } });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the container"));
  });
});
