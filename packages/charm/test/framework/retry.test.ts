import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Charm, createMemoryStore, type Framework, type InstallEvent } from "@cobble/charm";
import { contextOf, makeFramework } from "./make-framework.ts";

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
