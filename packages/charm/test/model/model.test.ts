import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  EndHookError,
  InvalidStatusError,
  NotLeaderError,
  RemoteEntityError,
  UnknownNameError,
} from "@cobble/charm";
import { makeModel } from "./make-model.ts";

describe("Model", () => {
  it("a resource is fetched once, and one that the charm does not have never", async () => {
    const { model, lines } = makeModel({
      charmcraft: "resources: {config-file: {type: file, filename: a}}",
      answer: () => "/var/lib/config-file/a\n",
    });
    assert.equal(await model.resources.fetch("config-file"), "/var/lib/config-file/a");
    await model.resources.fetch("config-file");
    await assert.rejects(model.resources.fetch("image"), UnknownNameError);
    assert.deepEqual(lines(), ["resource-get config-file"]);
  });

  it("the goal is asked for once, and planned units are those of it that do not leave", async () => {
    const { model, lines } = makeModel({
      answer: () =>
        JSON.stringify({
          units: {
            "web/0": { status: "active", since: "2026-01-01T00:00:00Z" },
            "web/1": { status: "dying", since: "" },
            "web/2": { status: "waiting" },
          },
          relations: { db: { pg: { status: "joined", since: "2026-01-01T00:00:00Z" } } },
        }),
    });
    assert.equal(await model.app.plannedUnits(), 2);
    const goal = await model.getGoalState();
    assert.deepEqual(goal.relations.get("db")?.get("pg"), {
      status: "joined",
      since: new Date("2026-01-01T00:00:00Z"),
    });
    assert.deepEqual(lines(), ["goal-state --format=json"]);
  });

  it("the cloud is read with its credential, and what is not said is left out", async () => {
    const { model } = makeModel({
      answer: () =>
        JSON.stringify({
          type: "ec2",
          name: "aws",
          region: "eu-1",
          credential: { "auth-type": "access-key", attrs: { "access-key": "a" } },
          cacertificates: ["pem"],
        }),
    });
    assert.deepEqual(await model.getCloudSpec(), {
      type: "ec2",
      name: "aws",
      region: "eu-1",
      credential: { authType: "access-key", attributes: { "access-key": "a" }, redacted: [] },
      caCertificates: ["pem"],
      skipTlsVerify: false,
      isControllerCloud: false,
    });
  });

  it("the version of the agent is that of the context", () => {
    assert.equal(String(makeModel({ context: { jujuVersion: "3.6.10" } }).model.jujuVersion), "3.6.10");
    assert.equal(String(makeModel({ context: { jujuVersion: undefined } }).model.jujuVersion), "0.0.0");
  });

  it("another application or unit has an unknown status, and refuses what only its own charm can do", async () => {
    const { model, lines } = makeModel();
    const [unit, app] = [model.getUnit("pg/0"), model.getApp("pg")];
    assert.equal((await unit.getStatus()).name, "unknown");
    assert.equal((await app.getStatus()).name, "unknown");
    assert.equal(unit.app, app);
    const status = { name: "active", message: "" } as never;
    await assert.rejects(unit.setStatus(status), RemoteEntityError);
    await assert.rejects(app.setStatus(status), RemoteEntityError);
    await assert.rejects(app.plannedUnits(), RemoteEntityError);
    await assert.rejects(unit.isLeader(), RemoteEntityError);
    await assert.rejects(unit.setPorts(80), RemoteEntityError);
    assert.throws(() => unit.containers, {
      message: "cannot see the containers of pg/0: it is another unit",
    });
    assert.deepEqual(lines(), []);
  });

  it("the status of the application is for the leader only", async () => {
    const { model, lines } = makeModel({ answer: () => "false" });
    const status = { name: "active", message: "" } as never;
    await assert.rejects(model.app.setStatus(status), NotLeaderError);
    await assert.rejects(model.app.getStatus(), NotLeaderError);
    assert.deepEqual(lines(), ["is-leader --format=json"]);
  });

  it("a status that only the agent sets is refused, whatever the compiler was told", async () => {
    const { model } = makeModel({ answer: () => "true" });
    for (const name of ["error", "unknown"]) {
      await assert.rejects(model.unit.setStatus({ name, message: "" } as never), InvalidStatusError);
      await assert.rejects(model.app.setStatus({ name, message: "" } as never), InvalidStatusError);
    }
  });

  it("a machine starts anew after the hook, or at once, which ends the hook", async () => {
    const { model, lines } = makeModel();
    await model.unit.reboot();
    await assert.rejects(model.unit.reboot({ now: true }), EndHookError);
    assert.deepEqual(lines(), ["juju-reboot", "juju-reboot --now"]);
  });
});
