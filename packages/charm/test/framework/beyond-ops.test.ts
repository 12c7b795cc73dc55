import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ActiveStatus,
  BlockedStatus,
  Charm,
  ComponentStatuses,
  type ConfigChangedEvent,
  createMemoryStore,
  type Framework,
  type InstallEvent,
  type RelationChangedEvent,
  readHookContext,
  WaitingStatus,
} from "@cobble/charm";
import { collectStatus } from "../../src/framework/collect-status.ts";
import { type HookFacts, makeFramework, type TestFramework } from "./make-framework.ts";

const contextOf = (hook: string, env: Readonly<Record<string, string>> = {}) =>
  readHookContext({
    JUJU_DISPATCH_PATH: `hooks/${hook}`,
    JUJU_UNIT_NAME: "web/0",
    JUJU_CHARM_DIR: "/charm",
    ...env,
  });

describe("event.retry", () => {
  class RetryingCharm extends Charm {
    readonly seen: string[] = [];
    constructor(framework: Framework) {
      super(framework);
      this.observe(this.on.install, this.onInstall);
    }
    onInstall(event: InstallEvent): void {
      this.seen.push(`attempt ${event.attempts}, ${event.retry({ afterMs: 1_000, max: 2 })}`);
    }
  }

  it("calls the handler again after the time, as often as it may, and then says that it will not", async () => {
    const store = createMemoryStore();
    const seen: string[] = [];
    for (const [i, atMs] of [0, 999, 1_000, 1_500, 2_000, 9_000].entries()) {
      const { framework } = await makeFramework(store, { today: () => atMs });
      const charm = new RetryingCharm(framework);
      await framework.reemit();
      if (i === 0) await framework.emitHook("install", contextOf("install"));
      await framework.commit();
      seen.push(charm.seen.join());
    }
    assert.deepEqual(seen, ["attempt 0, true", "", "attempt 1, true", "", "attempt 2, false", ""]);
  });

  it("the same event that happens before the time is handled at once, and counted anew", async () => {
    const store = createMemoryStore();
    const seen: string[] = [];
    for (const atMs of [0, 500, 1_200, 1_500]) {
      const { framework } = await makeFramework(store, { today: () => atMs });
      const charm = new RetryingCharm(framework);
      await framework.reemit();
      if (atMs <= 500) await framework.emitHook("install", contextOf("install"));
      await framework.commit();
      seen.push(charm.seen.join());
    }
    assert.deepEqual(seen, ["attempt 0, true", "attempt 0, true", "", "attempt 1, true"]);
  });
});

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
