import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, WaitingStatus } from "@cobble/charm";
import { Context, getContainer, getRelation, type State } from "@cobble/testing";
import { CatalogueCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");
const containers = { catalogue: { canConnect: true } };

const item = (app: string, data: Readonly<Record<string, string>>, id: number) =>
  ({ endpoint: "item", id, remoteAppName: app, remoteAppData: data }) as const;
const grafana = item("grafana", { name: '"Grafana"', url: '"http://grafana.example/"' }, 1);
const loki = item("loki", { name: '"Loki"' }, 2);

/** What the web server was started with. */
const page = (state: State): unknown => {
  const service = getContainer(state, "catalogue").plan.services.get("catalogue");
  return JSON.parse(service?.environment.get("CATALOGUE_PAGE") ?? "null");
};

describe("CatalogueCharm", () => {
  it("shows what a related application says of itself, with defaults for what it does not say", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const out = await context.run(context.on.relationChanged("item"), { containers, relations: [grafana] });
    assert.deepEqual(out.unitStatus, new ActiveStatus("shows Grafana"));
    assert.deepEqual(page(out), {
      items: [{ name: "Grafana", url: "http://grafana.example/", description: "" }],
      mirrors: [],
    });
  });

  it("waits for an application that leaves a field out, names it, and shows the others", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const out = await context.run(context.on.updateStatus(), { containers, relations: [grafana, loki] });
    assert.ok(out.unitStatus instanceof WaitingStatus);
    assert.match(out.unitStatus.message, /^cannot use the data of loki in relation item:2: url: /);
    assert.match(JSON.stringify(page(out)), /"items":\[\{"name":"Grafana"/);
  });

  it("is blocked, and says what to do, when no application is related to it", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("catalogue"), { containers });
    assert.deepEqual(out.unitStatus, new BlockedStatus("relate an application to catalogue:item"));
  });

  it("shows an application no longer, when its relation is broken", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const before = await context.run(context.on.updateStatus(), { containers, relations: [grafana] });
    const out = await context.run(context.on.relationBroken("item"), before);
    assert.deepEqual(page(out), { items: [], mirrors: [] });
  });

  it("tells the other units where it is, and shows where they are, but for one that has not said it", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const peers = { endpoint: "mirrors", remoteUnitsData: { 1: { url: '"http://10.0.0.2:8086/"' }, 2: {} } };
    const out = await context.run(context.on.updateStatus(), { containers, relations: [grafana, peers] });
    assert.equal(getRelation(out, "mirrors").localUnitData["url"], '"http://192.0.2.0:8086/"');
    assert.match(JSON.stringify(page(out)), /"mirrors":\["http:\/\/10\.0\.0\.2:8086\/"\]/);
  });

  it("tells related applications where the catalogue is, by the leader alone", async () => {
    for (const leader of [true, false]) {
      using context = new Context(CatalogueCharm, { charmDir });
      const out = await context.run(context.on.updateStatus(), { containers, leader, relations: [grafana] });
      const said = leader ? { catalogue: '"http://192.0.2.0:8086/"' } : {};
      assert.deepEqual(getRelation(out, "item").localAppData, said);
    }
  });

  it("logs what an application says when it says it first, and not again", async () => {
    using context = new Context(CatalogueCharm, { charmDir });
    const changed = () => context.on.relationChanged("item", { remoteUnit: "none" });
    const before = await context.run(changed(), { containers, relations: [grafana] });
    const [relation] = before.relations;
    assert.ok(relation);
    const data = { ...grafana.remoteAppData, description: '"Dashboards"' };
    await context.run(changed(), { ...before, relations: [{ ...relation, remoteAppData: data }] });
    const said = context.records.logs.map(({ message }) => message).filter((line) => line.includes("says"));
    assert.deepEqual(said, [
      'grafana says name: "Grafana"',
      'grafana says url: "http://grafana.example/"',
      'grafana says description: "Dashboards"',
    ]);
  });
});
