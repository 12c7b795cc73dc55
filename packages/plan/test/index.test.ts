import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLayers, parseLayer, printPlan, startOrder } from "@cobble/plan";

describe("the public door", () => {
  it("keeps what its example says", () => {
    const base = parseLayer("services: {db: {override: replace, command: db}}", { label: "base" });
    const web = parseLayer("services: {web: {override: replace, command: web, requires: [db]}}", {
      label: "web",
    });
    const plan = combineLayers([base, web]);
    assert.match(printPlan(plan), /^services:\n {4}db:\n/);
    assert.deepEqual(startOrder(plan.services, ["web"]), [["db", "web"]]);
  });
});
