import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Plan } from "@cobble/charm";

const yaml = `services:
    redis:
        startup: enabled
        override: replace
        command: redis
        environment:
            REDIS_PORT: "6379"
log-targets:
    loki:
        type: loki
        location: http://127.0.0.1:3100
        services: [all]
        override: replace
`;

describe("Plan", () => {
  it("a plan equals itself read again, and not one with another environment or log target", () => {
    const plan = new Plan(yaml);
    assert.equal(plan.equals(new Plan(yaml)), true);
    assert.equal(plan.equals(new Plan(yaml.replace("6379", "6380"))), false);
    assert.equal(plan.equals(new Plan(yaml.replace("3100", "3101"))), false);
    assert.equal(plan.equals(new Plan("")), false);
  });

  it("its services and log targets are found by name", () => {
    const plan = new Plan(yaml);
    assert.equal(plan.services.get("redis")?.environment.get("REDIS_PORT"), "6379");
    assert.deepEqual([...plan.logTargets.keys()], ["loki"]);
    assert.equal(plan.toYaml(), yaml);
  });

  it("is an object as layers are written, and so is each of its parts", () => {
    const plan = new Plan(yaml);
    const loki = { override: "replace", type: "loki", location: "http://127.0.0.1:3100", services: ["all"] };
    const redis = {
      override: "replace",
      command: "redis",
      startup: "enabled",
      environment: { REDIS_PORT: "6379" },
    };
    assert.deepEqual(plan.toDict(), { services: { redis }, "log-targets": { loki } });
    assert.deepEqual(plan.logTargets.get("loki")?.toDict(), loki);
    assert.deepEqual(new Plan("{}\n").toDict(), {});
  });

  it("the plan of a supervisor without layers is empty", () => {
    assert.equal(new Plan("{}\n").services.size, 0);
  });
});
