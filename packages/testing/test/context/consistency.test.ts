import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Charm } from "@cobble/charm";
import { Context, InconsistentStateError } from "@cobble/testing";
import { charmcraft, WebCharm } from "./web-charm.ts";

/** Observes nothing. */
class NothingCharm extends Charm {}

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
    [
      "an option that the charm does not have",
      [on.start(), { config: { prot: 1 } }],
      /^config\.prot: .* no config option "prot"; it has port, secret-key$/,
    ],
    [
      "an option of another type",
      [on.start(), { config: { port: "a" } }],
      /^config\.port: .*type int: it is a whole number, and not "a"$/,
    ],
    [
      "a secret option that is none",
      [on.start(), { config: { "secret-key": "x" } }],
      /^config\.secret-key: .*type secret: it is the id of a secret/,
    ],
    [
      "a container that the charm does not have",
      [on.start(), { containers: { db: {} } }],
      /^containers\.db: .* no container "db"; it has web$/,
    ],
    [
      "an event of a container that is not there",
      [on.pebbleReady("web"), {}],
      /^event\.container: .*add containers\.web$/,
    ],
    [
      "the status of a service that is not in the plan",
      [on.start(), { containers: { web: { serviceStatuses: { a: "active" } } } }],
      /^containers\.web\.serviceStatuses\.a: .*containers\.web\.layers$/,
    ],
    [
      "a check that is not in the plan",
      [on.pebbleCheckFailed("web", "a"), { containers: { web: { canConnect: true } } }],
      /^event\.check: .* no check "a"; add it to containers\.web\.layers$/,
    ],
    [
      "a notice that is not there",
      [on.pebbleCustomNotice("web", "a.b/c"), { containers: { web: { canConnect: true } } }],
      /^event\.notice: .*"a\.b\/c"; add it to containers\.web\.notices$/,
    ],
    [
      "a relation that the charm does not have",
      [on.start(), { relations: [{ endpoint: "x" }] }],
      /^relations\[0\]\.endpoint: .*"x"; it has db, peers$/,
    ],
    [
      "an event of no relation",
      [on.relationChanged("db"), {}],
      /^event\.relation: the state has no relation "db"/,
    ],
    [
      "an event of one of two relations",
      [on.relationChanged("db"), { relations: [{ endpoint: "db" }, { endpoint: "db" }] }],
      /^event\.relation: .*several of "db"; give the event one of the ids 1, 2$/,
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
      /^relations\[1\]\.id: another relation has the id 1/,
    ],
    [
      "a relation of another kind",
      [on.start(), { relations: [{ endpoint: "peers", kind: "regular" }] }],
      /^relations\[0\]\.kind: .*makes peers peer, and not regular$/,
    ],
    [
      "the unit among its own peers",
      [on.start(), { relations: [{ endpoint: "peers", remoteUnitsData: { 0: {} } }] }],
      /^relations\[0\]\.remoteUnitsData\.0: .*localUnitData$/,
    ],
    [
      "a joined relation without a unit",
      [on.relationJoined("db"), { relations: [{ endpoint: "db", remoteUnitsData: {} }] }],
      /^event\.remoteUnit: .*give the event one$/,
    ],
    [
      "a storage that the charm does not have",
      [on.start(), { storages: [{ name: "x" }] }],
      /^storages\[0\]\.name: .*"x"; it has data$/,
    ],
    [
      "an event of a storage that is not there",
      [on.storageAttached("data"), {}],
      /^event\.storage: the state has no storage data\/0/,
    ],
    [
      "a resource that the charm does not have",
      [on.start(), { resources: { x: "/x" } }],
      /^resources\.x: .*"x"; it has image, seed$/,
    ],
    [
      "a network that the charm does not have",
      [on.start(), { networks: { x: {} } }],
      /^networks\.x: .*"x"; it has db, peers, juju-info$/,
    ],
    [
      "an event of a secret that is not there",
      [on.secretChanged("x"), {}],
      /^event\.secret: the state has no secret x/,
    ],
    [
      "a change of one's own secret",
      [on.secretChanged("x"), { secrets: [{ label: "x", owner: "unit", content: { a: "b" } }] }],
      /^event\.secret: .*which the unit owns; leave out its owner$/,
    ],
    [
      "the rotation of somebody else's secret",
      [on.secretRotate("x"), { secrets: [{ label: "x", content: { a: "b" } }] }],
      /^event\.secret: .*does not own; give it an owner$/,
    ],
    ["an action that the charm does not have", [on.action("x"), {}], /^event\.name: .*"x"; it has purge$/],
    [
      "a parameter that the action does not have",
      [on.action("purge", { x: 1 }), {}],
      /^event\.params\.x: .*no parameter of action purge "x"; it has days$/,
    ],
    [
      "a parameter of another type",
      [on.action("purge", { days: "x" }), {}],
      /^event\.params\.days: .*of type integer, and not "x"$/,
    ],
  ];
  for (const [what, run, fault] of cases) {
    it(`is refused: ${what}`, async () => {
      assert.match((await faultsOf(...run)).join("\n"), fault);
    });
  }

  it("is refused when its stored values could not have been stored, or nobody could open its ports", async () => {
    const storedStates = { "charm/stored": { when: Symbol("now") } };
    const openedPorts = [{ protocol: "tcp", port: 70_000 }] as const;
    const [stored, port] = await faultsOf(on.start(), { storedStates, openedPorts });
    assert.match(stored ?? "", /^storedStates\["charm\/stored"\]\.when: cannot store/);
    assert.equal(port, "openedPorts[0].port: a port of tcp is a number from 1 to 65535, and not 70000");
  });

  it("is refused with everything that is wrong at once", async () => {
    const faults = await faultsOf(on.start(), { config: { a: 1, b: 2 }, resources: { c: "/c" } });
    assert.equal(faults.length, 3);
  });
});

