import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHookTools, readHookContext } from "@cobble/charm";
import { parseCharmcraft } from "@cobble/plan";
import { Framework } from "../../src/framework/framework.ts";
import { Logger } from "../../src/log.ts";
import { Application } from "../../src/model/application.ts";
import { Unit } from "../../src/model/unit.ts";

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
  const framework = new Framework({
    meta: parseCharmcraft(text, { file: "charmcraft.yaml" }),
    model: {
      name: "",
      uuid: "",
      config: {},
      unit: new Unit({ name: "web/0", tools, containers: new Map(), now: () => 0 }),
      app: new Application("web", tools),
    },
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
    framework.observe(framework.on.install, observer.onInstall, observer);
    await framework.emit("install", context);
    assert.deepEqual(observer.seen, ["install"]);
  });

  it("handlers of one event get the same object, so that one may leave something for the next", async () => {
    const { framework } = makeFramework();
    const seen = new Set<object>();
    for (let i = 0; i < 2; i += 1)
      framework.observe(framework.on.install, (event) => void seen.add(event), {});
    await framework.emit("install", context);
    assert.equal(seen.size, 1);
  });

  it("an event that nobody observes is never made: an action's parameters are not fetched", async () => {
    const { framework, runs } = makeFramework();
    framework.on.action("go");
    await framework.emit("go-action", context);
    assert.deepEqual(runs, []);
    framework.observe(framework.on.action("go"), () => undefined, {});
    framework.observe(framework.on.action("go"), () => undefined, {});
    await framework.emit("go-action", context);
    assert.deepEqual(runs, ["action-get"]);
  });

  it("after a handler has thrown, those after it are not called", async () => {
    const { framework } = makeFramework();
    const fail = (): void => {
      throw new Error("no");
    };
    framework.observe(framework.on.start, fail, {});
    framework.observe(framework.on.start, () => assert.fail("it was called"), {});
    await assert.rejects(framework.emit("start", context), /^Error: no$/);
  });

  it("a container or action that charmcraft.yaml does not name cannot be observed", () => {
    const { on } = makeFramework().framework;
    assert.throws(() => on.container("db"), { name: "UnknownNameError", noun: "container" });
    assert.throws(() => on.action("stop"), /cannot find action "stop": known are go/);
  });
});
