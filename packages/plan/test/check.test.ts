import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkTimings, emptyCheck, isCheckEnabled } from "@cobble/plan";

const check = emptyCheck("up");

describe("a check", () => {
  it("that sets nothing has the timings of the layer specification, and starts by itself", () => {
    assert.deepEqual(checkTimings(check), { periodMs: 10_000, timeoutMs: 3000, threshold: 3 });
    assert.equal(isCheckEnabled(check), true);
    assert.equal(isCheckEnabled({ ...check, startup: "disabled" }), false);
  });

  it("never takes longer than its period", () => {
    assert.equal(checkTimings({ ...check, periodMs: 1000 }).timeoutMs, 1000);
    assert.equal(checkTimings({ ...check, periodMs: 1000, timeoutMs: 5000 }).timeoutMs, 1000);
    assert.equal(checkTimings({ ...check, timeoutMs: 5000 }).timeoutMs, 5000);
  });
});
