import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Context, InconsistentStateError } from "@cobble/testing";
import { charmcraft, WebCharm } from "./web-charm.ts";

describe("a state that could never be", () => {
  const faultsOf = async (...run: Parameters<Context["run"]>): Promise<readonly string[]> => {
    using context = new Context(WebCharm, { charmcraft });
    const error: unknown = await context.run(...run).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof InconsistentStateError, String(error));
    return error.faults;
  };
  const { on } = new Context(WebCharm, { charmcraft });

  const cases: readonly (readonly [string, Parameters<Context["run"]>, RegExp])[] = [
    ["an option that the charm does not have", [on.start(), { config: { prot: 1 } }], /option "prot" is not/],
    ["an option of another type", [on.start(), { config: { port: "a" } }], /"port" is of type int, got "a"/],
    ["a secret option that is none", [on.start(), { config: { "secret-key": "x" } }], /of type secret/],
    ["a container that the charm does not have", [on.start(), { containers: { db: {} } }], /container "db"/],
    ["an event of a container that is not there", [on.pebbleReady("web"), {}], /which is not in the state/],
    [
      "a container that is ready and not reachable",
      [on.pebbleReady("web"), { containers: { web: {} } }],
      /canConnect/,
    ],
    [
      "the status of a service that is not in the plan",
      [on.start(), { containers: { web: { serviceStatuses: { a: "active" } } } }],
      /no service "a"/,
    ],
    [
      "a check that is not in the plan",
      [on.pebbleCheckFailed("web", "a"), { containers: { web: { canConnect: true } } }],
      /check "a"/,
    ],
    [
      "a notice that is not there",
      [on.pebbleCustomNotice("web", "a.b/c"), { containers: { web: { canConnect: true } } }],
      /notice "a.b\/c"/,
    ],
    [
      "a relation that the charm does not have",
      [on.start(), { relations: [{ endpoint: "x" }] }],
      /endpoint "x"/,
    ],
    ["an event of no relation", [on.relationChanged("db"), {}], /relation "db", which is not in the state/],
    [
      "an event of one of two relations",
      [on.relationChanged("db"), { relations: [{ endpoint: "db" }, { endpoint: "db" }] }],
      /several/,
    ],
    [
      "two relations of one id",
      [
        on.start(),
        {
          relations: [
            { endpoint: "db", id: 1 },
            { endpoint: "peers", id: 1 },
          ],
        },
      ],
      /two relations have the id 1/,
    ],
    [
      "a relation of another kind",
      [on.start(), { relations: [{ endpoint: "peers", kind: "regular" }] }],
      /makes it peer/,
    ],
    [
      "the unit among its own peers",
      [on.start(), { relations: [{ endpoint: "peers", remoteUnitsData: { 0: {} } }] }],
      /localUnitData/,
    ],
    [
      "a joined relation without a unit",
      [on.relationJoined("db"), { relations: [{ endpoint: "db", remoteUnitsData: {} }] }],
      /needs a remote unit/,
    ],
    ["a storage that the charm does not have", [on.start(), { storages: [{ name: "x" }] }], /storage "x"/],
    ["an event of a storage that is not there", [on.storageAttached("data"), {}], /storage data\/0/],
    ["a resource that the charm does not have", [on.start(), { resources: { x: "/x" } }], /resource "x"/],
    ["a network that the charm does not have", [on.start(), { networks: { x: {} } }], /network "x"/],
    ["an event of a secret that is not there", [on.secretChanged("x"), {}], /secret x, which is not/],
    [
      "a change of one's own secret",
      [on.secretChanged("x"), { secrets: [{ label: "x", owner: "unit", content: { a: "b" } }] }],
      /the unit owns it/,
    ],
    [
      "the rotation of somebody else's secret",
      [on.secretRotate("x"), { secrets: [{ label: "x", content: { a: "b" } }] }],
      /does not own it/,
    ],
    ["an action that the charm does not have", [on.action("x"), {}], /action "x"/],
    [
      "a parameter that the action does not have",
      [on.action("purge", { x: 1 }), {}],
      /parameter of action purge "x"/,
    ],
    ["a parameter of another type", [on.action("purge", { days: "x" }), {}], /of type integer, got "x"/],
  ];
  for (const [what, run, fault] of cases) {
    it(`is refused: ${what}`, async () => {
      assert.match((await faultsOf(...run)).join("\n"), fault);
    });
  }

  it("is refused with everything that is wrong at once", async () => {
    const faults = await faultsOf(on.start(), { config: { a: 1, b: 2 }, resources: { c: "/c" } });
    assert.equal(faults.length, 3);
  });
});
