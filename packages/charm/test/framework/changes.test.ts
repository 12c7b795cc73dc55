import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  Charm,
  type ConfigChangedEvent,
  createMemoryStore,
  type Framework,
  type RelationChangedEvent,
} from "@cobble/charm";
import { contextOf, type HookFacts, makeFramework } from "./make-framework.ts";

describe("event.changes", () => {
  class TrackingCharm extends Charm {
    seen: unknown;
    readonly #defer: boolean;
    constructor(framework: Framework, { track = true, defer = false } = {}) {
      super(framework);
      this.#defer = defer;
      if (track) this.trackChanges();
      this.observe(this.on.configChanged, this.onConfigChanged);
      this.observe(this.on.relation("db").changed, this.onDbChanged);
    }
    onConfigChanged(event: ConfigChangedEvent): void {
      this.seen = Object.fromEntries(event.changes);
      if (this.#defer) event.defer();
    }
    onDbChanged(event: RelationChangedEvent): void {
      this.seen = Object.fromEntries(event.changes);
    }
  }

  const makeUnit = () => {
    const store = createMemoryStore();
    return async (
      hook: string,
      facts: HookFacts & { readonly env?: Readonly<Record<string, string>>; readonly defer?: boolean },
    ): Promise<unknown> => {
      const { framework } = await makeFramework(store, facts);
      const charm = new TrackingCharm(framework, { defer: facts.defer ?? false });
      await framework.reemit();
      await framework.emitHook(hook, contextOf(hook, facts.env));
      await framework.commit();
      return charm.seen;
    };
  };

  it("says which options are not as they were, and what they were", async () => {
    const run = makeUnit();
    assert.deepEqual(await run("config-changed", { config: { port: 80, host: "a" } }), {
      port: { old: undefined, new: 80 },
      host: { old: undefined, new: "a" },
    });
    assert.deepEqual(await run("config-changed", { config: { port: 81 } }), {
      port: { old: 80, new: 81 },
      host: { old: "a", new: undefined },
    });
    assert.deepEqual(await run("config-changed", { config: { port: 81 } }), {});
  });

  it("says the same again for as long as a handler has deferred it", async () => {
    const run = makeUnit();
    await run("config-changed", { config: { port: 80 } });
    const changed = { port: { old: 80, new: 81 } };
    assert.deepEqual(await run("config-changed", { config: { port: 81 }, defer: true }), changed);
    assert.deepEqual(await run("update-status", { config: { port: 81 } }), changed);
    assert.deepEqual(await run("config-changed", { config: { port: 81 } }), {});
  });

  it("says which of a remote unit's data are not as they were", async () => {
    const run = makeUnit();
    const env = {
      ...{ JUJU_RELATION: "db", JUJU_RELATION_ID: "db:7" },
      ...{ JUJU_REMOTE_APP: "pg", JUJU_REMOTE_UNIT: "pg/0" },
    };
    const see = (data: object): Promise<unknown> => {
      const answers = { "relation-list": '["pg/0"]', "relation-get": JSON.stringify(data) };
      return run("db-relation-changed", { env, answers });
    };
    assert.deepEqual(await see({ host: "a" }), { host: { old: undefined, new: "a" } });
    assert.deepEqual(await see({ host: "b", port: "1" }), {
      host: { old: "a", new: "b" },
      port: { old: undefined, new: "1" },
    });
  });

  it("is an error where the charm does not keep track", async () => {
    const { framework } = await makeFramework();
    new TrackingCharm(framework, { track: false });
    await assert.rejects(framework.emitHook("config-changed", contextOf("config-changed")), {
      name: "ChangesError",
      message: /call this\.trackChanges\(\) in its constructor/,
    });
  });
});
