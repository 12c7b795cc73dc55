import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { until } from "../until.ts";
import { servicePieces } from "./run-workloads-services.ts";
import { makeWorld, type World } from "./run-workloads-world.ts";

let world: World;

before(async () => {
  world = await makeWorld();
});

after(() => world[Symbol.asyncDispose]());

describe("layers and services of the page", () => {
  it("a layer is added once, and YAML goes over it", async () => {
    const { container } = world;
    await servicePieces.addOnce(container);
    await servicePieces.addOnce(container);
    await servicePieces.addFromYaml(container);
    const web = (await container.getPlan()).services.get("web");
    assert.deepEqual([web?.command, web?.environment.get("LOG_LEVEL")], ["pause", "debug"]);
  });

  it("the database rests while it is dumped, and runs again only if it ran", async () => {
    const { container, startServices } = world;
    const states: boolean[] = [];
    const dump = async (): Promise<void> => {
      states.push((await container.getService("database")).isRunning());
    };
    await startServices("database");
    await servicePieces.backupIfRunning(container, dump);
    assert.equal((await container.getService("database")).isRunning(), true);
    await container.stop("database");
    await servicePieces.backupIfRunning(container, dump);
    assert.equal((await container.getService("database")).isRunning(), false);
    assert.deepEqual(states, [false, false]);
  });

  it("a layer is made true by replan, which leaves alone what has not changed", async () => {
    const { container } = world;
    await servicePieces.startSnappass(container);
    const started = await container.getService("snappass");
    assert.equal(started.isRunning(), true);
    await servicePieces.startSnappass(container);
    assert.deepEqual((await container.getService("snappass")).currentSince, started.currentSince);
    await container.restart("snappass");
    assert.notDeepEqual((await container.getService("snappass")).currentSince, started.currentSince);
  });

  it("services are told with how they are, and what they write is read", async () => {
    const { container, said, log } = world;
    said.length = 0;
    await servicePieces.tellServices(container, log);
    assert.ok(said.includes("snappass is active, and enabled at the start"));
    const redis = { override: "replace", command: "snappass", startup: "enabled" } as const;
    await container.addLayer("redis", { services: { redis } });
    await container.replan();
    said.length = 0;
    await until(async () => {
      await servicePieces.readLogs(container, log);
      return said.length > 0;
    });
    assert.match(said[0] ?? "", /^\S+Z \[redis\] snappass runs$/);
  });

  it("a signal is sent to two services", async () => {
    const { container, startServices } = world;
    await startServices("nginx", "redis");
    await servicePieces.reload(container);
  });

  it("restarts, checks and what a check does are in the plan", async () => {
    const { container } = world;
    await servicePieces.addRestarts(container);
    await servicePieces.addChecks(container);
    await servicePieces.addCheckRestart(container);
    const plan = await container.getPlan();
    assert.deepEqual([...plan.checks.keys()], ["nginx", "page", "port"]);
    assert.equal(plan.services.get("server")?.onCheckFailure.get("page"), "restart");
  });

  it("a check that is down is told", async () => {
    const { container, said, log } = world;
    const uptime = { override: "replace", period: "10ms", threshold: 1, exec: { command: "false" } } as const;
    await container.addLayer("uptime", { checks: { uptime } });
    await until(async () => (await container.getCheck("uptime")).status === "down");
    said.length = 0;
    await servicePieces.readCheck(container, log);
    assert.match(said.join(), /^uptime is down after \d+ failures$/);
    const during = async (): Promise<void> => {
      assert.equal((await container.getCheck("uptime")).status, "inactive");
    };
    await servicePieces.upgrade(container, during);
    assert.notEqual((await container.getCheck("uptime")).status, "inactive");
    said.length = 0;
    await servicePieces.tellChecks(container, log);
    assert.match(said.join(), /^port is (up|down), with \d+ of 3 failures$/);
  });
});

describe("notices of the page", () => {
  it("notices are found by their key, and one by its id", async () => {
    const { container } = world;
    const key = "canonical.com/postgresql/backup-done";
    assert.equal(await servicePieces.readNotices(container), 0);
    await container.pebble.notices.notify({ key, data: { path: "/tmp/mydb.sql" } });
    assert.equal(await servicePieces.readNotices(container), 1);
  });
});
