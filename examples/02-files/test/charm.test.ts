import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, WaitingStatus } from "@cobble/charm";
import { Context, getContainer } from "@cobble/testing";
import { SignpostCharm } from "../src/charm.ts";

const charmDir = join(import.meta.dirname, "..");

/** A folder of the test that the container has as /etc/signpost: its files stay from one run to the next. */
const folder = mkdtempSync(join(tmpdir(), "signpost-"));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, "signpost.json");
const signpost = { canConnect: true, mounts: { "/etc/signpost": folder } };

describe("SignpostCharm", () => {
  it("writes the server's file and starts the server, when its container is ready", async () => {
    rmSync(file, { force: true });
    using context = new Context(SignpostCharm, { charmDir });
    const out = await context.run(context.on.pebbleReady("signpost"), {
      config: { title: "hello" },
      containers: { signpost },
    });
    assert.deepEqual(out.unitStatus, new ActiveStatus('shows "hello" on port 8082'));
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { title: "hello", port: 8082 });
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.deepEqual(getContainer(out, "signpost").serviceStatuses, { signpost: "active" });
  });

  it("makes the folder above the file, when there is none", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    await context.run(context.on.pebbleReady("signpost"), {
      config: { "config-file": "/srv/deep/er/board.json" },
      containers: { signpost: { canConnect: true } },
    });
    const { root } = await context.supervisor("signpost");
    assert.match(readFileSync(join(root, "srv/deep/er/board.json"), "utf8"), /"this way"/);
  });

  it("writes the file anew and restarts the server, when an option changes", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("signpost"), { containers: { signpost } });
    await context.run(context.on.configChanged(), { ...ready, config: { title: "that way" } });
    assert.match(readFileSync(file, "utf8"), /"that way"/);
    assert.equal((await context.supervisor("signpost")).processes.length, 2);
  });

  it("leaves file and server alone, when neither has to change", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("signpost"), { containers: { signpost } });
    const { mtimeMs } = statSync(file);
    await context.run(context.on.updateStatus(), ready);
    assert.equal(statSync(file).mtimeMs, mtimeMs);
    assert.equal((await context.supervisor("signpost")).processes.length, 1);
  });

  it("puts right what somebody else has written", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    const ready = await context.run(context.on.pebbleReady("signpost"), { containers: { signpost } });
    writeFileSync(file, "not what the charm wants");
    await context.run(context.on.updateStatus(), ready);
    assert.match(readFileSync(file, "utf8"), /"this way"/);
  });

  it("is blocked and says why, when the file cannot be there", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    writeFileSync(file, "");
    const out = await context.run(context.on.configChanged(), {
      config: { "config-file": "/etc/signpost/signpost.json/no-folder" },
      containers: { signpost },
    });
    assert.ok(out.unitStatus instanceof BlockedStatus);
    assert.match(out.unitStatus.message, /^config-file: .*not a directory/);
  });

  it("waits for a container that is not there yet", async () => {
    using context = new Context(SignpostCharm, { charmDir });
    const out = await context.run(context.on.install(), { containers: { signpost: { canConnect: false } } });
    assert.deepEqual(out.unitStatus, new WaitingStatus("waiting for the container"));
  });
});
