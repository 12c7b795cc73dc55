import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { charmcraftOfData, parseCharmcraft } from "@cobble/plan";
import { parse } from "yaml";

const whole = `name: snappass
summary: Share a secret once
containers: {snappass: {resource: image, mounts: [{storage: data, location: /srv}]}}
resources: {image: {type: oci-image, upstream-source: "x"}}
config: {options: {port: {type: int, default: 5000}, on: {type: boolean}}}
actions: {purge: {params: {age: {type: integer}}, required: [age]}, rotate: }
`;

describe("charmcraftOfData", () => {
  it("data gives what the text that it was read from gives", () => {
    assert.deepEqual(charmcraftOfData({ main: parse(whole) }), parseCharmcraft(whole, { file: "c" }));
  });

  it("parts in files of their own are read from there", () => {
    const charm = charmcraftOfData({
      main: { name: "a" },
      config: { options: { x: { type: "float", default: 1.5 } } },
      actions: { go: null },
    });
    assert.equal(charm?.config.get("x")?.default, 1.5);
    assert.deepEqual([...(charm?.actions.keys() ?? [])], ["go"]);
  });

  it("anything wrong anywhere gives nothing, so that the text itself is read for the fault", () => {
    for (const text of [
      "",
      "[]",
      "{}",
      "name: A",
      "name: [a]",
      "{name: a, type: bundle}",
      "{name: a, containers: {web: }}",
      "{name: a, containers: {web: {resource: i}}, resources: {i: {type: file}}}",
      "{name: a, containers: []}",
      "{name: a, config: {options: {x: {type: int, default: 1.5}}}}",
      "{name: a, actions: {Go: {}}}",
      "{name: a, actions: {go: {required: age}}}",
    ]) {
      assert.equal(charmcraftOfData({ main: parse(text) }), undefined, text);
      assert.throws(() => parseCharmcraft(text, { file: "c" }), { name: "CharmcraftError" }, text);
    }
  });
});
