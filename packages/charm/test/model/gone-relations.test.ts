import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HookToolError } from "@cobble/charm";
import { makeModel } from "./make-model.ts";

const charmcraft = "requires: {db: {interface: pg}}\npeers: {friends: {interface: web}}";

describe("data of a relation that may be gone", () => {
  const refuse = (tool: string, stderr: string) => (line: string) => {
    if (line.startsWith("relation-ids")) return line.includes("db") ? '["db:7"]' : '["friends:8"]';
    if (line.startsWith("relation-list")) return line.includes("db") ? '["pg/0"]' : '["web/1"]';
    if (line.startsWith("is-leader")) return "false";
    if (!line.startsWith(tool)) return "{}";
    const args = line.split(" ").slice(1);
    throw new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr });
  };

  it("is empty when the agent denies it, since that is how it says that the relation is gone", async () => {
    for (const stderr of ["ERROR permission denied", "ERROR relation 7 not found"]) {
      const { model } = makeModel({ charmcraft, answer: refuse("relation-get", stderr) });
      const db = await model.getRelation("db");
      const friends = await model.getRelation("friends");
      assert.ok(db && friends);
      for (const entity of [model.unit, model.getApp("pg"), model.getUnit("pg/0")]) {
        assert.deepEqual(await db.data.get(entity).getAll(), {});
      }
      assert.deepEqual(await friends.data.get(model.app).getAll(), {});
    }
  });

  it("is refused to write when the agent denies it to a unit that leads no more", async () => {
    let leads = true;
    const denied = refuse("relation-set", "ERROR permission denied");
    let ms = 0;
    const { model } = makeModel({
      charmcraft,
      now: () => ms,
      answer: (line) => {
        if (line.startsWith("is-leader")) return String(leads);
        if (line.startsWith("relation-set")) ms += 60_000;
        leads &&= !line.startsWith("relation-set");
        return denied(line);
      },
    });
    const relation = await model.getRelation("db");
    await assert.rejects(relation?.data.get(model.app).set("a", "1") ?? Promise.resolve(), {
      kind: "hook-tool-failed",
    });
    await assert.rejects(relation?.data.get(model.unit).set("a", "1") ?? Promise.resolve(), {
      name: "RelationNotFoundError",
    });
  });

  it("of an application that is related to itself is read by each of its units", async () => {
    const { model } = makeModel({
      charmcraft,
      answer: (line) => {
        if (line.startsWith("relation-ids")) return '["db:7"]';
        if (line.startsWith("relation-list")) return '["web/1"]';
        return line.startsWith("is-leader") ? "false" : '{"a": "1"}';
      },
    });
    const relation = await model.getRelation("db");
    assert.deepEqual(await relation?.data.get(model.app).getAll(), { a: "1" });
  });

  it("of the charm's own application is empty for every unit once the relation is gone", async () => {
    const { model } = makeModel({
      charmcraft,
      answer: (line) => {
        if (line.startsWith("is-leader")) return "false";
        if (line.startsWith("relation-ids")) return "[]";
        const [tool = "", ...args] = line.split(" ");
        const stderr = "ERROR relation not found";
        throw new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr });
      },
    });
    const relation = await model.getRelation("db", 7);
    assert.deepEqual(await relation?.data.get(model.app).getAll(), {});
  });
});
