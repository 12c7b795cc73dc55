import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChangeError } from "@cobble/client";
import { Supervisor } from "@cobble/testing";
import { replan, web } from "./replan.ts";

describe("services of a supervisor in memory", () => {
  it("run after a layer and a replan, without any process of this machine", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    const [info] = await supervisor.client.services.list(["web"]);
    assert.equal(info?.current, "active");
    const { command, environment } = supervisor.process("web");
    assert.deepEqual(command, ["web", "--port", "80"]);
    assert.match(environment["PATH"] ?? "", /\/usr\/bin/);
  });

  it("are restarted by a replan when their configuration has changed, and only then", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    await replan(supervisor, web);
    assert.equal(supervisor.processes.length, 1);
    await replan(supervisor, web.replace("80", "81"));
    assert.deepEqual(supervisor.process("web").command, ["web", "--port", "81"]);
    assert.equal(supervisor.processes[0]?.isRunning, false);
  });

  it("come back after the back-off when they fail, as the test moves the clock", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    supervisor.process("web").exit(3);
    await supervisor.clock.advance(100);
    const [waiting] = await supervisor.client.services.list(["web"]);
    assert.equal(waiting?.current, "backoff");
    await supervisor.clock.advance(500);
    const [again] = await supervisor.client.services.list(["web"]);
    assert.equal(again?.current, "active");
    assert.equal(supervisor.processes.length, 2);
  });

  it("that end at once fail the change, with what they wrote", async () => {
    await using supervisor = new Supervisor();
    supervisor.onStart("web", (process) => {
      process.write("no such database\n");
      process.exit(1);
    });
    await assert.rejects(replan(supervisor, web), (error: ChangeError) => {
      assert.ok(error instanceof ChangeError);
      assert.match(error.change.tasks?.[0]?.log?.join("\n") ?? "", /no such database/);
      return true;
    });
  });

  it("that ignore SIGTERM are killed after the kill delay, which takes no time", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    const process = supervisor.process("web");
    process.ignore("SIGTERM");
    await supervisor.client.changes.waitDone(await supervisor.client.services.stop(["web"]), {
      timeoutMs: 30_000,
    });
    assert.deepEqual(process.signals, ["SIGTERM", "SIGKILL"]);
  });

  it("are sent signals, and note those that do not end them", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    await supervisor.client.signals.send("SIGHUP", ["web"]);
    assert.deepEqual(supervisor.process("web").signals, ["SIGHUP"]);
  });

  it("have logs, which can be followed", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    supervisor.process("web").write("one\ntwo\n");
    const lines: string[] = [];
    for await (const { message } of supervisor.client.logs.read({ follow: true, n: "all" })) {
      lines.push(message);
      if (lines.length === 2) supervisor.process("web").write("three\n");
      if (lines.length === 3) break;
    }
    assert.deepEqual(lines, ["one", "two", "three"]);
  });
});
