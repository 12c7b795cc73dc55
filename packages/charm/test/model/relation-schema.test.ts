import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelationDataTypeError, SchemaError } from "@cobble/charm";
import * as v from "valibot";
import * as z from "zod";
import { makeModel } from "./make-model.ts";

const Database = z.object({ port: z.number(), hosts: z.array(z.string()), tls: z.boolean().default(false) });

const makeRelation = async (data: Readonly<Record<string, string>>) => {
  const { model, runs } = makeModel({
    charmcraft: "requires: {db: {interface: pg}}",
    answer: (line) => {
      if (line.startsWith("is-leader")) return "true";
      if (line.startsWith("relation-ids")) return '["db:7"]';
      if (line.startsWith("relation-list")) return '["pg/0"]';
      return line.includes("pg") ? JSON.stringify(data) : "{}";
    },
  });
  const relation = await model.getRelation("db");
  assert.ok(relation?.app);
  return { model, relation, app: relation.app, runs };
};

describe("data of a relation with a schema", () => {
  it("is read as JSON, with the schema's types and defaults", async () => {
    const { relation, app } = await makeRelation({ port: "5432", hosts: '["a", "b"]', other: "{" });
    assert.deepEqual(await relation.load(Database, app), { port: 5432, hosts: ["a", "b"], tls: false });
  });

  it("that does not fit is an error that names the relation, whose data it is, and each field", async () => {
    const { relation, app } = await makeRelation({ port: "many" });
    await assert.rejects(relation.load(Database, app), (error) => {
      assert.ok(error instanceof SchemaError);
      assert.match(error.message, /^cannot use the data of pg in relation db:7: port: .+; hosts: .+/);
      return true;
    });
  });

  it("may be plain texts", async () => {
    const { relation, app } = await makeRelation({ version: "16" });
    const schema = v.object({ version: v.string() });
    assert.deepEqual(await relation.load(schema, app, { decode: (text) => text }), { version: "16" });
  });

  it("is written as JSON by one run of the tool, and a field that is undefined removes its key", async () => {
    const { model, relation, runs } = await makeRelation({});
    await relation.save({ database: "web", extensions: ["a"], gone: undefined }, model.app);
    assert.equal(runs.at(-1)?.line, "relation-set -r db:7 --app --file -");
    assert.equal(runs.at(-1)?.input.stdin, '{"database":"\\"web\\"","extensions":"[\\"a\\"]"}');
  });

  it("is not written when it cannot be encoded as a text", async () => {
    const { model, relation } = await makeRelation({});
    // What a charm without types may do.
    const encode = ((field: unknown) => field) as (field: unknown) => string;
    await assert.rejects(relation.save({ port: 1 }, model.unit, { encode }), RelationDataTypeError);
  });
});
