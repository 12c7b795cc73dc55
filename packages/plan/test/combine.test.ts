import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  combineLayers,
  emptyLayer,
  equalLayer,
  equalPlan,
  mergeLayer,
  parseLayer,
  printPlan,
} from "@cobble/plan";
import fc from "fast-check";
import { layers } from "./layers.ts";
import { planOf } from "./plans.ts";

describe("combineLayers, whatever the layers", () => {
  it("gives the empty plan for no layers", () => {
    assert.equal(planOf(), "{}\n");
  });

  it("changes nothing for an empty layer, below or above", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const plan = combineLayers([layer]);
        assert.ok(equalPlan(combineLayers([emptyLayer("e"), layer]), plan));
        assert.ok(equalPlan(combineLayers([layer, emptyLayer("e")]), plan));
      }),
    );
  });

  it("forgets everything below an entry that replaces", () => {
    fc.assert(
      fc.property(layers, layers, (lower, upper) => {
        const services = new Map(
          [...upper.services].map(([name, s]) => [name, { ...s, override: "replace" }]),
        );
        const plan = combineLayers([lower, { ...upper, services }]);
        for (const [name, entry] of services) assert.deepEqual(plan.services.get(name), entry);
      }),
    );
  });

  it("gives the same when upper layers are merged with each other first", () => {
    fc.assert(
      fc.property(layers, layers, layers, (a, b, c) => {
        assert.ok(equalPlan(combineLayers([a, mergeLayer(b, c)]), combineLayers([a, b, c])));
        assert.ok(equalPlan(combineLayers([mergeLayer(a, b), c]), combineLayers([a, b, c])));
      }),
    );
  });

  it("reads back what it prints", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const plan = combineLayers([layer]);
        const again = combineLayers([parseLayer(printPlan(plan), { label: "again" })]);
        assert.deepEqual(again.services, plan.services);
        assert.equal(printPlan(again), printPlan(plan));
      }),
    );
  });

  it("leaves the layers as they are", () => {
    fc.assert(
      fc.property(layers, layers, (a, b) => {
        const before = structuredClone([a, b]);
        combineLayers([a, b]);
        assert.ok(before.every((layer, i) => equalLayer(layer, [a, b][i] ?? layer)));
      }),
    );
  });
});
