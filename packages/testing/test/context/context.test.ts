import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, MaintenanceStatus, UnknownStatus } from "@cobble/charm";
import { ActionFailedError, Context, getContainer } from "@cobble/testing";
import { charmcraft, WebCharm } from "./web-charm.ts";

const execs = [{ command: ["web"], run: { stdout: "1.2\n" } }];

describe("a run of a charm", () => {
  it("turns a state and an event into another state", async () => {
    using context = new Context(WebCharm, { charmcraft });
    const before = { containers: { web: { canConnect: true, execs } } };
    const out = await context.run(context.on.pebbleReady("web"), before);
    assert.deepEqual(out.unitStatus, new ActiveStatus());
    assert.equal(out.workloadVersion, "1.2");
    const web = getContainer(out, "web");
    assert.equal(web.plan.services.get("web")?.command, "web --port 80");
    assert.deepEqual(web.serviceStatuses, { web: "active" });
    assert.equal(web.checks["up"]?.status, "up");
    assert.deepEqual(Object.keys(web.layers), ["web"]);
    assert.deepEqual(before, { containers: { web: { canConnect: true, execs } } });
    assert.deepEqual(context.records.unitStatusHistory, [
      new UnknownStatus(),
      new MaintenanceStatus("starting"),
    ]);
    assert.deepEqual(context.records.logs, [{ level: "INFO", message: "ready" }]);
    assert.deepEqual(context.records.execs["web"]?.[0]?.command, ["web", "--version"]);
    assert.ok(context.records.emittedEvents.some(({ name }) => name === "web-pebble-ready"));
    const { root } = await context.supervisor("web");
    assert.equal(readFileSync(join(root, "etc/web.conf"), "utf8"), "x = 1\n");
    context[Symbol.dispose]();
    assert.equal(existsSync(root), false);
  });

  it("goes on from the state that another left", async () => {
    using context = new Context(WebCharm, { charmcraft });
    const first = await context.run(context.on.pebbleReady("web"), {
      containers: { web: { canConnect: true, execs } },
    });
    const second = await context
      .run(context.on.pebbleReady("web"), { ...first, config: { port: 81 } })
      .catch(String);
    // The charm adds its layer without combining it, as a second pebble-ready finds out.
    assert.match(String(second), /layer "web" already exists/);
    const third = await context.run(context.on.updateStatus(), first);
    assert.deepEqual(getContainer(third, "web").serviceStatuses, { web: "active" });
    assert.equal(getContainer(third, "web").plan.equals(getContainer(first, "web").plan), true);
  });

  it("finds checks that are down, and notices that are there", async () => {
    using context = new Context(WebCharm, { charmcraft });
    const web = {
      canConnect: true,
      layers: { base: { checks: { up: { override: "replace", tcp: { port: 1 } } } } },
      checks: { up: { status: "down" } },
      notices: [{ key: "example.com/backup", lastData: { path: "/a" } }],
    } as const;
    const out = await context.run(context.on.pebbleCheckFailed("web", "up"), { containers: { web } });
    assert.deepEqual(out.unitStatus, new BlockedStatus("up down"));
    assert.equal(getContainer(out, "web").checks["up"]?.failures, 3);
    await context.run(context.on.pebbleCustomNotice("web", "example.com/backup"), { containers: { web } });
    assert.deepEqual(context.records.logs, [{ level: "INFO", message: "example.com/backup /a" }]);
  });

  it("hands on what the charm throws, the very object", async () => {
    using context = new Context(WebCharm, { charmcraft });
    await assert.rejects(context.run(context.on.configChanged(), { config: { port: 666 } }), (error) => {
      assert.ok(error instanceof RangeError);
      assert.equal(error.message, "not that one");
      return true;
    });
  });

  it("has the options' defaults, leadership and ports", async () => {
    using context = new Context(WebCharm, { charmcraft });
    const out = await context.run(context.on.configChanged(), { leader: true });
    assert.deepEqual(out.appStatus, new ActiveStatus("leading"));
    assert.deepEqual(out.openedPorts, [{ protocol: "tcp", port: 80 }]);
    const other = await context.run(context.on.configChanged(), { config: { port: 8080 } });
    assert.deepEqual(other.appStatus, new UnknownStatus());
    assert.deepEqual(other.openedPorts, [{ protocol: "tcp", port: 8080 }]);
  });

  it("of an action gives its results and logs, or its failure", async () => {
    using context = new Context(WebCharm, { charmcraft });
    await context.run(context.on.action("purge"));
    assert.deepEqual(context.records.actionResults, { days: "7", "size.mb": "1" });
    assert.deepEqual(context.records.actionLogs, ["purging"]);
    await assert.rejects(context.run(context.on.action("purge", { days: 0 })), (error: unknown) => {
      assert.ok(error instanceof ActionFailedError);
      assert.equal(error.reason, "not all of it");
      return true;
    });
  });

  it("meets a container that cannot be reached without waiting for it", async () => {
    using context = new Context(WebCharm, { charmcraft });
    const out = await context.run(context.on.updateStatus(), { containers: { web: {} } });
    assert.deepEqual(out.unitStatus, new BlockedStatus("no container"));
    assert.equal(getContainer(out, "web").canConnect, false);
    const none = await context.run(context.on.updateStatus());
    assert.deepEqual(none.unitStatus, new BlockedStatus("no container"));
  });

  it("can be stopped before its event, to look at the charm", async () => {
    using context = new Context(WebCharm, { charmcraft });
    await using manager = await context.manage(context.on.updateStatus());
    assert.ok(manager.charm instanceof WebCharm);
    manager.charm.lines.push("seen");
    const out = await manager.run();
    assert.deepEqual(manager.charm.lines, ["seen"]);
    assert.deepEqual(out.unitStatus, new BlockedStatus("no container"));
    assert.throws(() => manager.run(), /it has come to this charm/);
  });

  it("shows the folder of a storage to the charm and the test", () => {
    using context = new Context(WebCharm, { charmcraft });
    const folder = context.storageFolder("data");
    writeFileSync(join(folder, "a"), "1");
    assert.equal(readFileSync(join(context.storageFolder("data", 0), "a"), "utf8"), "1");
  });
});
