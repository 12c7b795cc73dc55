import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  changedCheckFields,
  changedLogTargetFields,
  changedServiceFields,
  emptyCheck,
  emptyLayer,
  emptyLogTarget,
  emptyPlan,
  emptyService,
  equalCheck,
  equalLayer,
  equalLogTarget,
  equalPlan,
  equalService,
} from "@cobble/plan";
import fc from "fast-check";
import { layers } from "./layers.ts";

describe("changed fields", () => {
  const web = { ...emptyService("web"), command: "web", environment: new Map([["A", "1"]]) };

  it("have the names of the layer, in the order they print", () => {
    const other = {
      ...web,
      killDelayMs: 0,
      command: "other",
      onCheckFailure: new Map([["up", "restart" as const]]),
      environment: new Map([["A", "2"]]),
      workingDir: "/",
    };
    const changed = ["command", "environment", "working-dir", "on-check-failure", "kill-delay"];
    assert.deepEqual(changedServiceFields(web, other), changed);
    assert.deepEqual(changedServiceFields(other, web), changed);
  });

  it("are none for another map with the same entries, in any order", () => {
    const a = {
      ...web,
      environment: new Map([
        ["A", "1"],
        ["B", "2"],
      ]),
    };
    const b = {
      ...web,
      environment: new Map([
        ["B", "2"],
        ["A", "1"],
      ]),
    };
    assert.deepEqual(changedServiceFields(a, b), []);
  });

  it("tell lists in another order, and a user-id that is zero from none", () => {
    assert.deepEqual(changedServiceFields({ ...web, after: ["a", "b"] }, { ...web, after: ["b", "a"] }), [
      "after",
    ]);
    assert.deepEqual(changedServiceFields(web, { ...web, userId: 0 }), ["user-id"]);
  });

  it("of checks and log targets are told too", () => {
    const check = { ...emptyCheck("up"), tcp: { port: 1, host: "" } };
    assert.deepEqual(changedCheckFields(check, { ...check, tcp: { port: 2, host: "" }, periodMs: 5 }), [
      "period",
      "tcp",
    ]);
    const target = emptyLogTarget("loki");
    assert.deepEqual(changedLogTargetFields(target, { ...target, services: ["all"] }), ["services"]);
  });
});

describe("equality", () => {
  it("looks at names as well as fields", () => {
    assert.ok(equalService(emptyService("a"), emptyService("a")));
    assert.ok(!equalService(emptyService("a"), emptyService("b")));
    assert.ok(!equalCheck(emptyCheck("a"), emptyCheck("b")));
    assert.ok(!equalLogTarget(emptyLogTarget("a"), emptyLogTarget("b")));
  });

  it("of plans and layers is that of what they print", () => {
    assert.ok(equalPlan(emptyPlan, { ...emptyPlan }));
    assert.ok(!equalPlan(emptyPlan, { ...emptyPlan, services: new Map([["a", emptyService("a")]]) }));
    assert.ok(equalLayer(emptyLayer("a"), emptyLayer("b", 5)));
    assert.ok(!equalLayer(emptyLayer("a"), { ...emptyLayer("a"), summary: "s" }));
  });

  it("holds for copies of anything", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const copy = structuredClone(layer);
        assert.ok(equalLayer(layer, copy));
        for (const [name, service] of layer.services) {
          assert.ok(equalService(service, copy.services.get(name) ?? emptyService("")));
        }
        for (const [name, check] of layer.checks) {
          assert.ok(equalCheck(check, copy.checks.get(name) ?? emptyCheck("")));
        }
        for (const [name, target] of layer.logTargets) {
          assert.ok(equalLogTarget(target, copy.logTargets.get(name) ?? emptyLogTarget("")));
        }
      }),
    );
  });
});
