import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHookTools, createModel, readHookContext } from "@cobble/charm";
import { parseCharmcraft } from "@cobble/plan";
import { Framework } from "../../src/framework/framework.ts";
import { Logger } from "../../src/log.ts";

const context = readHookContext({
  JUJU_DISPATCH_PATH: "hooks/install",
  JUJU_UNIT_NAME: "web/0",
  JUJU_CHARM_DIR: "/charm",
});

const makeFramework = () => {
  const runs: string[] = [];
  const tools = createHookTools((tool) => {
    runs.push(tool);
    return Promise.resolve("{}");
  });
  const text =
    "name: web\nactions: {go: {}}\ncontainers: {web: {resource: i}}\nresources: {i: {type: oci-image}}";
  const meta = parseCharmcraft(text, { file: "charmcraft.yaml" });
  const clock = { now: () => 0, today: () => 0 };
  const framework = new Framework({
    meta,
    model: createModel({ ...clock, context, meta, config: {}, containers: new Map(), tools }),
    tools,
    log: new Logger({ jujuLog: () => Promise.resolve(), fallback: assert.fail }),
  });
  return { framework, runs };
};

describe("Framework", () => {
  it("a method is called on its observer", async () => {
    const { framework } = makeFramework();
    class Observer {
      readonly seen: string[] = [];
      onInstall(event: { readonly kind: string }): void {
        this.seen.push(event.kind);
      }
    }
    const observer = new Observer();
    framework.observe(framework.charmEvents.install, observer.onInstall, observer);
    await framework.emitHook("install", context);
    assert.deepEqual(observer.seen, ["install"]);
  });

  it("each handler gets an object of its own, as it would when it is called again later", async () => {
    const { framework } = makeFramework();
    const seen = new Set<object>();
    for (let i = 0; i < 2; i += 1)
      framework.observe(framework.charmEvents.install, (event) => void seen.add(event), {});
    await framework.emitHook("install", context);
    assert.equal(seen.size, 2);
  });

  it("an event that nobody observes is never made: an action's parameters are not fetched", async () => {
    const { framework, runs } = makeFramework();
    framework.charmEvents.action("go");
    await framework.emitHook("go-action", context);
    assert.deepEqual(runs, []);
    framework.observe(framework.charmEvents.action("go"), () => undefined, {});
    framework.observe(framework.charmEvents.action("go"), () => undefined, {});
    await framework.emitHook("go-action", context);
    assert.deepEqual(runs, ["action-get"]);
  });

  it("after a handler has thrown, those after it are not called", async () => {
    const { framework } = makeFramework();
    const fail = (): void => {
      throw new Error("no");
    };
    framework.observe(framework.charmEvents.start, fail, {});
    framework.observe(framework.charmEvents.start, () => assert.fail("it was called"), {});
    await assert.rejects(framework.emitHook("start", context), /^Error: no$/);
  });

  it("a container or action that charmcraft.yaml does not name cannot be observed", () => {
    const on = makeFramework().framework.charmEvents;
    assert.throws(() => on.container("db"), { name: "UnknownNameError", noun: "container" });
    assert.throws(() => on.action("stop"), /cannot find action "stop": known are go/);
  });
});
