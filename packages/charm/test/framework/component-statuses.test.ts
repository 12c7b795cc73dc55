import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  ComponentStatuses,
  createMemoryStore,
  WaitingStatus,
} from "@cobble/charm";
import { collectStatus } from "../../src/framework/collect-status.ts";
import { makeFramework, type TestFramework } from "./make-framework.ts";

describe("ComponentStatuses", () => {
  class PartsCharm extends Charm {
    readonly parts = new ComponentStatuses(this, { proxy: 1, database: 2 });
  }

  const collect = async ({ framework, runs }: TestFramework): Promise<readonly string[]> => {
    await collectStatus(framework);
    await framework.commit();
    return runs;
  };

  it("the most urgent part is the unit's status, with its name, and is kept until it says otherwise", async () => {
    const store = createMemoryStore();
    const first = await makeFramework(store);
    const { parts } = new PartsCharm(first.framework);
    parts.set("proxy", new ActiveStatus());
    parts.set("database", new WaitingStatus("for a relation"));
    assert.deepEqual(await collect(first), ["status-set"]);
    const second = await makeFramework(store);
    const charm = new PartsCharm(second.framework);
    assert.equal(charm.parts.get("database")?.message, "for a relation");
    charm.parts.set("proxy", new WaitingStatus("for a port"));
    await collect(second);
    assert.deepEqual(
      second.framework.collected.unit.map(({ message }) => message),
      ["database: for a relation", "proxy: for a port"],
    );
    assert.deepEqual(second.said("status-set"), [
      "--application=False",
      "waiting",
      "--",
      "database: for a relation",
    ]);
  });

  it("urgency stands before priority, and parts that say nothing count for nothing", async () => {
    const hook = await makeFramework();
    const { parts } = new PartsCharm(hook.framework);
    parts.set("database", new ActiveStatus());
    parts.set("proxy", new BlockedStatus("needs a port"));
    await collect(hook);
    assert.deepEqual(hook.said("status-set").slice(1), ["blocked", "--", "proxy: needs a port"]);
    const quiet = await makeFramework();
    new PartsCharm(quiet.framework);
    assert.deepEqual(await collect(quiet), []);
  });
});
