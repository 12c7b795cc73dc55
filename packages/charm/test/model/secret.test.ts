import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HookToolError, ModelError, SecretContentError, SecretNotFoundError } from "@cobble/charm";
import { type ModelOptions, makeModel } from "./make-model.ts";

const info = '{"abc": {"revision": 3, "label": "l", "rotation": "daily", "expiry": "2030-01-01T00:00:00Z"}}';

const answer = (line: string): string | undefined => {
  if (line.startsWith("secret-add")) return "secret:abc\n";
  if (line.startsWith("secret-info-get")) return info;
  return line.startsWith("secret-get") ? '{"password": "p"}' : undefined;
};

const make = (options: ModelOptions = {}) => makeModel({ answer, ...options });

describe("secrets", () => {
  it("a new secret of the application hands its content over in files", async () => {
    const { model, runs } = make();
    const secret = await model.app.addSecret(
      { password: "p" },
      { label: "l", description: "d", expire: new Date("2030-01-01T00:00:00Z"), rotate: "daily" },
    );
    assert.deepEqual(runs, [
      {
        line: "secret-add --label l --description d --expire 2030-01-01T00:00:00Z --rotate daily --owner application",
        input: { files: { password: "p" } },
      },
    ]);
    assert.deepEqual([secret.id, secret.label, secret.uniqueIdentifier], ["secret:abc", "l", "abc"]);
  });

  it("a new secret of the unit may say when it ends by how long it lasts", async () => {
    const { model, lines } = make({ today: () => Date.parse("2030-01-01T00:00:00Z") });
    await model.unit.addSecret({ password: "p" }, { expireAfterMs: 60_000 });
    assert.deepEqual(lines(), ["secret-add --expire 2030-01-01T00:01:00Z --owner unit"]);
  });

  it("the content that was given is not asked for again", async () => {
    const { model, runs } = make();
    const secret = await model.app.addSecret({ password: "p" });
    assert.deepEqual(await secret.getContent(), { password: "p" });
    assert.equal(runs.length, 1);
  });

  it("a change says all that is known of the secret to Juju before 3.6, which keeps the last change only", async () => {
    const { model, runs } = make({ context: { jujuVersion: "3.5.9" } });
    const secret = await model.getSecret({ id: "secret:abc" });
    runs.length = 0;
    await secret.setInfo({ description: "d" });
    await secret.setContent({ password: "n3w" });
    const ask = { line: "secret-info-get --format=json secret:abc", input: {} };
    const said = "--expire 2030-01-01T00:00:00Z --rotate daily --owner application secret:abc";
    assert.deepEqual(runs, [
      { line: "secret-get --format=json secret:abc --peek", input: {} },
      ask,
      { line: `secret-set --label l --description d ${said}`, input: { files: { password: "p" } } },
      ask,
      { line: `secret-set --label l ${said}`, input: { files: { password: "n3w" } } },
    ]);
  });

  it("a change says only what is another to Juju 3.6, before which nothing is asked", async () => {
    const { model, runs } = make({ context: { jujuVersion: "3.6.0" } });
    const secret = await model.getSecret({ id: "secret:abc" });
    runs.length = 0;
    await secret.setInfo({ label: "other" });
    assert.deepEqual(
      runs.map(({ line }) => line),
      ["secret-set --label other --owner application secret:abc"],
    );
  });

  it("a content that the agent would not take is an error before any tool runs", async () => {
    const { model, runs } = make();
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{}, /empty content/],
      [{ ab: "x", Good: "y", "-no": "z" }, /cannot use "ab", "Good", "-no" as keys/],
      [{ "a--b": "x" }, /cannot use "a--b" as keys/],
      // What a charm without types may do.
      [{ port: 1 } as unknown as Record<string, string>, /cannot use the values of port/],
    ];
    for (const [content, message] of wrong) {
      await assert.rejects(model.app.addSecret(content), (error) => {
        assert.ok(error instanceof SecretContentError);
        assert.match(error.message, message);
        return true;
      });
    }
    assert.deepEqual(runs, []);
  });

  it("is found by id, by label, or by id and labelled", async () => {
    const { model, lines } = make();
    assert.equal((await model.getSecret({ id: "abc" })).id, "secret://u/abc");
    assert.equal((await model.getSecret({ label: "l" })).id, undefined);
    await model.getSecret({ id: " secret:abc ", label: "l" });
    assert.deepEqual(lines(), [
      "secret-get --format=json secret://u/abc",
      "secret-get --format=json --label l",
      "secret-get --format=json secret:abc --label l",
    ]);
    await assert.rejects(model.getSecret({}), ModelError);
  });

  it("the id is without a model where the agent did not name it", async () => {
    const { model } = make({ context: { modelUuid: "" } });
    assert.equal((await model.getSecret({ id: "abc" })).id, "secret:abc");
  });

  it("content is remembered, until the latest is asked for", async () => {
    const { model, lines } = make();
    const secret = await model.getSecret({ id: "secret:abc" });
    await secret.getContent();
    await secret.getContent({ refresh: true });
    await secret.peekContent();
    assert.deepEqual(lines(), [
      "secret-get --format=json secret:abc",
      "secret-get --format=json secret:abc --refresh",
      "secret-get --format=json secret:abc --peek",
    ]);
  });

  it("a content that a charm changes in its own copy stays as it was", async () => {
    const { model } = make();
    const secret = await model.getSecret({ id: "abc" });
    Object.assign(await secret.getContent(), { password: "q" });
    assert.deepEqual(await secret.getContent(), { password: "p" });
  });

  it("what is known of it has times and the whole id", async () => {
    const { model } = make();
    const secret = await model.getSecret({ label: "l" });
    assert.deepEqual(await secret.getInfo(), {
      id: "secret://u/abc",
      label: "l",
      revision: 3,
      description: undefined,
      expires: new Date("2030-01-01T00:00:00Z"),
      rotation: "daily",
      rotates: undefined,
    });
  });

  it("the owner changes, shares and removes it", async () => {
    const { model, runs, lines } = make();
    const secret = await model.app.addSecret({ password: "p" });
    const relation = { id: 7 };
    await secret.setContent({ password: "q" });
    assert.deepEqual(runs.at(-1)?.input, { files: { password: "q" } });
    await secret.setInfo({ label: "k" });
    await secret.grant(relation);
    await secret.grant(relation, { unit: model.getUnit("pg/0") });
    await secret.revoke(relation);
    await secret.removeRevision(2);
    await secret.removeAllRevisions();
    assert.deepEqual(lines().slice(1), [
      "secret-set --owner application secret:abc",
      "secret-set --label k --owner application secret:abc",
      "secret-grant --relation 7 secret:abc",
      "secret-grant --relation 7 --unit pg/0 secret:abc",
      "secret-revoke --relation 7 secret:abc",
      "secret-remove secret:abc --revision 2",
      "secret-remove secret:abc",
    ]);
  });

  it("one that was found by its label is asked for its id, once, when it is changed", async () => {
    const { model, lines } = make();
    const secret = await model.getSecret({ label: "l" });
    await secret.setContent({ password: "q" });
    await secret.setContent({ password: "r" });
    assert.deepEqual(lines(), [
      "secret-get --format=json --label l",
      "secret-info-get --format=json --label l",
      "secret-set --owner application secret://u/abc",
      "secret-set --owner application secret://u/abc",
    ]);
  });

  it("a change of nothing is an error", async () => {
    const { model } = make();
    const secret = await model.app.addSecret({ password: "p" });
    await assert.rejects(secret.setInfo({}), { kind: "secret-details" });
  });

  it("one that is not there is an error of its own, told from one that may not be read", async () => {
    const failing = (stderr: string) =>
      makeModel({
        answer: (line) => {
          const [tool = "", ...args] = line.split(" ");
          throw new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr });
        },
      }).model.getSecret({ id: "abc" });
    await assert.rejects(failing('ERROR secret "abc" not found'), SecretNotFoundError);
    await assert.rejects(
      failing("ERROR permission denied"),
      (error) => error instanceof HookToolError && !(error instanceof SecretNotFoundError),
    );
  });
});
