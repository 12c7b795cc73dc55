import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelationDataAccessError, RelationDataTypeError } from "@cobble/charm";
import fc from "fast-check";
import { makeModel } from "./make-model.ts";

const charmcraft = "requires: {db: {interface: pg}}\npeers: {friends: {interface: web}}";

/** What the agent keeps of every relation: by the rest of the command line, as in `db:7 --app - web`. */
type Bags = Map<string, Map<string, string>>;

const bagOf = (bags: Bags, key: string): Map<string, string> => {
  const bag = bags.get(key) ?? new Map<string, string>();
  bags.set(key, bag);
  return bag;
};

/** A model whose relations are kept as an agent would keep them. */
const makeRelated = async ({ leader = true, name = "db" } = {}) => {
  const bags: Bags = new Map([
    ["db:7 --app - pg", new Map([["port", "5432"]])],
    ["db:7 - pg/0", new Map([["ip", "10.0.0.1"]])],
    ["db:7 --app - web", new Map([["user", "me"]])],
    ["friends:7 --app - web", new Map([["seed", "s"]])],
  ]);
  const { model, lines, runs } = makeModel({
    charmcraft,
    answer: (line, { stdin = "{}" }) => {
      if (line.startsWith("is-leader")) return String(leader);
      if (line.startsWith("relation-ids")) return `["${name}:7"]`;
      if (line.startsWith("relation-list")) return name === "db" ? '["pg/0"]' : '["web/1"]';
      if (line.startsWith("relation-get")) {
        return JSON.stringify(
          Object.fromEntries(bagOf(bags, line.slice("relation-get --format=json -r ".length))),
        );
      }
      const app = line.includes(" --app");
      const bag = bagOf(bags, `${name}:7${app ? " --app" : ""} - ${app ? "web" : "web/0"}`);
      for (const [key, value] of Object.entries(JSON.parse(stdin) as Record<string, string>)) {
        if (value === "") bag.delete(key);
        else bag.set(key, value);
      }
      return "";
    },
  });
  const relation = await model.getRelation(name);
  assert.ok(relation);
  const before = runs.length;
  return { model, relation, bags, runs, lines: () => lines().slice(before) };
};

