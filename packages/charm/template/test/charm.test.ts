import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { ActiveStatus, WaitingStatus } from "@cobble/charm";
import { Context, getContainer } from "@cobble/testing";
import { MyCharm } from "../src/charm.ts";

const charmcraft = readFileSync(new URL("../charmcraft.yaml", import.meta.url), "utf8");
const web = {
  canConnect: true,
  execs: [{ command: ["web-server", "--version"], run: { stdout: "1.2.3\n" } }],
};

describe("MyCharm", () => {
  it("starts the web server when its container is ready", async () => {
    using context = new Context(MyCharm, { charmcraft });
    const out = await context.run(context.on.pebbleReady("web"), { containers: { web } });
    assert.deepEqual(out.unitStatus, new ActiveStatus());
    const container = getContainer(out, "web");
    assert.equal(container.plan.services.get("web")?.command, "web-server --port 8080");
    assert.deepEqual(container.serviceStatuses, { web: "active" });
  });

  it("runs the web server with its new port", async () => {
    using context = new Context(MyCharm, { charmcraft });
    const ready = await context.run(context.on.pebbleReady("web"), { containers: { web } });
    const out = await context.run(context.on.configChanged(), { ...ready, config: { port: 9090 } });
    assert.equal(getContainer(out, "web").plan.services.get("web")?.command, "web-server --port 9090");
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(MyCharm, { charmcraft });
    const out = await context.run(context.on.configChanged(), { containers: { web: { canConnect: false } } });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the web server's container"));
  });

  it("says its version", async () => {
    using context = new Context(MyCharm, { charmcraft });
    const out = await context.run(context.on.action("version"), { containers: { web } });
    assert.equal(out.unitStatus.name, "unknown");
    assert.deepEqual(context.records.actionResults, { version: "1.2.3" });
  });
});
