/**
 * Runs in a bare Node project that has the libraries installed from their tarballs.
 * `COBBLE_EXECUTABLE` names the supervisor to talk to.
 */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createClient } from "@cobble/client";
import { combineLayers, parseLayer, printPlan } from "@cobble/plan";
import { Supervisor } from "@cobble/testing";
import { CobbleError, parseDurationMs } from "@cobble/wire";

const folder = mkdtempSync(join(tmpdir(), "cobble-consumer-"));
const client = createClient({ socketPath: join(folder, "pebble", ".pebble.socket") });
let daemon;

before(() => {
  daemon = spawn(process.env.COBBLE_EXECUTABLE, ["run", "--create-dirs"], {
    env: { ...process.env, PEBBLE: join(folder, "pebble") },
    stdio: "ignore",
  });
});

after(async () => {
  daemon.kill("SIGTERM");
  await new Promise((resolve) => daemon.once("exit", resolve));
  rmSync(folder, { recursive: true });
});

describe("the libraries, installed", () => {
  it("wire reads durations, plan combines layers", () => {
    assert.equal(parseDurationMs("1m30s"), 90_000);
    const layer = parseLayer("services: {web: {override: replace, command: sleep 60}}", { label: "base" });
    assert.match(printPlan(combineLayers([layer])), /command: sleep 60/);
  });

  it("testing runs a supervisor in memory", async () => {
    const supervisor = new Supervisor();
    const yaml = "services: {web: {override: replace, command: sleep 60, startup: enabled}}";
    await supervisor.client.layers.add({ label: "base", yaml, combine: true });
    await supervisor.client.changes.waitDone(await supervisor.client.services.replan());
    assert.deepEqual(supervisor.process("web").command, ["sleep", "60"]);
    await supervisor.stop();
  });

  it("client says that nobody is there with an error of ours", async () => {
    const nobody = createClient({ socketPath: join(folder, "nobody.socket") });
    await assert.rejects(nobody.system.info(), (error) => error instanceof CobbleError);
  });

  it("client drives a supervisor: layers, services, files and commands", async () => {
    const deadline = Date.now() + 20_000;
    while (!(await client.system.info().catch(() => undefined))) {
      assert.ok(Date.now() < deadline, "the supervisor does not answer");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const layer = "services: {web: {override: replace, command: sleep 60, startup: enabled}}";
    await client.layers.add({ label: "base", yaml: layer, combine: true });
    await client.changes.waitDone(await client.services.replan());
    assert.equal((await client.services.list(["web"]))[0]?.current, "active");
    await client.files.write(join(folder, "a/b"), "text", { makeDirs: true });
    const command = await client.exec.start(["cat", join(folder, "a/b")]);
    await command.endInput();
    let output = "";
    for await (const chunk of command.stdout) output += Buffer.from(chunk).toString();
    assert.equal(await command.wait(), 0);
    assert.equal(output, "text");
  });

  it("charm runs a hook, and sets the unit's status by the hook tool", () => {
    const charmDir = mkdtempSync(join(folder, "charm-"));
    writeFileSync(
      join(charmDir, "charmcraft.yaml"),
      "name: pause\ntype: charm\nsummary: s\ndescription: d\n",
    );
    const tools = {
      "config-get": "echo '{}'",
      "status-set": 'echo "$@" > "$OUTPUT"',
      "juju-log": "true",
      "is-leader": "echo true",
    };
    for (const [name, script] of Object.entries(tools)) {
      writeFileSync(join(charmDir, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(charmDir, name), 0o755);
    }
    const output = join(charmDir, "output");
    const { status, stderr } = spawnSync(process.execPath, ["charm.js"], {
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${charmDir}:${process.env.PATH}`,
        OUTPUT: output,
        JUJU_CHARM_DIR: charmDir,
        JUJU_DISPATCH_PATH: "hooks/start",
        JUJU_HOOK_NAME: "start",
        JUJU_UNIT_NAME: "pause/0",
        JUJU_MODEL_NAME: "test",
        JUJU_MODEL_UUID: "6cf6e1a8-9f6e-4b7e-8f0a-5f2b3c4d5e6f",
        JUJU_VERSION: "3.6.0",
      },
    });
    assert.equal(status, 0, stderr);
    assert.match(readFileSync(output, "utf8"), /active/);
  });
});
