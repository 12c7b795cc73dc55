import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Supervisor, UnhandledExecError } from "@cobble/testing";

const collect = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = "";
  for await (const chunk of source) text += Buffer.from(chunk).toString();
  return text;
};

describe("commands in a supervisor in memory", () => {
  it("are what the test's handlers make of them", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec([], { stdout: "anything\n" });
    supervisor.onExec(["cat"], async ({ command, stdin, workingDir }) => ({
      exitCode: 2,
      stdout: `${command.join(" ")} in ${workingDir}: ${await stdin()}`,
      stderr: "warned",
    }));
    const { exec } = supervisor.client;
    const process = await exec.start(["cat", "-"], { splitStderr: true, workingDir: "/srv" });
    await process.write("hello");
    await process.endInput();
    const stderr = process.stderr ?? assert.fail("no stderr");
    const outputs = await Promise.all([collect(process.stdout), collect(stderr), process.wait()]);
    assert.deepEqual(outputs, ["cat - in /srv: hello", "warned", 2]);
    assert.equal(supervisor.execs[0]?.stdin, "hello");
    const other = await exec.start(["ls"]);
    assert.deepEqual(await Promise.all([collect(other.stdout), other.wait()]), ["anything\n", 0]);
  });

  it("run into their timeout on the test's clock", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["sleep"], async ({ sleep }) => {
      await sleep(60_000);
      return {};
    });
    const process = await supervisor.client.exec.start(["sleep", "60"], { timeoutMs: 5000 });
    await assert.rejects(process.wait(), /timed out after 5s/);
    const patient = await supervisor.client.exec.start(["sleep", "60"]);
    assert.equal(await patient.wait(), 0);
  });

  it("are ended by signals", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["serve"], ({ signal }) => {
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve({})));
    });
    const process = await supervisor.client.exec.start(["serve"]);
    await process.sendSignal("SIGTERM");
    assert.equal(await process.wait(), 143);
  });

  it("that nobody handles fail with a list of those that are", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["ls"], {});
    const process = await supervisor.client.exec.start(["rm", "-rf", "/"]);
    await assert.rejects(process.wait(), (error: unknown) => {
      assert.ok(error instanceof UnhandledExecError, String(error));
      assert.match(error.message, /cannot run \["rm","-rf","\/"\].*\["ls"\]/);
      return true;
    });
  });

  it("whose handler throws hand that very error to the test", async () => {
    await using supervisor = new Supervisor();
    const mine = new Error("mine");
    supervisor.onExec(["ls"], () => {
      throw mine;
    });
    const process = await supervisor.client.exec.start(["ls"]);
    await assert.rejects(process.wait(), (error: unknown) => error === mine);
    const next = await supervisor.client.exec.start(["ls"]);
    const both = Promise.all([collect(next.stdout), next.wait()]);
    await assert.rejects(both, (error: unknown) => error === mine);
    // Nobody is left that waits, and so time stands still.
    const at = supervisor.clock.nowMs;
    await supervisor.client.system.info();
    assert.equal(supervisor.clock.nowMs, at);
  });
});
