import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ClientCharm, DatabaseCharm } from "./keep-secrets.ts";
import { runHook } from "./run-hook.ts";

const owner = "name: web\nprovides: {clients: {interface: pg}}\n";
const reader = "name: web\nrequires: {db: {interface: pg}}\n";
const secret = { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "db" };

describe("keep-secrets.md", () => {
  it("a secret is made, shared and its id handed over", async () => {
    const { runs, inputs } = await runHook(DatabaseCharm, {
      charmcraft: owner,
      env: {
        JUJU_DISPATCH_PATH: "hooks/clients-relation-created",
        JUJU_RELATION: "clients",
        JUJU_RELATION_ID: "clients:3",
        JUJU_REMOTE_APP: "shop",
      },
      answers: { "secret-add": "secret:abc\n", "relation-list": "[]" },
    });
    assert.deepEqual(runs, [
      "secret-add --label client-3 --rotate monthly --owner application",
      "secret-grant --relation 3 secret:abc",
      "relation-set -r clients:3 --app --file -",
    ]);
    assert.deepEqual(Object.keys(inputs[0]?.files ?? {}), ["username", "password"]);
    assert.equal(inputs[2]?.stdin, '{"secret-id":"secret:abc"}');
  });

  it("it is rotated, and a revision that nobody reads is removed", async () => {
    const rotated = await runHook(DatabaseCharm, {
      charmcraft: owner,
      env: { JUJU_DISPATCH_PATH: "hooks/secret-rotate", ...secret },
      answers: { "secret-get": '{"username": "root", "password": "old"}' },
    });
    assert.deepEqual(rotated.runs, ["secret-set --owner application secret:abc"]);
    assert.equal(rotated.inputs[0]?.files?.["username"], "root");
    const { runs } = await runHook(DatabaseCharm, {
      charmcraft: owner,
      env: { JUJU_DISPATCH_PATH: "hooks/secret-remove", ...secret, JUJU_SECRET_REVISION: "2" },
    });
    assert.deepEqual(runs, ["secret-remove secret:abc --revision 2"]);
  });

  it("it is read by its id, and again when it has changed", async () => {
    const answers = {
      "relation-get": '{"secret-id": "secret:abc"}',
      "relation-list": "[]",
      "secret-get": '{"username": "admin"}',
    };
    const env = {
      JUJU_DISPATCH_PATH: "hooks/db-relation-changed",
      JUJU_RELATION: "db",
      JUJU_RELATION_ID: "db:7",
      JUJU_REMOTE_APP: "pg",
    };
    const first = await runHook(ClientCharm, { charmcraft: reader, env, answers });
    assert.deepEqual(first.runs, ["juju-log --log-level INFO -- the user is admin"]);
    const changed = { JUJU_DISPATCH_PATH: "hooks/secret-changed", ...secret };
    const then = await runHook(ClientCharm, { charmcraft: reader, env: changed, answers });
    assert.deepEqual(then.runs, ["juju-log --log-level INFO -- the user is now admin"]);
  });
});
