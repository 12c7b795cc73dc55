import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelationNotFoundError, TooManyRelatedAppsError, UnknownNameError } from "@cobble/charm";
import { HookToolError } from "../../src/errors.ts";
import { type ModelOptions, makeModel } from "./make-model.ts";

const charmcraft =
  "requires: {db: {interface: pg}, ca: {interface: tls}}\npeers: {friends: {interface: web}}";

const answers: Readonly<Record<string, string>> = {
  "relation-ids db --format=json": '["db:7"]',
  "relation-ids ca --format=json": '["ca:3", "ca:4"]',
  "relation-ids friends --format=json": '["friends:1"]',
  "relation-list --format=json -r db:7": '["pg/0", "pg/2"]',
  "relation-list --format=json -r ca:3": '["vault/0"]',
  "relation-list --format=json -r ca:4": "[]",
  "relation-list --format=json --app -r ca:4": '"lego"',
  "relation-list --format=json -r friends:1": '["web/1"]',
  "relation-model-get --format=json -r db:7": '{"uuid": "far"}',
};

const relationGone = (line: string): never => {
  const [tool = "", ...args] = line.split(" ");
  throw new HookToolError("hook-tool-failed", {
    tool,
    args,
    exitCode: 1,
    stderr: "ERROR relation not found",
  });
};

const make = (options: ModelOptions = {}) =>
  makeModel({ charmcraft, answer: (line) => answers[line] ?? relationGone(line), ...options });

describe("relations", () => {
  it("a relation knows its application and units, asked once however often it is looked for", async () => {
    const { model, lines } = make();
    const relation = await model.getRelation("db");
    assert.ok(relation);
    assert.equal(relation.app?.name, "pg");
    assert.deepEqual([...relation.units].map(String), ["pg/0", "pg/2"]);
    assert.equal(relation.active, true);
    assert.equal(String(relation), "db:7");
    assert.equal(await model.getRelation("db", 7), relation);
    assert.equal((await model.relations.get("db"))[0], relation);
    assert.deepEqual(lines(), ["relation-ids db --format=json", "relation-list --format=json -r db:7"]);
  });

  it("units and applications are the same objects wherever they are met", async () => {
    const { model } = make();
    const relation = await model.getRelation("db");
    assert.equal(relation?.app, model.getApp("pg"));
    assert.ok(relation?.units.has(model.getUnit("pg/2")));
    assert.equal(model.getUnit("web/0"), model.unit);
    assert.equal(model.getApp("web"), model.app);
  });

  it("an id of another endpoint is not taken for one of this", async () => {
    const { model } = make();
    const [database] = await model.relations.get("db");
    const wrong = await model.getRelation("ca", 7);
    assert.notEqual(wrong, database);
    assert.deepEqual([wrong?.name, wrong?.active], ["ca", false]);
  });

  it("the application of a relation without units is asked for", async () => {
    const { model } = make();
    assert.equal((await model.getRelation("ca", 4))?.app?.name, "lego");
  });

  it("the application is taken from the event, when it is about the relation", async () => {
    const { model, lines } = make({
      context: { dispatchPath: "hooks/ca-relation-created", relationId: 4, remoteAppName: "lego" },
    });
    assert.equal((await model.getRelation("ca", 4))?.app?.name, "lego");
    assert.deepEqual(lines(), ["relation-list --format=json -r ca:4"]);
  });

  it("among peers the application is the charm's own, and the units are the others", async () => {
    const { model } = make();
    const relation = await model.getRelation("friends");
    assert.equal(relation?.app, model.app);
    assert.deepEqual([...(relation?.units ?? [])].map(String), ["web/1"]);
  });

  it("an endpoint with several relations is an error, unless an id says which", async () => {
    const { model } = make();
    await assert.rejects(model.getRelation("ca"), (error) => {
      assert.ok(error instanceof TooManyRelatedAppsError);
      assert.deepEqual([error.endpoint, error.count], ["ca", 2]);
      return true;
    });
    assert.equal((await model.relations.get("ca")).length, 2);
    assert.equal((await model.getRelation("ca", 3))?.id, 3);
  });

  it("an endpoint without relations has none", async () => {
    const { model } = make({ answer: () => "[]" });
    assert.equal(await model.getRelation("db"), undefined);
    assert.deepEqual(await model.relations.get("db"), []);
  });

  it("an endpoint that the charm does not have is an error that lists those it has", async () => {
    const { model } = make();
    await assert.rejects(model.getRelation("cache"), UnknownNameError);
    await assert.rejects(model.relations.get("cache"), {
      message: 'cannot find relation "cache": known are db, ca, friends',
    });
  });

  it("a relation that is just broken is not among the others, and is not active", async () => {
    const { model } = make({
      context: { dispatchPath: "hooks/ca-relation-broken", relationId: 3, remoteAppName: "vault" },
    });
    assert.deepEqual(
      (await model.relations.get("ca")).map(({ id }) => id),
      [4],
    );
    assert.equal((await model.getRelation("ca"))?.id, 4);
    assert.equal((await model.getRelation("ca", 3))?.active, false);
  });

  it("a relation that is gone has no units, no application and no data, and is not active", async () => {
    const { model, lines } = make();
    const relation = await model.getRelation("db", 99);
    assert.ok(relation);
    assert.deepEqual([relation.active, relation.app, relation.units.size], [false, undefined, 0]);
    assert.deepEqual(await relation.data.get(model.unit).getAll(), {});
    assert.equal(await relation.data.get(model.unit).get("a"), undefined);
    assert.equal(lines().filter((line) => line.startsWith("relation-get")).length, 1);
  });

  it("the unit that leaves can still be read, in the event that says so", async () => {
    const { model } = make({
      context: { dispatchPath: "hooks/db-relation-departed", relationId: 7, remoteUnitName: "pg/1" },
      answer: (line) =>
        line.endsWith("- pg/1") ? '{"ip": "10.0.0.1"}' : (answers[line] ?? relationGone(line)),
    });
    const relation = await model.getRelation("db", 7);
    assert.equal(await relation?.data.get(model.getUnit("pg/1")).get("ip"), "10.0.0.1");
    assert.equal(relation?.units.has(model.getUnit("pg/1")), false);
  });

  it("whoever has no part in a relation has no data there", async () => {
    const { model } = make();
    const relation = await model.getRelation("db");
    assert.equal(relation?.data.has(model.getApp("vault")), false);
    assert.throws(() => relation?.data.get(model.getApp("vault")), {
      message: "cannot find vault in the relation: it is between web/0, web, pg/0, pg/2, pg",
    });
  });

  it("the model of the other end is asked for once", async () => {
    const { model, lines } = make();
    const relation = await model.getRelation("db");
    assert.deepEqual(await relation?.getRemoteModel(), { uuid: "far" });
    await relation?.getRemoteModel();
    assert.equal(lines().filter((line) => line.startsWith("relation-model-get")).length, 1);
  });

  it("another failure of a tool is not taken for a relation that is gone", async () => {
    const { model } = make({
      answer: (line) => {
        const [tool = "", ...args] = line.split(" ");
        throw new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr: "ERROR denied" });
      },
    });
    await assert.rejects(
      model.getRelation("db", 7),
      (error) => error instanceof HookToolError && !(error instanceof RelationNotFoundError),
    );
  });
});
