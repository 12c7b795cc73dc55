import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findPlace, parseLayer } from "@cobble/plan";

const layers = [
  parseLayer("services:\n  web:\n    command: a\n    environment: {A: b}\n", { label: "low" }),
  parseLayer("services:\n  web:\n    override: merge\n    requires: [db]\n", { label: "high" }),
];

const found = (...at: readonly string[]): readonly unknown[] | undefined => {
  const place = findPlace(layers, at);
  return place && [place.layer.label, place.line, place.column];
};

describe("findPlace", () => {
  it("finds a field's value in the uppermost layer that speaks of it", () => {
    assert.deepEqual(found("services", "web", "command"), ["low", 3, 14]);
    assert.deepEqual(found("services", "web", "requires"), ["high", 4, 15]);
    assert.deepEqual(found("services", "web", "environment", "A"), ["low", 4, 22]);
  });

  it("finds the nearest thing around what no layer has", () => {
    assert.deepEqual(found("services", "web"), ["high", 2, 3]);
    assert.deepEqual(found("services", "web", "user"), ["high", 2, 3]);
    assert.deepEqual(found("services", "web", "environment", "B"), ["low", 4, 18]);
  });

  it("finds nothing of an entry that no layer has, or in layers that were not read from text", () => {
    assert.equal(found("services", "db", "command"), undefined);
    const { source: _, ...built } = parseLayer("services: {a: {}}", { label: "built" });
    assert.equal(findPlace([built], ["services", "a"]), undefined);
  });

  it("follows anchors and merged maps", () => {
    const text = "services:\n  a: &a\n    command: c\n  b:\n    <<: *a\n";
    const place = findPlace([parseLayer(text, { label: "l" })], ["services", "b", "command"]);
    assert.deepEqual([place?.line, place?.column], [3, 14]);
  });
});
