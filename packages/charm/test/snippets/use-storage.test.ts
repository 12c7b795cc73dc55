import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runHook } from "./run-hook.ts";
import { ArchiveCharm } from "./use-storage.ts";

const charmcraft =
  "name: web\nstorage: {data: {type: filesystem, multiple: {range: 0-}}}\nactions: {grow: {}}\n";
const answers = {
  "storage-list": '["data/0"]',
  "storage-get": '{"kind": "filesystem", "location": "/srv/data"}',
};

describe("use-storage.md", () => {
  it("each storage is told when it is there", async () => {
    const env = { JUJU_DISPATCH_PATH: "hooks/data-storage-attached", JUJU_STORAGE_ID: "data/0" };
    const { runs } = await runHook(ArchiveCharm, { charmcraft, env, answers });
    assert.deepEqual(runs, ["juju-log --log-level INFO -- data/0 is at /srv/data"]);
  });

  it("all of a name are found, or none", async () => {
    const env = { JUJU_DISPATCH_PATH: "hooks/config-changed" };
    const some = await runHook(ArchiveCharm, { charmcraft, env, answers });
    assert.deepEqual(some.runs, ["juju-log --log-level INFO -- data/0: /srv/data"]);
    const none = await runHook(ArchiveCharm, { charmcraft, env, answers: { "storage-list": "[]" } });
    assert.match(none.runs[0] ?? "", /^status-set .* blocked -- add a storage/);
  });

  it("more of a name are asked for", async () => {
    const env = { JUJU_DISPATCH_PATH: "actions/grow" };
    const { runs } = await runHook(ArchiveCharm, { charmcraft, env, answers });
    assert.deepEqual(runs, ["storage-add data=2", "action-log -- asked for 2 storages more"]);
  });
});
