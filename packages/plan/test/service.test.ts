import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyService, exitAction, isServiceEnabled, serviceTimings } from "@cobble/plan";

const service = emptyService("web");

describe("a service that sets nothing", () => {
  it("has the timings of the layer specification", () => {
    assert.deepEqual(serviceTimings(service), {
      killDelayMs: 5000,
      backoffDelayMs: 500,
      backoffFactor: 2,
      backoffLimitMs: 30_000,
    });
  });

  it("restarts whatever its exit code, and does not start by itself", () => {
    assert.equal(exitAction(service, "success"), "restart");
    assert.equal(exitAction(service, "failure"), "restart");
    assert.equal(isServiceEnabled(service), false);
  });
});

describe("a service that sets something", () => {
  it("has its own timings, even zero", () => {
    const timings = serviceTimings({ ...service, killDelayMs: 0, backoffFactor: 1 });
    assert.equal(timings.killDelayMs, 0);
    assert.equal(timings.backoffFactor, 1);
  });

  it("has an action for each outcome", () => {
    const own = { ...service, onSuccess: "shutdown", onFailure: "ignore" } as const;
    assert.equal(exitAction(own, "success"), "shutdown");
    assert.equal(exitAction(own, "failure"), "ignore");
  });

  it("starts by itself only when it is enabled", () => {
    assert.equal(isServiceEnabled({ ...service, startup: "enabled" }), true);
    assert.equal(isServiceEnabled({ ...service, startup: "maybe" }), false);
  });
});
