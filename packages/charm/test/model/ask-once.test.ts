import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Answers, askOnce, askOnceNow } from "../../src/model/ask-once.ts";

describe("askOnce", () => {
  it("asks once, even when it is called again before the answer has come", async () => {
    let asked = 0;
    const ask = askOnce(async () => ++asked);
    assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1]);
    assert.equal(await ask(), 1);
  });

  it("asks again after a failure, of which whoever asked is told", async () => {
    const answers = [Promise.reject(new Error("no")), Promise.resolve("yes")];
    const ask = askOnce(() => answers.shift() ?? assert.fail("asked too often"));
    await assert.rejects(ask(), /no/);
    assert.equal(await ask(), "yes");
    assert.equal(await ask(), "yes");
  });
});

describe("askOnceNow", () => {
  it("asks once, and again only after a failure", () => {
    const answers = [() => assert.fail("no"), () => ["yes"], () => ["asked too often"]];
    const ask = askOnceNow(() => answers.shift()?.() ?? assert.fail("asked too often"));
    assert.throws(ask, /no/);
    const first = ask();
    assert.deepEqual(first, ["yes"]);
    assert.equal(ask(), first);
  });
});

describe("Answers", () => {
  it("keep what was asked under each name apart", async () => {
    const answers = new Answers<string>();
    assert.equal(await answers.get("a", async () => "1"), "1");
    assert.equal(await answers.get("b", async () => "2"), "2");
    assert.equal(await answers.get("a", async () => assert.fail("asked again")), "1");
  });
});
