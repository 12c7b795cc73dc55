import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Context } from "@cobble/testing";
import { charmcraft, DatabaseCharm } from "../context/database-charm.ts";

describe("a full state", () => {
  it("has all that the charm's description has", () => {
    using context = new Context(DatabaseCharm, { charmcraft });
    const state = context.fullState();
    assert.deepEqual(state.config, { port: 80 });
    assert.deepEqual(state.relations.map(({ endpoint, kind }) => `${endpoint} ${kind}`).sort(), [
      "db regular",
      "logs subordinate",
      "peers peer",
      "web regular",
    ]);
    assert.equal(new Set(state.relations.map(({ id }) => id)).size, 4);
    assert.equal(state.containers["web"]?.canConnect, true);
    assert.deepEqual(state.storages, [{ name: "data", index: 0 }]);
  });

  it("has what is given instead, and runs", async () => {
    using context = new Context(DatabaseCharm, { charmcraft });
    const relations = [
      { endpoint: "db", id: 7, remoteAppName: "mysql" },
      { endpoint: "db", remoteAppName: "other" },
    ];
    const containers = { web: { canConnect: false } };
    const state = context.fullState({ leader: true, config: { port: 81 }, relations, containers });
    assert.deepEqual(state.config, { port: 81 });
    assert.equal(state.leader, true);
    assert.deepEqual(
      state.relations.filter(({ endpoint }) => endpoint === "db").map(({ remoteAppName }) => remoteAppName),
      ["mysql", "other"],
    );
    assert.equal(state.containers["web"]?.canConnect, false);
    const out = await context.run(context.on.configChanged(), state);
    assert.equal(out.unitStatus.name, "active");
  });
});
