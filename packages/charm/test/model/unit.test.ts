import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeContainer } from "../supervisor.ts";
import { makeModel } from "./make-model.ts";

/** A unit whose agent gives these answers to is-leader, and whose clock the test moves. */
const makeUnit = (leaders: readonly string[]) => {
  const answers = [...leaders];
  const clock = { now: 0 };
  const { model } = makeModel({
    answer: () => answers.shift() ?? "",
    containers: new Map([["web", makeContainer("/nowhere")]]),
    now: () => clock.now,
  });
  return { unit: model.unit, clock };
};

describe("Unit", () => {
  it("leadership is asked for again only when 30 seconds have passed", async () => {
    const { unit, clock } = makeUnit(["true", "false"]);
    assert.equal(await unit.isLeader(), true);
    clock.now = 30_000;
    assert.equal(await unit.isLeader(), true);
    clock.now = 30_001;
    assert.equal(await unit.isLeader(), false);
  });

  it("leadership that could not be told is asked for again at once", async () => {
    const { unit } = makeUnit(["?", "true"]);
    await assert.rejects(unit.isLeader(), /is-leader/);
    assert.equal(await unit.isLeader(), true);
  });

  it("a container that the charm does not have is an error that lists those it has", () => {
    const { unit } = makeUnit([]);
    assert.equal(unit.getContainer("web").name, "web");
    assert.throws(() => unit.getContainer("db"), {
      name: "UnknownNameError",
      message: 'cannot find container "db": known are web',
    });
  });
});
