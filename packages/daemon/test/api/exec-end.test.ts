import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { begin, isAlive, pidIn, sh } from "../commands.ts";
import { type Listening, startListening } from "../listening.ts";
import { until } from "../until.ts";

let server: Listening;

beforeEach(async () => {
  server = await startListening();
});
afterEach(() => server[Symbol.asyncDispose]());

describe("the end of a command", () => {
  it("comes at its timeout, for all of its group", async () => {
    const script = `sleep 60 & echo $! > child; echo before; wait`;
    const ran = await server.run({ command: sh(script), timeout: "300ms" });
    expect(ran).toMatchObject({ output: "before\n", exitCode: -1 });
    expect(ran.task.log?.[0]).toEndWith("ERROR timed out after 300ms: context deadline exceeded");
    const child = await pidIn(server, "child");
    await until("the child is gone", () => !isAlive(child));
  });

  it("comes when its client goes away", async () => {
    const { change, control, stdio } = await begin(
      server,
      "echo $$ > self; sleep 60 & echo $! > child; wait",
    );
    const pids = [await pidIn(server, "self"), await pidIn(server, "child")];
    control.terminate();
    stdio.terminate();
    expect((await server.ready(change)).tasks?.[0]).toMatchObject({
      status: "Done",
      data: { "exit-code": 137 },
    });
    await until("the processes are gone", () => !pids.some(isAlive));
  });

  it("comes when its change is aborted", async () => {
    const { change, stdio } = await begin(server, "trap '' TERM; echo started; sleep 60");
    await new Promise((resolve) => stdio.once("message", resolve));
    await server.post(`/v1/changes/${change}`, { action: "abort" });
    expect((await server.ready(change)).tasks?.[0]).toMatchObject({
      status: "Done",
      data: { "exit-code": 137 },
    });
  });

  it("comes when the daemon stops", async () => {
    await begin(server, "echo $$ > self; sleep 60");
    const pid = await pidIn(server, "self");
    server.engine.stop();
    await until("the process is gone", () => !isAlive(pid));
  });

  it("comes although a process that left its group holds the output open", async () => {
    const script = "setsid sh -c 'echo $$ > left; exec sleep 60' & sleep 60";
    const ran = await server.run({ command: sh(script), timeout: "300ms" });
    expect(ran.task.status).toBe("Error");
    process.kill(await pidIn(server, "left"));
  });

  it("comes although its client takes nothing", async () => {
    const { taskId, change } = await server.start({ command: sh("yes"), timeout: "300ms" });
    await server.open(taskId, "control");
    (await server.open(taskId, "stdio")).pause();
    expect((await server.ready(change)).status).toBe("Error");
  });

  it("is the broken pipe of one that writes to a client without stdio", async () => {
    const { change, stdio } = await begin(server, "while [ ! -e go ]; do sleep 0.02; done; exec yes");
    stdio.terminate();
    await new Promise((resolve) => stdio.once("close", resolve));
    writeFileSync(join(server.directory, "go"), "");
    expect((await server.ready(change)).tasks?.[0]?.data?.["exit-code"]).toBe(141);
  });
});
