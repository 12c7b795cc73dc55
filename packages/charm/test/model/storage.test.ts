import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Storage, UnknownNameError } from "@cobble/charm";
import { makeModel } from "./make-model.ts";

const make = () =>
  makeModel({
    charmcraft: "storage: {data: {type: filesystem}, logs: {type: filesystem}}",
    answer: (line) =>
      line.startsWith("storage-list") ? '["data/0", "data/3"]' : '{"kind": "filesystem", "location": "/srv"}',
  });

describe("storages", () => {
  it("the attached ones of a name are listed once, and each location is asked for once", async () => {
    const { model, lines } = make();
    const [first, second] = await model.storages.get("data");
    await model.storages.get("data");
    assert.deepEqual([first?.fullId, second?.fullId, second?.index], ["data/0", "data/3", 3]);
    assert.equal(await second?.getLocation(), "/srv");
    await second?.getLocation();
    assert.deepEqual(lines(), ["storage-list --format=json data", "storage-get --format=json -s data/3"]);
    assert.deepEqual(model.storages.names, ["data", "logs"]);
  });

  it("a location that an event told is not asked for", async () => {
    const tools = { storageGet: () => assert.fail("asked") };
    assert.equal(
      await new Storage({ name: "data", index: 0, tools, location: "/gone" }).getLocation(),
      "/gone",
    );
  });

  it("more of a name are asked for", async () => {
    const { model, lines } = make();
    await model.storages.request("logs");
    await model.storages.request("data", 2);
    assert.deepEqual(lines(), ["storage-add logs=1", "storage-add data=2"]);
  });

  it("a name that the charm does not have and a count that makes no sense are errors", async () => {
    const { model, lines } = make();
    await assert.rejects(model.storages.get("cache"), UnknownNameError);
    await assert.rejects(model.storages.request("cache"), {
      message: 'cannot find storage "cache": known are data, logs',
    });
    for (const count of [0, -1, 1.5]) {
      await assert.rejects(model.storages.request("data", count), { kind: "storage-count" });
    }
    assert.deepEqual(lines(), []);
  });
});
