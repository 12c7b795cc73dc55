import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Charm, CharmObject, createMemoryStore, type Framework, type StateStore } from "@cobble/charm";
import { makeFramework } from "./make-framework.ts";

class StoringCharm extends Charm {
  readonly stored = this.storedState({ runs: 0, seen: new Set<string>(), peers: { names: ["a"] } });
}

/** One hook of a charm. */
const hook = async <C>(store: StateStore, run: (framework: Framework) => C): Promise<C> => {
  const { framework } = await makeFramework(store);
  const result = run(framework);
  await framework.commit();
  return result;
};

describe("stored state", () => {
  it("values that were changed, also deep within, are there in the next hook", async () => {
    const store = createMemoryStore();
    await hook(store, (framework) => {
      const { stored } = new StoringCharm(framework);
      stored.runs += 1;
      stored.seen.add("x");
      stored.peers.names.push("b");
    });
    const { stored } = await hook(store, (framework) => new StoringCharm(framework));
    assert.deepEqual({ ...stored }, { runs: 1, seen: new Set(["x"]), peers: { names: ["a", "b"] } });
  });

  it("nothing is kept of a hook that ends before it is committed", async () => {
    const store = createMemoryStore();
    const { framework } = await makeFramework(store);
    new StoringCharm(framework).stored.runs = 7;
    assert.equal(store.kept.size, 0);
  });

  it("what cannot be read is told of by whose it is, and stays as it is", async () => {
    for (const text of ["{half", '{"seen": {"$set": 3}}']) {
      const kept = new Map([["stored:charm/stored", text]]);
      const store: StateStore = { load: async () => kept, save: () => assert.fail("it was written") };
      await assert.rejects(
        hook(store, (framework) => new StoringCharm(framework)),
        { name: "StoredValueError", message: /^cannot read charm\/stored: / },
      );
    }
  });

  it("a hook that changes nothing writes nothing", async () => {
    const store = createMemoryStore();
    await hook(store, (framework) => new StoringCharm(framework));
    const reader: StateStore = { load: store.load, save: () => assert.fail("it was written") };
    await hook(reader, (framework) => new StoringCharm(framework));
  });

  it("a default of a newer charm does not replace what is kept, and kept names that it no longer has stay", async () => {
    const store = createMemoryStore();
    await hook(store, (framework) => new Charm(framework).storedState({ version: 1, old: "x" }));
    await hook(store, (framework) => {
      const stored = new Charm(framework).storedState({ version: 2, fresh: true });
      assert.equal(stored.version, 1);
      assert.equal(stored.fresh, true);
    });
    await hook(store, (framework) => {
      assert.equal(new Charm(framework).storedState({ old: "" }).old, "x");
    });
  });

  it("each object and each name has values of its own, and none is opened twice", async () => {
    const store = createMemoryStore();
    await hook(store, (framework) => {
      const charm = new StoringCharm(framework);
      const part = new CharmObject(charm, "part");
      part.storedState({ runs: 0 }).runs = 5;
      part.storedState({ runs: 0 }, { name: "other" }).runs = 6;
      assert.throws(() => part.storedState({ runs: 0 }), {
        name: "HandleError",
        message: /charm\/part\/stored/,
      });
    });
    await hook(store, (framework) => {
      const charm = new StoringCharm(framework);
      const part = new CharmObject(charm, "part");
      assert.equal(charm.stored.runs, 0);
      assert.equal(part.storedState({ runs: 0 }).runs, 5);
      assert.equal(part.storedState({ runs: 0 }, { name: "other" }).runs, 6);
    });
  });

  it("a value that cannot be stored is refused where it is set, and where it is kept when it was changed within", async () => {
    const store = createMemoryStore();
    const { framework } = await makeFramework(store);
    const defaults: { when: unknown; list: unknown[] } = { when: 0, list: [] };
    // The compiler would refuse these types if they were given to `storedState`.
    const stored = framework.openState({ handle: "charm/stored", defaults });
    assert.throws(() => {
      stored.when = () => 1;
    }, /^StoredValueError: cannot store charm\/stored\.when: a function/);
    stored.list.push(new (class Peer {})());
    await assert.rejects(framework.commit(), /charm\/stored\.list\[0\]: an object of class Peer/);
  });

  it("a default that cannot be stored does not compile, and is refused", async () => {
    const { framework } = await makeFramework();
    const charm = new Charm(framework);
    // @ts-expect-error a function cannot be stored
    const state = (): object => charm.storedState({ when: () => 1 });
    assert.throws(state, { name: "StoredValueError", message: /charm\/stored\.when: a function/ });
  });

  it("a type that contains itself, as that of any JSON does, can be stored", async () => {
    type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
    const { framework } = await makeFramework();
    const stored = new Charm(framework).storedState<{ json: Json }>({ json: [{ a: [1, null] }] });
    assert.deepEqual(stored.json, [{ a: [1, null] }]);
  });

  it("values may still be changed right before they are kept, and it is said when they are", async () => {
    const store = createMemoryStore();
    const { framework } = await makeFramework(store);
    const charm = new StoringCharm(framework);
    const seen: string[] = [];
    const { preCommit, commit, postCommit } = framework.on;
    for (const event of [postCommit, commit, preCommit]) {
      charm.observe(event, ({ kind }) => {
        seen.push(`${kind} ${store.kept.has("stored:charm/stored")}`);
        charm.stored.runs += 1;
      });
    }
    await framework.commit();
    assert.deepEqual(seen, ["pre-commit false", "commit false", "post-commit true"]);
    const again = await makeFramework(store);
    assert.equal(new StoringCharm(again.framework).stored.runs, 2);
  });
});