describe("data of a relation", () => {
  it("the data of an entity is asked for once, however many keys are read", async () => {
    const { relation, model, lines } = await makeRelated();
    const data = relation.data.get(model.getApp("pg"));
    assert.equal(await data.get("port"), "5432");
    assert.equal(await data.get("other"), undefined);
    assert.deepEqual(await data.getAll(), { port: "5432" });
    assert.deepEqual(lines(), ["relation-get --format=json -r db:7 --app - pg"]);
  });

  it("what is written is one run of the tool, by standard input, and is seen when read again", async () => {
    const { relation, model, lines, runs } = await makeRelated();
    const data = relation.data.get(model.unit);
    await data.update({ a: "1", b: "2" });
    assert.deepEqual(await data.getAll(), { a: "1", b: "2" });
    assert.deepEqual(lines(), [
      "relation-get --format=json -r db:7 - web/0",
      "relation-set -r db:7 --file -",
    ]);
    assert.equal(runs.at(-1)?.input.stdin, '{"a":"1","b":"2"}');
  });

  it("only what changes is written, and nothing when nothing does", async () => {
    const { relation, model, runs } = await makeRelated();
    const data = relation.data.get(model.app);
    await data.update({ user: "me", password: "p", none: "" });
    assert.equal(runs.at(-1)?.line, "relation-set -r db:7 --app --file -");
    assert.equal(runs.at(-1)?.input.stdin, '{"password":"p"}');
    const count = runs.length;
    await data.set("user", "me");
    await data.delete("absent");
    assert.equal(runs.length, count);
  });

  it("a removed key is written as an empty text, and is gone", async () => {
    const { relation, model, runs } = await makeRelated();
    const data = relation.data.get(model.app);
    await data.delete("user");
    assert.equal(runs.at(-1)?.input.stdin, '{"user":""}');
    assert.deepEqual(await data.getAll(), {});
  });

  it("nobody but its owner writes an entity's data", async () => {
    const { relation, model, lines } = await makeRelated();
    for (const entity of [model.getUnit("pg/0"), model.getApp("pg")]) {
      await assert.rejects(relation.data.get(entity).set("a", "b"), RelationDataAccessError);
    }
    await assert.rejects(relation.data.get(model.getApp("pg")).set("a", "b"), {
      message: "cannot write the data of pg as web/0: the charm may only write the data of web",
    });
    assert.deepEqual(lines(), []);
  });

  it("a unit that does not lead neither reads nor writes its application's data", async () => {
    const { relation, model } = await makeRelated({ leader: false });
    const data = relation.data.get(model.app);
    await assert.rejects(data.get("user"), {
      kind: "relation-data-access",
      message: "cannot read the data of application web as web/0: only its leader may",
    });
    await assert.rejects(data.set("user", "you"), RelationDataAccessError);
    await relation.data.get(model.unit).set("mine", "1");
    assert.equal(await relation.data.get(model.getApp("pg")).get("port"), "5432");
  });

  it("among peers each unit reads the application's data, and the leader alone writes it", async () => {
    const { relation, model } = await makeRelated({ leader: false, name: "friends" });
    const data = relation.data.get(model.app);
    assert.equal(await data.get("seed"), "s");
    await assert.rejects(data.set("seed", "t"), RelationDataAccessError);
  });

  it("a value that is no text is an error that names the key, and nothing is written", async () => {
    const { relation, model, lines } = await makeRelated();
    // What a charm without types may do.
    const wrong = { a: "1", port: 5432 } as unknown as Record<string, string>;
    await assert.rejects(relation.data.get(model.unit).update(wrong), (error) => {
      assert.ok(error instanceof RelationDataTypeError);
      assert.match(error.message, /cannot write "port" .* its value is of type number/);
      return true;
    });
    assert.deepEqual(lines(), []);
  });

  it("is what a map would be, whatever is written in whatever order", async () => {
    const keys = fc.constantFrom("a", "b", "c", "__proto__x");
    const write = fc.dictionary(keys, fc.constantFrom("", "1", "2", "é\n"), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 8 }), fc.boolean(), async (writes, readFirst) => {
        const { relation, model, bags } = await makeRelated();
        const data = relation.data.get(model.unit);
        if (readFirst) await data.getAll();
        const expected = new Map<string, string>();
        for (const changes of writes) {
          await data.update(changes);
          for (const [key, value] of Object.entries(changes)) {
            if (value === "") expected.delete(key);
            else expected.set(key, value);
          }
          assert.deepEqual(await data.getAll(), Object.fromEntries(expected));
        }
        assert.deepEqual(new Map(bagOf(bags, "db:7 - web/0")), expected);
      }),
      { numRuns: 100 },
    );
  });

  it("is written and read by whom the rules allow, and by nobody else", async () => {
    /** The rules of the reference, told again as one table. */
    const mayRead = (who: string, { leader, peer }: { leader: boolean; peer: boolean }): boolean =>
      who !== "web" || leader || peer;
    const mayWrite = (who: string, { leader }: { leader: boolean }): boolean =>
      who === "web/0" || (who === "web" && leader);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.boolean(), fc.nat(4), async (leader, peer, pick) => {
        const { relation } = await makeRelated({ leader, name: peer ? "friends" : "db" });
        const entity = relation.data.entities[pick % relation.data.entities.length];
        assert.ok(entity);
        const data = relation.data.get(entity);
        const succeeds = (promise: Promise<unknown>): Promise<boolean> =>
          promise.then(
            () => true,
            (error) => {
              assert.ok(error instanceof RelationDataAccessError);
              return false;
            },
          );
        assert.equal(await succeeds(data.getAll()), mayRead(entity.name, { leader, peer }));
        assert.equal(await succeeds(data.set("k", "v")), mayWrite(entity.name, { leader }));
      }),
    );
  });
});
