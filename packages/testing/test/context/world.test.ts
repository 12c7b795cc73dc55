import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type Framework,
  type RelationChangedEvent,
} from "@cobble/charm";
import { Context, defaultUnitData, getRelation, getSecret } from "@cobble/testing";

const charmcraft = `
name: app
provides:
  db: {interface: mysql}
peers:
  peers: {interface: app-peers}
resources:
  seed: {type: file, filename: seed.txt}
storage:
  data: {type: filesystem, multiple: {range: 0-}}
actions:
  act: {params: {what: {type: string}}}
`;

type Act = (charm: AppCharm, event: ActionEvent) => unknown;

/** A charm that does what a test hands it. */
class AppCharm extends Charm {
  static act: Act = () => undefined;
  readonly stored = this.storedState({ runs: 0, seen: new Set<string>() });

  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.action("act"), this.onAct);
    this.observe(this.on.relation("db").changed, this.onDbChanged);
    this.observe(this.on.updateStatus, this.onUpdateStatus);
    this.observe(this.on.collectUnitStatus, this.onCollect);
  }

  async onAct(event: ActionEvent): Promise<void> {
    await AppCharm.act(this, event);
  }

  async onDbChanged(event: RelationChangedEvent): Promise<void> {
    this.stored.seen.add(event.unit?.name ?? event.app.name);
    if (this.stored.runs === 0) event.defer();
    this.stored.runs += 1;
  }

  onUpdateStatus(): void {
    this.log.debug("all is well");
  }

  onCollect(event: { addStatus(status: ActiveStatus): void }): void {
    event.addStatus(new ActiveStatus(`${this.stored.runs} runs`));
  }
}

/** Runs an action of the charm that does `act`. */
const act = async <T>(state: Parameters<Context["run"]>[1], what: (charm: AppCharm) => Promise<T>) => {
  using context = new Context(AppCharm, { charmcraft });
  let result: T | undefined;
  AppCharm.act = async (charm) => {
    result = await what(charm);
  };
  const out = await context.run(context.on.action("act"), state);
  return { out, result, records: context.records };
};

describe("ports in a state", () => {
  it("are opened and closed by ranges and endpoints, as Juju does", async () => {
    const openedPorts = [{ protocol: "tcp", port: 80 }] as const;
    const { out, result } = await act({ openedPorts }, async ({ unit, framework }) => {
      await unit.closePort("tcp", 80, { endpoints: ["db"] });
      await unit.openPort("udp", 8000, { toPort: 8099, endpoints: ["db"] });
      await unit.openPort("icmp");
      return framework.tools.openedPorts({ endpoints: true });
    });
    assert.deepEqual(out.openedPorts, [
      { protocol: "tcp", port: 80, endpoints: ["peers"] },
      { protocol: "udp", port: 8000, toPort: 8099, endpoints: ["db"] },
      { protocol: "icmp" },
    ]);
    assert.deepEqual(result, [...out.openedPorts.slice(0, 2), { protocol: "icmp", endpoints: ["*"] }]);
  });
});

describe("relations in a state", () => {
  const relations = [
    {
      endpoint: "db",
      remoteAppName: "mysql",
      remoteAppData: { name: "wp" },
      remoteUnitsData: { 3: { ip: "1" } },
    },
    { endpoint: "peers", remoteUnitsData: { 1: {} } },
  ];

  it("are read and written by the charm", async () => {
    const { out, result } = await act({ relations, leader: true }, async ({ model, app, unit }) => {
      const relation = await model.getRelation("db");
      if (relation === undefined) throw new Error("no relation");
      await relation.data.get(app).set("user", "me");
      await relation.data.get(unit).update({ ready: "yes", "private-address": "" });
      const [remote] = relation.units;
      if (relation.app === undefined || remote === undefined) throw new Error("nobody there");
      return [
        await relation.data.get(relation.app).get("name"),
        await relation.data.get(remote).get("ip"),
        remote.name,
      ];
    });
    assert.deepEqual(result, ["wp", "1", "mysql/3"]);
    const db = getRelation(out, "db");
    assert.deepEqual(db.localAppData, { user: "me" });
    const { "private-address": _gone, ...data } = defaultUnitData;
    assert.deepEqual(db.localUnitData, { ...data, ready: "yes" });
    assert.equal(getRelation(out, "peers").remoteAppName, "app");
  });

  it("bring their events with who is at the other end, and deferred handlers are called again", async () => {
    using context = new Context(AppCharm, { charmcraft });
    const first = await context.run(context.on.relationChanged("db", { remoteUnit: 3 }), { relations });
    assert.deepEqual(first.storedStates["charm/stored"], { runs: 1, seen: new Set(["mysql/3"]) });
    assert.equal(first.deferred.length, 1);
    assert.equal(first.deferred[0]?.event, "db-relation-changed");
    assert.equal(first.deferred[0]?.handler, "onDbChanged");
    assert.deepEqual(first.unitStatus, new ActiveStatus("1 runs"));
    const second = await context.run(context.on.updateStatus(), first);
    assert.deepEqual(second.deferred, []);
    assert.equal(second.storedStates["charm/stored"]?.["runs"], 2);
  });

  it("are not written by who does not lead, or are not there", async () => {
    await assert.rejects(
      act({ relations }, async ({ model, app }) => {
        await (await model.getRelation("db"))?.data.get(app).set("a", "b");
      }),
      /only the leader of the application may/,
    );
  });
});

