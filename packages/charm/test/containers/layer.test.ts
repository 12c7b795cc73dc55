import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Layer } from "@cobble/charm";
import { layerText } from "../../src/containers/layer-dict.ts";

const dict = {
  services: {
    web: { override: "replace", command: "web", environment: { A: "1", B: "2" }, "kill-delay": "1s" },
  },
  checks: { up: { override: "replace", tcp: { port: 80 } } },
} as const;

const yaml = `
checks: {up: {override: replace, tcp: {port: 80}}}
services:
  web:
    environment: {B: "2", A: "1"}
    kill-delay: 1000ms
    command: web
    override: replace
`;

describe("Layer", () => {
  it("an object and YAML that mean the same are equal, in whatever order they were written", () => {
    assert.equal(new Layer(dict).equals(new Layer(yaml)), true);
  });

  it("a layer that differs in one value, or has one entry more, is not equal", () => {
    const layer = new Layer(dict);
    assert.equal(layer.equals(new Layer(yaml.replace('"2"', '"3"'))), false);
    assert.equal(layer.equals(new Layer(yaml.replace("port: 80", "port: 81"))), false);
    assert.equal(layer.equals(new Layer(`${yaml}  db: {override: replace, command: db}\n`)), false);
  });

  it("a layer has what it says of itself, which counts when it is compared", () => {
    const layer = new Layer({ ...dict, summary: "web", description: "A site.\nAnd more." });
    assert.deepEqual([layer.summary, layer.description], ["web", "A site.\nAnd more."]);
    assert.deepEqual([new Layer(dict).summary, new Layer(dict).description], ["", ""]);
    assert.equal(layer.equals(new Layer(dict)), false);
  });

  it("is an object again as it was written, with times in full", () => {
    const layer = new Layer({ summary: "s", ...dict });
    const web = { ...dict.services.web, "kill-delay": "1s" };
    const { up } = dict.checks;
    assert.deepEqual(layer.toDict(), { summary: "s", services: { web }, checks: { up } });
    assert.deepEqual(layer.services.get("web")?.toDict(), web);
    assert.deepEqual(layer.checks.get("up")?.toDict(), up);
    assert.equal(new Layer(layer.toDict()).equals(layer), true);
    assert.deepEqual(new Layer({}).toDict(), {});
  });

  it("services can be looked into and compared by themselves", () => {
    const [one, other] = [new Layer(dict), new Layer(yaml)].map((layer) => layer.services.get("web"));
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(one.command, "web");
    assert.equal(one.killDelayMs, 1000);
    assert.equal(one.equals(other), true);
    assert.equal(one.equals({ ...other, command: "other" }), false);
  });

  it("text that is not a layer is an error with its place", () => {
    assert.throws(() => new Layer("services: {web: {override: replace, kill-delay: soon}}"), {
      name: "LayerError",
    });
  });
});

describe("layerText", () => {
  it("each form of a layer gives text that reads as that layer", () => {
    const layer = new Layer(yaml);
    for (const form of [yaml, layer, dict]) assert.equal(new Layer(layerText(form)).equals(layer), true);
  });
});
