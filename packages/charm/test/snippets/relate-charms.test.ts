import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WebCharm } from "./relate-charms.ts";
import { runHook } from "./run-hook.ts";

const charmcraft = "name: web\nrequires: {db: {interface: pg}}\n";
const ofDb = { JUJU_RELATION: "db", JUJU_RELATION_ID: "db:7", JUJU_REMOTE_APP: "pg" };
const related = {
  "relation-ids": '["db:7"]',
  "relation-list": '["pg/0"]',
  "relation-get --format=json -r db:7 - pg/0": '{"ingress-address": "10.0.0.1"}',
};

describe("relate-charms.md", () => {
  it("what the other end says is read", async () => {
    const env = { ...ofDb, JUJU_DISPATCH_PATH: "hooks/db-relation-changed" };
    const answers = {
      "relation-get --format=json -r db:7 --app": '{"endpoints": "10.0.0.1:5432"}',
      ...related,
    };
    const { runs } = await runHook(WebCharm, { charmcraft, env, answers });
    assert.deepEqual(runs, [
      "juju-log --log-level INFO -- the database is at 10.0.0.1:5432",
      "juju-log --log-level INFO -- pg/0 is at 10.0.0.1",
    ]);
    const waiting = await runHook(WebCharm, { charmcraft, env, answers: related });
    assert.deepEqual(waiting.runs, ["status-set --application=False waiting -- waiting for the database"]);
  });

  it("the end of a relation is told", async () => {
    const env = { ...ofDb, JUJU_DISPATCH_PATH: "hooks/db-relation-broken" };
    const { runs } = await runHook(WebCharm, { charmcraft, env, answers: related });
    assert.deepEqual(runs, ["status-set --application=False blocked -- relate me to a database"]);
  });

  it("the unit and the leader say what is theirs, by one run each", async () => {
    const env = { JUJU_DISPATCH_PATH: "hooks/leader-elected" };
    const { runs, inputs } = await runHook(WebCharm, { charmcraft, env, answers: related });
    assert.deepEqual(runs, ["relation-set -r db:7 --app --file -", "relation-set -r db:7 --file -"]);
    assert.deepEqual(inputs, [
      { stdin: '{"database":"web","extra-user-roles":"admin"}' },
      { stdin: '{"weight":"10"}' },
    ]);
  });

  it("typed data is read and written, and what does not fit is told", async () => {
    const env = { JUJU_DISPATCH_PATH: "hooks/config-changed" };
    const good = { "relation-get --format=json -r db:7 --app": '{"endpoints": "[\\"a\\"]", "tls": "true"}' };
    const { inputs } = await runHook(WebCharm, { charmcraft, env, answers: { ...good, ...related } });
    assert.deepEqual(inputs[0], { stdin: '{"hosts":"1","tls":"true"}' });
    const { runs } = await runHook(WebCharm, { charmcraft, env, answers: related });
    assert.match(runs[0] ?? "", /waiting -- cannot use the data of pg in relation db:7: endpoints: /);
  });
});
