import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, MaintenanceStatus, UnknownStatus, WaitingStatus } from "@cobble/charm";
import { Context, getContainer, Harness } from "@cobble/testing";
import { MillCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");
const key = "mill.example/ground";

describe("MillCharm", () => {
  it("starts the mill, when its container is ready", async () => {
    using context = new Context(MillCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("mill"), {
      config: { "tell-every": 5 },
      containers: { mill: { canConnect: true } },
    });
    const mill = getContainer(out, "mill");
    assert.deepEqual(mill.serviceStatuses, { mill: "active" });
    assert.equal(mill.plan.services.get("mill")?.environment.get("TELL_EVERY"), "5s");
  });

  it("says what the mill told last, when it hears of many notices at once", async () => {
    using context = new Context(MillCharm, { charmDir });
    const notices = [{ key, occurrences: 7, lastData: { total: "7", waiting: "0" } }];
    const out = await context.run(context.on.pebbleCustomNotice("mill", key), {
      containers: { mill: { canConnect: true, notices } },
    });
    assert.deepEqual(out.unitStatus, new ActiveStatus("7 ground"));
  });

  it("leaves the status alone, when somebody else has told something", async () => {
    using context = new Context(MillCharm, { charmDir });
    const notices = [{ key: "elsewhere.example/done" }];
    const out = await context.run(context.on.pebbleCustomNotice("mill", "elsewhere.example/done"), {
      containers: { mill: { canConnect: true, notices } },
    });
    assert.deepEqual(out.unitStatus, new UnknownStatus());
  });

  it("is woken once in the time that the mill has named, and by the last word", async () => {
    using harness = new Harness(MillCharm, { charmDir });
    await harness.begin();
    await harness.containerPebbleReady("mill");
    const tell = (total: number, repeatAfterMs: number): Promise<string> =>
      harness.pebbleNotify("mill", key, {
        data: { total: String(total), waiting: String(9 - total) },
        repeatAfterMs,
      });
    for (const total of [1, 2, 3]) await tell(total, 2000);
    assert.deepEqual(harness.unitStatus, new MaintenanceStatus("1 ground, 8 waiting"));
    await harness.advance(2500);
    await tell(4, 2000);
    assert.deepEqual(harness.unitStatus, new MaintenanceStatus("4 ground, 5 waiting"));
    await tell(9, 0);
    assert.deepEqual(harness.unitStatus, new ActiveStatus("9 ground"));
    const woken = harness.records.emittedEvents.filter(({ name }) => name === "mill-pebble-custom-notice");
    assert.equal(woken.length, 3);
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(MillCharm, { charmDir });
    const out = await context.run(context.on.configChanged(), {
      containers: { mill: { canConnect: false } },
    });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the container"));
  });
});