describe("secrets in a state", () => {
  it("are made, changed, granted and removed by who owns them", async () => {
    const relations = [{ endpoint: "db", remoteAppName: "mysql" }];
    const { out } = await act({ relations, leader: true }, async ({ app, model }) => {
      const secret = await app.addSecret({ password: "1" }, { label: "root", description: "of root" });
      await secret.setContent({ password: "2" });
      const relation = await model.getRelation("db");
      if (relation !== undefined) await secret.grant(relation);
      const gone = await app.addSecret({ token: "1" });
      await gone.removeAllRevisions();
    });
    const secret = getSecret(out, "root");
    assert.equal(out.secrets.length, 1);
    assert.deepEqual(secret.content, { password: "1" });
    assert.deepEqual(secret.latestContent, { password: "2" });
    assert.equal(secret.latestRevision, 2);
    assert.equal(secret.owner, "app");
    assert.equal(secret.description, "of root");
    assert.deepEqual(Object.values(secret.grants), [["mysql"]]);
  });

  it("are revoked from a relation's application or unit, or by whatever relation", async () => {
    const relations = [{ endpoint: "db", id: 1, remoteAppName: "mysql", remoteUnitsData: { 0: {}, 1: {} } }];
    const grants = { 1: ["mysql", "mysql/0", "mysql/1"] };
    const content = { a: "1" };
    const secrets = [{ id: "secret:d0jh9s7mp25c77a5nhg0", content, owner: "app" as const, grants }];
    const left = async (revocation: { relationId?: number; app?: string; unit?: string }) => {
      const { out } = await act({ relations, secrets, leader: true }, ({ framework }) =>
        framework.tools.secretRevoke("secret:d0jh9s7mp25c77a5nhg0", revocation),
      );
      return out.secrets[0]?.grants;
    };
    assert.deepEqual(await left({ relationId: 1 }), { 1: ["mysql/0", "mysql/1"] });
    assert.deepEqual(await left({ relationId: 1, unit: "mysql/0" }), { 1: ["mysql", "mysql/1"] });
    assert.deepEqual(await left({ unit: "mysql/1" }), { 1: ["mysql", "mysql/0"] });
    assert.deepEqual(await left({ app: "mysql" }), {});
    assert.deepEqual(await left({ app: "other" }), grants);
  });

  it("are read, peeked at and refreshed", async () => {
    const secrets = [{ id: "secret:d0jh9s7mp25c77a5nhg0", content: { a: "1" }, latestContent: { a: "2" } }];
    const { out, result } = await act({ secrets }, async ({ model }) => {
      const secret = await model.getSecret({ id: "secret:d0jh9s7mp25c77a5nhg0" });
      const tracked = await secret.getContent();
      const peeked = await secret.peekContent();
      return [tracked, peeked, await secret.getContent({ refresh: true })];
    });
    assert.deepEqual(result, [{ a: "1" }, { a: "2" }, { a: "2" }]);
    assert.equal(out.secrets[0]?.trackedRevision, 2);
  });

  it("that are not there are not found", async () => {
    await assert.rejects(
      act({}, ({ model }) => model.getSecret({ label: "nothing" })),
      /secret "nothing" not found/,
    );
  });
});

describe("the rest of a state", () => {
  it("tells the statuses of the application and of the unit", async () => {
    const unitStatus = new ActiveStatus("u");
    const { result } = await act({ leader: true, unitStatus }, ({ framework }) =>
      framework.tools.statusGet({ app: true }),
    );
    assert.deepEqual([...(result?.units ?? [])], [["app/0", { status: unitStatus, data: {} }]]);
  });

  it("has storages, resources, networks, the cloud and the planned units", async () => {
    const state = {
      storages: [{ name: "data" }, { name: "data" }],
      resources: { seed: "/tmp/seed.txt" },
      networks: { db: { ingressAddresses: ["10.0.0.1"] } },
      plannedUnits: 3,
    };
    const { result, records } = await act(state, async ({ model, app }) => {
      await model.storages.request("data", 2);
      const storages = await model.storages.get("data");
      const binding = await model.getBinding("db");
      return [
        storages.map(({ fullId }) => fullId),
        await model.resources.fetch("seed"),
        (await binding?.getNetwork())?.ingressAddress,
        await app.plannedUnits(),
        model.name,
      ];
    });
    assert.deepEqual(result, [["data/0", "data/1"], "/tmp/seed.txt", "10.0.0.1", 3, "test-model"]);
    assert.deepEqual(records.requestedStorages, { data: 2 });
  });

  it("shows the cloud to a charm that is trusted only", async () => {
    const cloudSpec = {
      type: "lxd",
      name: "localhost",
      caCertificates: [],
      skipTlsVerify: false,
      isControllerCloud: false,
    };
    AppCharm.act = async ({ model }) => assert.equal((await model.getCloudSpec()).type, "lxd");
    const state = { model: { cloudSpec } };
    using trusted = new Context(AppCharm, { charmcraft, isTrusted: true });
    await trusted.run(trusted.on.action("act"), state);
    using other = new Context(AppCharm, { charmcraft });
    await assert.rejects(other.run(other.on.action("act"), state), /charm is not trusted/);
  });
});
