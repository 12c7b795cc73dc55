import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyService, findLoops, type Service } from "@cobble/plan";
import fc from "fast-check";
import { orderedServices } from "../layers.ts";

const after = (links: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, Service> =>
  new Map(Object.entries(links).map(([name, others]) => [name, { ...emptyService(name), after: others }]));

describe("findLoops", () => {
  it("finds each loop with the services in it, and not those around it", () => {
    const services = after({ a: ["b"], b: ["c"], c: ["a"], x: ["y"], y: ["x"], z: ["a", "x"], q: [] });
    assert.deepEqual(findLoops(services), [
      ["a", "b", "c"],
      ["x", "y"],
    ]);
  });

  it("finds loops that meet as one", () => {
    assert.deepEqual(findLoops(after({ a: ["b", "c"], b: ["a"], c: ["a"] })), [["a", "b", "c"]]);
  });

  it("finds a loop made of before and after", () => {
    const services = new Map([
      ["c", emptyService("c")],
      ["d", { ...emptyService("d"), before: ["c"], after: ["c"] }],
    ]);
    assert.deepEqual(findLoops(services), [["c", "d"]]);
  });

  it("finds none in a service that names itself, nor in what is required", () => {
    const services = new Map([
      ["a", { ...emptyService("a"), after: ["a"], requires: ["b"] }],
      ["b", { ...emptyService("b"), requires: ["a"] }],
    ]);
    assert.deepEqual(findLoops(services), []);
  });

  it("finds none where links only go one way", () => {
    fc.assert(
      fc.property(orderedServices, (services) => {
        assert.deepEqual(findLoops(services), []);
      }),
    );
  });
});