describe("a state that is odd", () => {
  const cases: readonly (readonly [string, (context: Context) => Parameters<Context["run"]>, string])[] = [
    [
      "a container that is ready and cannot be reached",
      ({ on }) => [on.pebbleReady("web"), { containers: { web: {} } }],
      "event.container: pebble-ready comes while the container cannot be connected to; set containers.web.canConnect unless it has gone since",
    ],
    [
      "an event of the only unit, which does not say so",
      ({ on }) => [on.relationChanged("db"), { relations: [{ endpoint: "db" }] }],
      "event.remoteUnit: unit 0 is taken, the only one; say which one relation-changed is about",
    ],
    [
      "an event of one of two units, which does not say of which",
      ({ on }) => [
        on.relationJoined("db"),
        { relations: [{ endpoint: "db", remoteUnitsData: { 1: {}, 2: {} } }] },
      ],
      "event.remoteUnit: unit 1 is taken, one of 1, 2; say which one relation-joined is about",
    ],
  ];
  for (const [what, run, warning] of cases) {
    it(`runs, and is noted: ${what}`, async () => {
      using context = new Context(NothingCharm, { charmcraft });
      await context.run(...run(context));
      assert.deepEqual(context.records.warnings, [warning]);
    });

    it(`is refused when the test is strict: ${what}`, async () => {
      using context = new Context(NothingCharm, { charmcraft, strict: true });
      await assert.rejects(
        context.run(...run(context)),
        (error) => error instanceof InconsistentStateError && error.faults[0] === warning,
      );
    });
  }

  it("is none with an event that says all", async () => {
    using context = new Context(NothingCharm, { charmcraft, strict: true });
    const relations = [{ endpoint: "db" }];
    await context.run(context.on.relationChanged("db", { remoteUnit: 0 }), { relations });
    await context.run(context.on.relationCreated("db"), { relations });
    assert.deepEqual(context.records.warnings, []);
  });
});
