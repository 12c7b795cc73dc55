// snippet: imports
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ActiveStatus, BlockedStatus, ChangeError } from "@cobble/charm";
import {
  ActionFailedError,
  Context,
  type ExecCall,
  getContainer,
  getRelation,
  Harness,
  Supervisor,
} from "@cobble/testing";
// end snippet
import { charmcraft, RedisCharm } from "./redis-charm.ts";

// snippet: first-test
test("redis runs when its container is ready", async () => {
  using context = new Context(RedisCharm, { charmcraft });

  const out = await context.run(context.on.pebbleReady("redis"), {
    config: { port: 7000 },
    containers: { redis: { canConnect: true } },
  });

  assert.deepEqual(out.unitStatus, new ActiveStatus());
  const redis = getContainer(out, "redis");
  assert.equal(redis.plan.services.get("redis")?.command, "redis-server /etc/redis/redis.conf");
  assert.equal(redis.serviceStatuses["redis"], "active");
});
// end snippet

test("what a container holds", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  await context.run(context.on.pebbleReady("redis"), { containers: { redis: { canConnect: true } } });
  // snippet: files
  const { root } = await context.supervisor("redis");
  assert.equal(readFileSync(join(root, "etc/redis/redis.conf"), "utf8"), "port 6379\n");
  // end snippet
});

// snippet: next-state
test("a check that is down blocks the unit", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  const running = await context.run(context.on.pebbleReady("redis"), {
    containers: { redis: { canConnect: true } },
  });

  const redis = { ...getContainer(running, "redis"), checks: { up: { status: "down" } } } as const;
  const out = await context.run(context.on.pebbleCheckFailed("redis", "up"), {
    ...running,
    containers: { redis },
  });

  assert.deepEqual(out.unitStatus, new BlockedStatus("redis does not answer"));
});
// end snippet

// snippet: relation
test("who joins is told the port", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  const relations = [{ endpoint: "redis", remoteAppName: "snappass" }];

  const out = await context.run(context.on.relationJoined("redis"), { relations });

  assert.equal(getRelation(out, "redis").localUnitData["port"], "6379");
});
// end snippet

// snippet: exec
test("an action that fails says why", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  const execs = [{ command: ["redis-cli", "save"], run: { exitCode: 1, stderr: "disk full" } }];

  await assert.rejects(
    context.run(context.on.action("save"), { containers: { redis: { canConnect: true, execs } } }),
    (error) => error instanceof ActionFailedError && error.reason === "disk full",
  );
  assert.deepEqual(context.records.execs["redis"]?.[0]?.command, ["redis-cli", "save"]);
});
// end snippet

// snippet: exec-function
test("a save that takes too long is given up", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  const run = async ({ command, sleep }: ExecCall) => {
    await sleep(300_000); // on the test's clock: no time at all
    return { stdout: `${command[1]} done` };
  };
  const execs = [{ command: ["redis-cli"], run }];

  const saved = context.run(context.on.action("save"), {
    containers: { redis: { canConnect: true, execs } },
  });

  await assert.rejects(saved, ChangeError);
});
// end snippet

// snippet: manage
test("the charm can be looked at before its event comes", async () => {
  using context = new Context(RedisCharm, { charmcraft });
  await using manager = await context.manage(context.on.pebbleReady("redis"), {
    containers: { redis: { canConnect: true } },
  });

  assert.equal(manager.charm.config["port"], 6379);
  const out = await manager.run();

  assert.deepEqual(out.unitStatus, new ActiveStatus());
});
// end snippet

// snippet: harness
test("redis goes down, and comes back", async () => {
  using harness = new Harness(RedisCharm, { charmcraft });
  await harness.begin();
  await harness.containerPebbleReady("redis");

  const supervisor = await harness.supervisor("redis");
  supervisor.setCheck("up", { message: "dial tcp: connection refused" });
  await harness.advance(30_000); // three periods of the check

  assert.deepEqual(harness.unitStatus, new BlockedStatus("redis does not answer"));
});
// end snippet

// snippet: supervisor
test("redis is started again when it dies", async () => {
  await using supervisor = new Supervisor();
  const yaml = "services: {redis: {override: replace, command: redis-server, startup: enabled}}";
  await supervisor.client.layers.add({ label: "redis", yaml, combine: true });
  await supervisor.client.changes.waitDone(await supervisor.client.services.replan());

  supervisor.process("redis").exit(1);
  await supervisor.clock.advance(1000); // past the back-off

  const [redis] = await supervisor.client.services.list(["redis"]);
  assert.equal(redis?.current, "active");
  assert.equal(supervisor.processes.length, 2);
});
// end snippet
