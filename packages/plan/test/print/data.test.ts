import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  checkData,
  combineLayers,
  equalLayer,
  jsonAsYaml,
  layerData,
  logTargetData,
  parseLayer,
  planData,
  serviceData,
} from "@cobble/plan";
import fc from "fast-check";
import { layers } from "../layers.ts";

const text = `summary: s
services:
  web:
    {command: web, override: merge, after: [a, b], environment: {PORT: 80}, user-id: 0, kill-delay: 1500ms, backoff-factor: 1.5}
checks: {up: {override: merge, threshold: 2, period: 90s, tcp: {port: 80}}}
log-targets: {t: {type: loki, location: x, services: [all], override: merge}}
`;
const web = {
  override: "merge",
  command: "web",
  after: ["a", "b"],
  environment: { PORT: "80" },
  "user-id": 0,
  "backoff-factor": 1.5,
  "kill-delay": "1.5s",
};
const up = { override: "merge", period: "1m30s", threshold: 2, tcp: { port: 80 } };
const target = { type: "loki", location: "x", services: ["all"], override: "merge" };

describe("data of a layer", () => {
  it("has what is set, under the keys that it is written by", () => {
    const layer = parseLayer(text, { label: "l" });
    assert.deepEqual(layerData(layer), {
      summary: "s",
      services: { web },
      checks: { up },
      "log-targets": { t: target },
    });
    const [service, check, receiver] = [
      layer.services.get("web"),
      layer.checks.get("up"),
      layer.logTargets.get("t"),
    ];
    assert.ok(service !== undefined && check !== undefined && receiver !== undefined);
    assert.deepEqual([serviceData(service), checkData(check), logTargetData(receiver)], [web, up, target]);
  });

  it("of a plan has no summary", () => {
    const plan = combineLayers([parseLayer(text, { label: "l" })]);
    assert.deepEqual(Object.keys(planData(plan)), ["services", "checks", "log-targets"]);
    assert.deepEqual(planData(combineLayers([])), {});
  });

  it("is the same layer when it is read back from JSON", () => {
    const text = "\u007f \u0085 \u2028 \ufeff \uffff é😀";
    assert.equal(parseLayer(jsonAsYaml({ summary: text }), { label: "l" }).summary, text);
    fc.assert(
      fc.property(layers, (layer) => {
        const read = parseLayer(jsonAsYaml(layerData(layer)), { label: "again" });
        assert.ok(equalLayer(read, layer));
      }),
    );
  });
});
