import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CharmStorage, parseCharmcraft } from "@cobble/plan";

const storage = (yaml: string): CharmStorage | undefined =>
  parseCharmcraft(`name: web\nstorage:\n  data: ${yaml}\n`, { file: "charmcraft.yaml" }).storages.get("data");

describe("storages of a charmcraft.yaml", () => {
  it("a storage that only has a type has the defaults of the rest", () => {
    assert.deepEqual(storage("{type: filesystem}"), {
      type: "filesystem",
      description: "",
      shared: false,
      readOnly: false,
      properties: [],
    });
  });

  it("each field is read", () => {
    const text =
      "{type: block, description: d, shared: true, read-only: true, minimum-size: 1G, location: /srv, properties: [transient]}";
    assert.deepEqual(storage(text), {
      type: "block",
      description: "d",
      shared: true,
      readOnly: true,
      minimumSize: "1G",
      location: "/srv",
      properties: ["transient"],
    });
  });

  it("a range is one number, two, or open", () => {
    const range = (text: string) => storage(`{type: block, multiple: {range: "${text}"}}`)?.multiple;
    assert.deepEqual(
      [range("2"), range("1-3"), range("2-"), range("0+")],
      [{ min: 2, max: 2 }, { min: 1, max: 3 }, { min: 2 }, { min: 0 }],
    );
  });

  it("a range without numbers, a missing range and a missing type are faults", () => {
    assert.throws(
      () => storage('{type: block, multiple: {range: "many"}}'),
      /cannot use "many"|cannot use range/,
    );
    assert.throws(() => storage("{type: block, multiple: {}}"), /`multiple` needs a `range`/);
    assert.throws(() => storage("{description: d}"), /its `type` has to be filesystem or block/);
  });
});
