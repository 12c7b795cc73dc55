import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeEach, describe, it } from "node:test";
import { Harness } from "@cobble/testing";
import { begin, charmcraft, EventsCharm, news } from "./events-charm.ts";

beforeEach(() => void news());

describe("the world of a harness", () => {
  it("forgets a storage that is removed, whether it was attached or not", async () => {
    using harness = await begin();
    const [first = "", second = ""] = await harness.addStorage("data", { count: 2 });
    await harness.attachStorage(first);
    await harness.removeStorage(first);
    await harness.removeStorage(second);
    assert.deepEqual(news(), ["storage-attached", "storage-detaching"]);
    assert.deepEqual(harness.state.storages, []);
    await assert.rejects(harness.attachStorage(first), /cannot find storage data\/0/);
    assert.deepEqual(await harness.addStorage("data"), ["data/2"]);
  });

  it("plans the units that it has, unless it is told otherwise", async () => {
    using harness = await begin();
    assert.equal(await harness.charm.app.plannedUnits(), 1);
    const peers = await harness.addRelation("peers", "app");
    await harness.addRelationUnit(peers, "app/1");
    assert.equal(harness.state.plannedUnits, 2);
    harness.setPlannedUnits(5);
    await harness.addRelationUnit(peers, "app/2");
    assert.equal(harness.state.plannedUnits, 5);
    harness.resetPlannedUnits();
    assert.equal(harness.state.plannedUnits, 3);
    await harness.removeRelationUnit(peers, "app/2");
    assert.equal(harness.state.plannedUnits, 2);
  });

  it("gives resources their contents, and images what Juju tells of them", async () => {
    using harness = new Harness(EventsCharm, { charmcraft });
    harness.addResource("seed", "a seed");
    harness.populateOciResources();
    await harness.begin();
    const { resources } = harness.charm.model;
    const path = await resources.fetch("seed");
    assert.equal(basename(path), "seed.txt");
    assert.equal(readFileSync(path, "utf8"), "a seed");
    const image: unknown = JSON.parse(readFileSync(await resources.fetch("image"), "utf8"));
    assert.deepEqual(image, { registrypath: "registrypath", username: "username", password: "password" });
    harness.addResource("seed", new Uint8Array([1, 2]));
    assert.equal(readFileSync(path).length, 2);
    assert.throws(() => harness.addResource("image", "x"), /it is of type oci-image; addOciResource does/);
    assert.throws(() => harness.addOciResource("seed"), /it is of type file; addResource does/);
    harness.cleanup();
    assert.equal(existsSync(path), false);
  });

  it("counts the restarts that the charm asks for", async () => {
    using harness = await begin();
    await harness.charm.unit.reboot();
    await assert.rejects(harness.charm.unit.reboot({ now: true }));
    assert.equal(harness.rebootCount, 2);
    assert.equal(harness.records.reboot, "now");
  });

  it("gives one relation of an endpoint a network of its own", async () => {
    using harness = await begin();
    const [id] = [await harness.addRelation("db", "mysql"), await harness.addRelation("db", "other")];
    harness.addNetwork("db", { ingressAddresses: ["10.0.0.1"] });
    harness.addNetwork(`db:${id}`, { ingressAddresses: ["10.0.0.2"] });
    assert.throws(() => harness.addNetwork(`peers:${id}`, {}), /relation 1 is not of peers/);
    assert.throws(() => harness.addNetwork("db:9", {}), /cannot find relation 9/);
    const { model } = harness.charm;
    const ingress = await Promise.all(
      (await model.relations.get("db")).map(
        async (relation) => (await model.getBinding(relation).getNetwork()).ingressAddress,
      ),
    );
    assert.deepEqual(ingress, ["10.0.0.2", "10.0.0.1"]);
  });
});
