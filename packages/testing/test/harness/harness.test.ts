import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, it } from "node:test";
import { ActiveStatus, Charm, type Framework } from "@cobble/charm";
import { ActionFailedError, getSecret, Harness } from "@cobble/testing";
import { begin, charmcraft, EventsCharm, news } from "./events-charm.ts";

beforeEach(() => void news());

describe("a harness", () => {
  it("makes the charm when it begins, and sends nothing before", async () => {
    using harness = new Harness(EventsCharm, { charmcraft });
    assert.throws(() => harness.charm, /begin\(\) makes it/);
    await harness.setLeader();
    await harness.addRelation("db", "mysql", { appData: { a: "1" } });
    assert.deepEqual(news(), []);
    await harness.begin();
    assert.ok(harness.charm instanceof EventsCharm);
    assert.equal(await harness.charm.unit.isLeader(), true);
    assert.deepEqual(news(), []);
    await assert.rejects(harness.begin(), /cannot begin again/);
  });

  it("sends a new unit its first events in Juju's order", async () => {
    using harness = new Harness(EventsCharm, { charmcraft });
    await harness.addStorage("data");
    await harness.setLeader();
    await harness.addRelation("db", "mysql", { unitData: { ip: "1" } });
    await harness.beginWithInitialHooks();
    assert.deepEqual(news(), [
      "storage-attached",
      "install",
      "db relation-created mysql",
      "leader-elected",
      "config-changed",
      "start",
      "db relation-joined mysql/0",
      "db relation-changed mysql/0",
    ]);
    assert.deepEqual(harness.unitStatus, new ActiveStatus("80"));
  });

  it("tells of options, of leadership, and of nothing while hooks are disabled", async () => {
    using harness = await begin();
    await harness.updateConfig({ port: 81 });
    assert.deepEqual(harness.unitStatus, new ActiveStatus("81"));
    await harness.updateConfig({}, { unset: ["port"] });
    assert.equal(harness.charm.config["port"], 80);
    await assert.rejects(harness.updateConfig({ prot: 1 }), /cannot find option prot/);
    await harness.setLeader();
    await harness.setLeader();
    await harness.withHooksDisabled(() => harness.updateConfig({ port: 82 }));
    assert.deepEqual(news(), ["config-changed", "config-changed", "leader-elected"]);
    await harness.evaluateStatus();
    assert.deepEqual(harness.unitStatus, new ActiveStatus("82"));
  });

  it("relates the charm, lets units come and go, and ends the relation", async () => {
    using harness = await begin();
    const id = await harness.addRelation("db", "mysql", { appData: { name: "wp" } });
    await harness.addRelationUnit(id, "mysql/0");
    await harness.updateRelationData(id, "mysql/0", { ip: "1" });
    await harness.updateRelationData(id, "mysql/0", { ip: "1" });
    await harness.updateRelationData(id, "app/0", { mine: "1" });
    assert.deepEqual(harness.getRelationData(id, "mysql"), { name: "wp" });
    assert.equal(harness.getRelationData(id, "app/0")["mine"], "1");
    assert.deepEqual(news(), [
      "db relation-created mysql",
      "db relation-changed mysql",
      "db relation-joined mysql/0",
      "db relation-changed mysql/0",
    ]);
    await harness.removeRelation(id);
    assert.deepEqual(news(), ["db relation-departed mysql/0", "db relation-broken mysql"]);
    assert.deepEqual(harness.state.relations, []);
    await assert.rejects(harness.addRelation("dbb", "mysql"), /cannot find relation "dbb"/);
  });

  it("tells peers of their application's data unless they lead it", async () => {
    using harness = await begin();
    const id = await harness.addRelation("peers", "app");
    await harness.updateRelationData(id, "app", { a: "1" });
    await harness.setLeader();
    await harness.updateRelationData(id, "app", { a: "2" });
    assert.deepEqual(news(), ["peers relation-created app", "peers relation-changed app", "leader-elected"]);
  });

  it("has containers with plans, files, commands, notices and checks", async () => {
    using harness = await begin();
    const container = harness.charm.unit.getContainer("web");
    assert.equal(await container.canConnect(), false);
    await harness.containerPebbleReady("web");
    assert.equal(await container.canConnect(), true);
    await container.addLayer("base", {
      services: { web: { override: "replace", command: "web", startup: "enabled" } },
      checks: { up: { override: "replace", period: "10s", http: { url: "http://localhost/" } } },
    });
    await container.replan();
    assert.deepEqual([...(await harness.getContainerPebblePlan("web")).services.keys()], ["web"]);
    await container.push("/a", "text");
    assert.equal(readFileSync(join(await harness.getFilesystemRoot("web"), "a"), "utf8"), "text");
    await harness.handleExec("web", ["ls"], { stdout: "a\n" });
    assert.equal((await (await container.exec(["ls", "/"])).waitOutput()).stdout, "a\n");
    assert.match(await harness.pebbleNotify("web", "example.com/a"), /^[0-9]+$/);
    await harness.pebbleNotify("web", "example.com/a", { repeatAfterMs: 60_000 });
    (await harness.supervisor("web")).setCheck("up", { message: "down" });
    await harness.advance(30_000);
    (await harness.supervisor("web")).setCheck("up", "ok");
    await harness.advance(10_000);
    assert.deepEqual(news(), [
      "pebble-ready",
      "notice example.com/a",
      "pebble-check-failed",
      "pebble-check-recovered",
    ]);
    assert.throws(() => harness.supervisor("wbe"), /cannot find container "wbe"/);
  });

  it("attaches and detaches storages", async () => {
    using harness = await begin();
    const [first = "", second = ""] = await harness.addStorage("data", { count: 2 });
    await harness.attachStorage(first);
    await harness.attachStorage(first);
    assert.deepEqual(harness.state.storages, [{ name: "data", index: 0 }]);
    await harness.addStorage("data", { attach: true });
    await harness.detachStorage(first);
    assert.equal(second, "data/1");
    assert.deepEqual(harness.state.storages, [{ name: "data", index: 2 }]);
    assert.deepEqual(news(), ["storage-attached", "storage-attached", "storage-detaching"]);
    const folder = harness.storageFolder("data", 2);
    writeFileSync(join(folder, "a"), "1");
    harness.cleanup();
    assert.equal(existsSync(folder), false);
  });

  it("hands out secrets, and tells of their changes", async () => {
    using harness = await begin();
    await harness.addRelation("db", "mysql");
    const user = harness.addUserSecret({ a: "1" });
    assert.deepEqual(harness.state.secrets, []);
    harness.grantSecret(user, "app");
    const secret = await harness.charm.model.getSecret({ id: user });
    assert.deepEqual(await secret.getContent(), { a: "1" });
    await harness.setSecretContent(user, { a: "2" });
    assert.deepEqual(await secret.peekContent(), { a: "2" });
    harness.revokeSecret(user, "app");
    await assert.rejects(harness.charm.model.getSecret({ id: user }), /not found/);
    const own = harness.addModelSecret("app/0", { b: "1" });
    harness.grantSecret(own, "mysql");
    assert.deepEqual(harness.getSecretGrants(own, 1), new Set(["mysql"]));
    assert.deepEqual(getSecret(harness.state, own).owner, "unit");
    await harness.setSecretContent(own, { b: "2" });
    assert.deepEqual(harness.getSecretRevisions(own), [1, 2]);
    await harness.triggerSecretRotation(own);
    await harness.triggerSecretExpiration(own, 1);
    await harness.triggerSecretRemoval(own, 1);
    await assert.rejects(harness.triggerSecretRotation(user), /it is user's/);
    assert.deepEqual(news().slice(1), ["secret-changed", "secret-rotate", "secret-expired", "secret-remove"]);
  });

  it("runs actions", async () => {
    using harness = await begin();
    assert.deepEqual(await harness.runAction("act"), { results: { port: "80" }, logs: ["acting"] });
    await assert.rejects(harness.runAction("act", { fail: true }), (error: unknown) => {
      assert.ok(error instanceof ActionFailedError);
      assert.equal(error.reason, "told to");
      assert.deepEqual(error.output, { results: {}, logs: ["acting"] });
      assert.equal(error.state.leader, false);
      return true;
    });
    await assert.rejects(harness.runAction("atc"), /cannot find action "atc"/);
  });

  it("has the rest of the world", async () => {
    using harness = new Harness(EventsCharm, { charmcraft });
    harness.setPlannedUnits(3);
    harness.addNetwork("db", { ingressAddresses: ["10.0.0.1"] });
    harness.addResource("seed", { path: "/tmp/seed" });
    harness.setModelInfo({ name: "prod" });
    await harness.begin();
    const { model, app } = harness.charm;
    assert.equal(await app.plannedUnits(), 3);
    assert.equal((await (await model.getBinding("db"))?.getNetwork())?.ingressAddress, "10.0.0.1");
    assert.equal(await model.resources.fetch("seed"), "/tmp/seed");
    assert.equal(model.name, "prod");
    assert.throws(() => harness.setPlannedUnits(-1), /cannot plan -1 units/);
  });

  it("hands on what the charm throws, the very object, from its constructor and its handlers", async () => {
    const mine = new Error("mine");
    class Broken extends Charm {
      constructor(framework: Framework) {
        super(framework);
        this.observe(this.on.configChanged, this.onConfigChanged);
      }
      onConfigChanged(): void {
        throw mine;
      }
    }
    class Unmade extends Charm {
      constructor(framework: Framework) {
        super(framework);
        throw mine;
      }
    }
    const isMine = (error: unknown): boolean => error === mine;
    using unmade = new Harness(Unmade, { charmcraft });
    await assert.rejects(unmade.begin(), isMine);
    using broken = new Harness(Broken, { charmcraft });
    await broken.begin();
    await assert.rejects(broken.updateConfig({ port: 1 }), isMine);
  });
});
