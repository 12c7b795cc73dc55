import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { makeTempDir, runCharm } from "./charm-process.ts";
import { makeRecordingTools } from "./recording-tools.ts";

const charm = fileURLToPath(new URL("fixtures/reconciles.ts", import.meta.url));

/** Each hook is a process, and the machine may be busy. */
const timeout = 60_000;

describe("charm.reconcile", () => {
  it("its method is called once in a hook, after its events and before its status, but not when the unit ends", {
    timeout,
  }, async () => {
    await using tools = await makeRecordingTools();
    await using dir = await makeTempDir({ "charmcraft.yaml": "name: web\nactions: {purge: {}}\n" });
    const out = async (hook: string): Promise<string> =>
      (await runCharm({ charm, hook, charmDir: dir.path, tools })).stdout.trim().replaceAll("\n", " ");
    assert.equal(await out("hooks/start"), "start reconcile status");
    assert.equal(await out("hooks/config-changed"), "start config-changed reconcile status");
    assert.equal(await out("hooks/update-status"), "start reconcile status");
    assert.equal(await out("actions/purge"), "start action status");
    assert.equal(await out("hooks/stop"), "start stop status");
    assert.equal(await out("hooks/remove"), "start status");
  });
});
