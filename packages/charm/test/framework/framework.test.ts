import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHookContext } from "@cobble/charm";
import { makeFramework } from "./make-framework.ts";

const context = readHookContext({
  JUJU_DISPATCH_PATH: "hooks/install",
  JUJU_UNIT_NAME: "web/0",
  JUJU_CHARM_DIR: "/charm",
});

describe("Framework", () => {
  it("a method is called on its observer", async () => {
    const { framework } = await makeFramework();
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
    const { framework } = await makeFramework();
    const seen = new Set<object>();
    for (let i = 0; i < 2; i += 1)
      framework.observe(framework.charmEvents.install, (event) => void seen.add(event), {});
    await framework.emitHook("install", context);
    assert.equal(seen.size, 2);
  });

  it("what is no event, and what is no handler, is refused where it is observed", async () => {
    const { framework } = await makeFramework();
    const observe = (...args: readonly unknown[]) =>
      Reflect.apply(framework.observe, framework, [...args, {}]);
    assert.throws(() => observe(undefined, () => undefined), {
      name: "TypeError",
      message: "cannot observe undefined: it is no event; is the name in this.on right?",
    });
    assert.throws(() => observe(framework.charmEvents.install, undefined), {
      name: "TypeError",
      message: "cannot observe install with undefined: hand over a method, as this.onStart",
    });
  });

  it("an event that nobody observes is never made: an action's parameters are not fetched", async () => {
    const { framework, runs } = await makeFramework();
    framework.charmEvents.action("go");
    await framework.emitHook("go-action", context);
    assert.deepEqual(runs, []);
    framework.observe(framework.charmEvents.action("go"), () => undefined, {});
    framework.observe(framework.charmEvents.action("go"), () => undefined, {});
    await framework.emitHook("go-action", context);
    assert.deepEqual(runs, ["action-get"]);
  });

  it("after a handler has thrown, those after it are not called", async () => {
    const { framework } = await makeFramework();
    const fail = (): void => {
      throw new Error("no");
    };
    framework.observe(framework.charmEvents.start, fail, {});
    framework.observe(framework.charmEvents.start, () => assert.fail("it was called"), {});
    await assert.rejects(framework.emitHook("start", context), /^Error: no$/);
  });

  it("a container or action that charmcraft.yaml does not name cannot be observed", async () => {
    const on = (await makeFramework()).framework.charmEvents;
    assert.throws(() => on.container("db"), { name: "UnknownNameError", noun: "container" });
    assert.throws(() => on.action("stop"), /cannot find action "stop": known are go/);
  });
});
