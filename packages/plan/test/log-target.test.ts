import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyLogTarget, logsGoTo } from "@cobble/plan";

const goes = (...services: readonly string[]): boolean =>
  logsGoTo({ ...emptyLogTarget("t"), services }, "web");

describe("the logs of a service", () => {
  it("go to targets that name it, or all", () => {
    assert.equal(goes("web"), true);
    assert.equal(goes("all"), true);
    assert.equal(goes("db"), false);
    assert.equal(goes(), false);
  });

  it("follow the last word that speaks of the service", () => {
    assert.equal(goes("all", "-web"), false);
    assert.equal(goes("all", "-all", "web"), true);
    assert.equal(goes("web", "-all"), false);
    assert.equal(goes("-web", "all"), true);
    assert.equal(goes("web", "-db"), true);
  });
});
