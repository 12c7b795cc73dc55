import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Container } from "@cobble/charm";
import { LazyCheckInfo } from "../../src/events/lazy-check-info.ts";
import { LazyNotice } from "../../src/events/lazy-notice.ts";
import { startSupervisor, type TestSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";

let supervisor: TestSupervisor;
let container: Container;

before(async () => {
  supervisor = await startSupervisor();
  container = supervisor.container;
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
});

describe("what an event is about", () => {
  it("a notice of an event is read once, part by part", async () => {
    const key = "charm.example/lazy";
    const id = await container.pebble.notices.notify({ key, data: { a: "1" }, repeatAfterMs: 3_600_000 });
    const lazy = new LazyNotice(container, { id, type: "custom", key });
    assert.deepEqual(await lazy.lastData(), { a: "1" });
    await container.pebble.notices.notify({ key, data: { a: "2" } });
    assert.equal(await lazy.occurrences(), 1);
    assert.equal(await lazy.repeatAfterMs(), 3_600_000);
    assert.equal(await lazy.userId(), process.getuid?.());
    const { firstOccurred, lastOccurred, lastRepeated, expireAfterMs } = await lazy.get();
    assert.deepEqual(
      [
        ...[await lazy.firstOccurred(), await lazy.lastOccurred(), await lazy.lastRepeated()],
        await lazy.expireAfterMs(),
      ],
      [firstOccurred, lastOccurred, lastRepeated, expireAfterMs],
    );
  });

  it("a check of an event is read once, part by part", async () => {
    await container.addLayer("checks", {
      checks: { dead: { override: "replace", period: "50ms", threshold: 1, exec: { command: "false" } } },
    });
    await until(async () => (await container.getCheck("dead")).status === "down");
    const lazy = new LazyCheckInfo(container, "dead");
    assert.ok((await lazy.failures()) >= 1);
    assert.deepEqual(
      [await lazy.status(), await lazy.threshold(), await lazy.successes(), await lazy.level()],
      ["down", 1, 0, ""],
    );
    assert.deepEqual([await lazy.startup(), await lazy.changeId()], ["enabled", (await lazy.get()).changeId]);
    await container.stopChecks("dead");
    assert.equal(await lazy.status(), "down");
  });
});
