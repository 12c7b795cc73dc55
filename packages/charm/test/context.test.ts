import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ContextError, readHookContext } from "@cobble/charm";
import { contextValue, eventName, isAction } from "../src/context.ts";

const env = {
  JUJU_DISPATCH_PATH: "hooks/my-redis-pebble-ready",
  JUJU_UNIT_NAME: "snappass/0",
  JUJU_CHARM_DIR: "/charm",
};

describe("readHookContext", () => {
  it("what the agent did not say is absent, and empty counts as not said", () => {
    const context = readHookContext({ ...env, JUJU_NOTICE_ID: "", JUJU_WORKLOAD_NAME: "my-redis" });
    assert.equal(context.workloadName, "my-redis");
    assert.equal(context.noticeId, undefined);
    assert.equal(context.modelName, "");
  });

  it("each variable that no hook can do without is named when it is missing", () => {
    for (const name of Object.keys(env)) {
      assert.throws(() => readHookContext({ ...env, [name]: "" }), {
        name: "ContextError",
        message: new RegExp(`^cannot tell which hook to run: ${name} is not set`),
      });
    }
  });
});

describe("numbers in the environment", () => {
  it("one that is none is told of with its variable and what it is", () => {
    for (const name of ["JUJU_RELATION_ID", "JUJU_SECRET_REVISION", "JUJU_STORAGE_ID"]) {
      assert.throws(() => readHookContext({ ...env, [name]: "seven" }), {
        name: "ContextError",
        message: `cannot read ${name}: "seven" does not end with a number`,
      });
      assert.doesNotThrow(() => readHookContext({ ...env, [name]: "" }));
    }
  });
});

describe("eventName", () => {
  it("a hook's event has the hook's name, and an action's event says that it is one", () => {
    const of = (dispatchPath: string): string =>
      eventName(readHookContext({ ...env, JUJU_DISPATCH_PATH: dispatchPath }));
    assert.equal(of("hooks/my-redis-pebble-ready"), "my-redis-pebble-ready");
    assert.equal(of("actions/purge"), "purge-action");
    assert.equal(of("/srv/actions/hooks/install"), "install");
  });

  it("only what lies in the folder actions is an action", () => {
    const of = (dispatchPath: string): boolean =>
      isAction(readHookContext({ ...env, JUJU_DISPATCH_PATH: dispatchPath }));
    assert.deepEqual(
      [of("actions/purge"), of("hooks/actions"), of("hooks/actions-purge")],
      [true, false, false],
    );
  });
});

describe("contextValue", () => {
  it("a value that the hook needs and does not have is an error with the variable's name", () => {
    const context = readHookContext(env);
    assert.throws(() => contextValue(context, "checkName"), ContextError);
    assert.throws(() => contextValue(context, "noticeKey"), /JUJU_NOTICE_KEY is not set/);
  });
});
