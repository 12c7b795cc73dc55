import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planOf } from "../plans.ts";

describe("pairing and workloads of several layers", () => {
  it("take the last mode that is set", () => {
    const single = "pairing: {mode: single}";
    assert.match(planOf(single, "pairing: {mode: }"), /mode: single/);
    assert.match(planOf(single, "summary: x"), /mode: single/);
    assert.match(planOf(single, "pairing: {mode: disabled}"), /mode: disabled/);
  });

  it("merge and replace workloads as services", () => {
    const base = "workloads: {w: {override: replace, user: u, environment: {A: 1}}}";
    assert.match(
      planOf(base, "workloads: {w: {override: merge, environment: {B: 2}}}"),
      /A: "1"\n.*B: "2"\n.*user: u/s,
    );
    assert.doesNotMatch(planOf(base, "workloads: {w: {override: replace}}"), /user/);
  });
});
