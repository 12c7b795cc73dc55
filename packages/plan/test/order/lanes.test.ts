import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyService, OrderError, type Service, startOrder, stopOrder } from "@cobble/plan";
import fc from "fast-check";
import { orderedServices } from "../layers.ts";

type Links = Partial<Pick<Service, "after" | "before" | "requires">>;

const services = (links: Readonly<Record<string, Links>>): ReadonlyMap<string, Service> =>
  new Map(Object.entries(links).map(([name, own]) => [name, { ...emptyService(name), ...own }]));

const chain = services({
  a: { requires: ["c"] },
  b: {},
  c: { requires: ["d"] },
  d: {},
  e: { after: ["b"] },
  f: { before: ["a"] },
  g: {},
});

describe("startOrder", () => {
  it("starts what is required too, in one lane, by name", () => {
    assert.deepEqual(startOrder(chain, ["a"]), [["a", "c", "d"]]);
  });

  it("gives services that do not require each other lanes of their own", () => {
    assert.deepEqual(startOrder(chain, ["g", "b", "a"]), [["a", "c", "d"], ["b"], ["g"]]);
  });

  it("puts lanes in the order of before and after, too, though they start together", () => {
    assert.deepEqual(startOrder(chain, chain.keys()), [["f"], ["a", "c", "d"], ["b"], ["e"], ["g"]]);
  });

  it("orders a lane by before and after", () => {
    const linked = services({
      a: {},
      b: { requires: ["c"], after: ["c"] },
      c: {},
      d: { requires: ["c"], before: ["c"] },
      m: { requires: ["z"], after: ["a"] },
      z: { requires: ["a"] },
    });
    assert.deepEqual(startOrder(linked, linked.keys()), [
      ["a", "m", "z"],
      ["d", "c", "b"],
    ]);
    assert.deepEqual(stopOrder(linked, ["c"]), [["b", "c", "d"]]);
    assert.deepEqual(stopOrder(linked, ["a"]), [["m", "a", "z"]]);
  });

  it("takes no notice of services that are not started, nor of what is behind them", () => {
    const linked = services({ a: { after: ["b"] }, b: { after: ["c"] }, c: {} });
    assert.deepEqual(startOrder(linked, ["a", "c"]), [["a"], ["c"]]);
  });

  it("takes no notice of services that are not there, or of links to itself", () => {
    const linked = services({ a: { after: ["a", "x"], before: ["y"], requires: ["a"] } });
    assert.deepEqual(startOrder(linked, ["a", "a"]), [["a"]]);
  });

  it("accepts services that require each other", () => {
    const linked = services({ x: { requires: ["y"] }, y: { requires: ["x"] } });
    assert.deepEqual(startOrder(linked, ["y"]), [["x", "y"]]);
    assert.deepEqual(stopOrder(linked, ["y"]), [["x", "y"]]);
  });

  it("refuses names that are not there", () => {
    const message = 'service "x" does not exist';
    assert.throws(() => startOrder(chain, ["a", "x"]), { kind: "service-unknown", message });
    assert.throws(() => stopOrder(chain, ["x"]), { kind: "service-unknown", message });
    const needy = services({ a: { requires: ["x"] } });
    assert.throws(() => startOrder(needy, ["a"]), { kind: "service-unknown", message });
  });

  it("refuses loops, naming the services in them", () => {
    const looped = services({ b: { after: ["a"] }, a: { after: ["b"] }, c: {} });
    assert.throws(
      () => startOrder(looped, ["c"]),
      (error) => {
        assert.ok(error instanceof OrderError);
        assert.equal(error.message, "services in before/after loop: a, b");
        assert.deepEqual(error.names, ["a", "b"]);
        return true;
      },
    );
  });

  it("goes through chains of any length", () => {
    const long = new Map(
      Array.from({ length: 20_000 }, (_, i) => {
        const name = `s${i}`;
        const next = i < 19_999 ? [`s${i + 1}`] : [];
        return [name, { ...emptyService(name), after: next, requires: next }] as const;
      }),
    );
    const [lane = []] = startOrder(long, ["s0"]);
    assert.equal(lane.length, 20_000);
    assert.equal(lane[0], "s19999");
  });
});

describe("stopOrder", () => {
  it("stops what requires the service first, and not what the service requires", () => {
    const linked = services({ web: { requires: ["db"], after: ["db"] }, db: {}, other: {} });
    assert.deepEqual(stopOrder(linked, ["db"]), [["web", "db"]]);
    assert.deepEqual(stopOrder(linked, ["web"]), [["web"]]);
  });
});

describe("an order, whatever the services", () => {
  const isBefore = (lanes: readonly (readonly string[])[], first: string, second: string): boolean => {
    const lane = lanes.find((names) => names.includes(first) && names.includes(second));
    return lane === undefined || lane.indexOf(first) < lane.indexOf(second);
  };

  it("has each service once, with all that it requires in its own lane", () => {
    fc.assert(
      fc.property(orderedServices, (all) => {
        const [first = ""] = all.keys();
        const lanes = startOrder(all, [first]);
        const started = lanes.flat();
        assert.equal(new Set(started).size, started.length);
        for (const lane of lanes) {
          for (const name of lane) {
            for (const required of all.get(name)?.requires ?? []) assert.ok(lane.includes(required));
          }
        }
      }),
    );
  });

  it("respects before and after inside of lanes, and the other way round when stopping", () => {
    fc.assert(
      fc.property(orderedServices, (all) => {
        const up = startOrder(all, all.keys());
        const down = stopOrder(all, all.keys());
        for (const { name, after, before } of all.values()) {
          assert.ok(after.every((other) => isBefore(up, other, name) && isBefore(down, name, other)));
          assert.ok(before.every((other) => isBefore(up, name, other) && isBefore(down, other, name)));
        }
      }),
    );
  });

  it("is the same whatever the order of the map and of the names", () => {
    fc.assert(
      fc.property(orderedServices, (all) => {
        const reversed = new Map([...all].toReversed());
        assert.deepEqual(startOrder(reversed, reversed.keys()), startOrder(all, all.keys()));
        assert.deepEqual(stopOrder(reversed, reversed.keys()), stopOrder(all, all.keys()));
      }),
    );
  });
});
