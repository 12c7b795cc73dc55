import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { execEndFrame } from "@cobble/wire";
import { createFakeClock } from "../fake-clock.ts";
import { collect, type Listening, startListening } from "../listening.ts";
import { until } from "../until.ts";

const isRoot = process.getuid?.() === 0;

let server: Listening;

beforeEach(async () => {
  server = await startListening();
});
afterEach(() => server[Symbol.asyncDispose]());

const sh = (script: string): string[] => ["sh", "-c", script];

/** Starts a command with its websockets, and leaves it running. */
const begin = async (script: string) => {
  const { taskId, change } = await server.start({ command: sh(script) });
  const control = await server.open(taskId, "control");
  const stdio = await server.open(taskId, "stdio");
  return { taskId, change, control, stdio };
};

const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    // There is no such process any more.
    return false;
  }
};

/** How many ends of pipes this process has open. */
const openPipes = (): number =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith("pipe:");
    } catch {
      // The descriptor by which the folder was read.
      return false;
    }
  }).length;

const pidIn = async (name: string): Promise<number> => {
  const path = join(server.directory, name);
  await until("the file is written", () => existsSync(path) && readFileSync(path, "utf8").endsWith("\n"));
  return Number(readFileSync(path, "utf8"));
};

describe("a command", () => {
  it("passes its input, output and exit code", async () => {
    const ran = await server.run({ command: sh("cat; echo done >&2; exit 3") }, "given\n");
    expect(ran).toMatchObject({ output: "given\ndone\n", errors: "", exitCode: 3 });
    expect(ran.change).toMatchObject({
      kind: "exec",
      summary: 'Execute command "sh"',
      status: "Done",
      ready: true,
    });
    expect(ran.task).toMatchObject({ kind: "exec", summary: 'Execute command "sh"', status: "Done" });
  });

  it("has its errors apart when asked to", async () => {
    const ran = await server.run({ command: sh("echo out; echo err >&2"), "split-stderr": true });
    expect(ran).toMatchObject({ output: "out\n", errors: "err\n", exitCode: 0 });
  });

  it("killed by a signal ends with 128 and its number", async () => {
    expect((await server.run({ command: sh("kill -9 $$") })).exitCode).toBe(137);
  });

  it("has no output before its background children have closed it", async () => {
    expect((await server.run({ command: sh("(sleep 0.1; echo late) & echo early") })).output).toBe(
      "early\nlate\n",
    );
  });

  it("has real pipes: it may open /dev/stdin and /dev/stdout", async () => {
    expect((await server.run({ command: sh("cat /dev/stdin > /dev/stdout") }, "through")).output).toBe(
      "through",
    );
  });

  it("leads a session of its own and inherits no descriptor", async () => {
    const { output } = await server.run({
      command: sh("ls /proc/self/fd | wc -l; cut -d' ' -f5,6 /proc/$$/stat; echo $$"),
    });
    const [descriptors, group, pid] = output.trim().split("\n");
    // Its three, and the one that ls itself opens.
    expect(descriptors?.trim()).toBe("4");
    expect(group).toBe(`${pid} ${pid}`);
  });

  it("that does not read its input is not held up by it", async () => {
    expect((await server.run({ command: ["true"] }, "x".repeat(4_000_000))).exitCode).toBe(0);
  });

  it("runs in HOME unless told otherwise, with PATH, USER and LANG filled in", async () => {
    const { output } = await server.run({
      command: sh("pwd; echo $HOME; echo $LANG; echo $X"),
      environment: { X: "y" },
    });
    expect(output).toBe(`${server.directory}\n${server.directory}\nC.UTF-8\ny\n`);
    const elsewhere = await server.run({ command: ["pwd"], "working-dir": "/" });
    expect(elsewhere.output).toBe("/\n");
  });

  it.skipIf(!isRoot)("runs as another user, with that one's HOME and groups", async () => {
    const ran = await server.run({ command: sh("id -u; id -G; echo $HOME $USER"), user: "daemon" });
    expect(ran.output).toBe("1\n1\n/usr/sbin daemon\n");
  });

  it("that is not connected gives up after five seconds", async () => {
    const clock = createFakeClock();
    await using other = await startListening({ clock });
    const { change } = await other.start({ command: ["true"] });
    await clock.advance(5000);
    const info = await other.ready(change);
    const text = "timeout waiting for websocket connections: context deadline exceeded";
    expect(info.err).toEndWith(`(exec ${info.tasks?.[0]?.id}: ${text})`);
    expect(clock.pending()).toBe(1);
  });

  it("starts without a control websocket, and may get one later", async () => {
    const { taskId, change } = await server.start({ command: sh("echo started; exec sleep 60") });
    const stdio = await server.open(taskId, "stdio");
    await new Promise((resolve) => stdio.once("message", resolve));
    const control = await server.open(taskId, "control");
    control.send('{"command":"signal","signal":{"name":"SIGTERM"}}');
    expect((await server.ready(change)).tasks?.[0]?.data?.["exit-code"]).toBe(143);
  });
});

describe("an exec request", () => {
  it("is refused with the reference's words", async () => {
    const file = join(server.directory, "file");
    writeFileSync(file, "", { mode: 0o644 });
    const cases: readonly (readonly [unknown, number, string])[] = [
      ["", 400, "cannot decode request body: EOF"],
      ["null", 400, "must specify command"],
      [{ command: [] }, 400, "must specify command"],
      [{ command: ["no-such-program"] }, 400, 'cannot find executable "no-such-program"'],
      [{ command: [""] }, 400, 'cannot find executable ""'],
      [{ command: ["/"] }, 400, 'cannot find executable "/"'],
      [{ command: [file] }, 400, `cannot find executable "${file}"`],
      [{ command: ["true"], timeout: "soon" }, 400, 'invalid timeout: time: invalid duration "soon"'],
      [{ command: ["true"], "service-context": "x" }, 400, 'context service "x" not found'],
      [{ command: ["true"], user: "nosuchuser" }, 400, "user: unknown user nosuchuser"],
      [{ command: ["true"], "user-id": 54_321 }, 400, "user: unknown userid 54321"],
      [{ command: ["true"], "group-id": 1 }, 400, "must specify user, not just group"],
      [
        { command: ["true"], "working-dir": "/no" },
        500,
        'cannot call exec: working directory "/no" does not exist',
      ],
      [
        { command: ["true"], "working-dir": file },
        500,
        `cannot call exec: working directory "${file}" not a directory`,
      ],
      [
        { command: ["true"], environment: { HOME: "/no" } },
        500,
        'cannot call exec: home directory "/no" does not exist',
      ],
      [
        { command: ["true"], interactive: true },
        500,
        "cannot call exec: cannot use interactive mode without a terminal",
      ],
    ];
    for (const [body, status, message] of cases) {
      const answer = await server.post("/v1/exec", body);
      expect({ status: answer.status, result: answer.result }).toEqual({ status, result: { message } });
    }
    expect(server.engine.list()).toEqual([]);
  });

  it("answers with the environment and directory that the command will have", async () => {
    const { result } = await server.post("/v1/exec", { command: ["true"], environment: { A: "b" } });
    expect(result).toMatchObject({
      "working-dir": server.directory,
      environment: { A: "b", HOME: server.directory },
    });
  });

  it("takes what it does not say from the context of a service", async () => {
    await using other = await startListening({
      serviceContext: (name) =>
        name === "web" ? { environment: { A: "service", B: "service" }, workingDir: "/usr" } : undefined,
    });
    const context = { "service-context": "web", environment: { A: "request" } };
    expect((await other.run({ command: sh("pwd; echo $A $B"), ...context })).output).toBe(
      "/usr\nrequest service\n",
    );
    expect((await other.run({ command: ["pwd"], "working-dir": "/", ...context })).output).toBe("/\n");
  });

  it("with a NUL in a word or a variable fails in its task", async () => {
    const failed = await server.run({ command: ["true", "a\0b"] });
    expect(failed.exitCode).toBe(-1);
    expect(failed.task).toMatchObject({ status: "Error" });
    expect(failed.change.err).toEndWith("true: invalid argument)");
    const variable = await server.run({ command: ["true"], environment: { A: "\0" } });
    expect(variable.change.err).toEndWith("(exec: environment variable contains NUL)");
  });
});

describe("the websockets of a command", () => {
  it("are refused when there is no such task or channel, or it is taken", async () => {
    const { taskId, control } = await begin("read line");
    const refusal = (id: string, channel: string) =>
      server.open(id, channel).then(
        () => "opened",
        (error: Error) => `${error.message.slice(0, 3)} ${JSON.parse(error.message.slice(4)).result.message}`,
      );
    expect(await refusal("999", "stdio")).toBe('404 cannot find task "999"');
    expect(await refusal(taskId, "nope")).toBe(`404 cannot find nope websocket for task "${taskId}"`);
    expect(await refusal(taskId, "stderr")).toBe(`404 cannot find stderr websocket for task "${taskId}"`);
    expect(await refusal(taskId, "stdio")).toBe("500 stdio websocket already connected");
    expect(await refusal(taskId, "control")).toBe("500 control websocket already connected");
    expect(await refusal("..", "x/y")).toBe("404 invalid API endpoint requested");
    control.terminate();
  });

  it("are for admins only", async () => {
    await using other = await startListening({ access: "read" });
    expect(other.open("1", "stdio")).rejects.toThrow("401");
  });

  it("asked for without an upgrade are refused", async () => {
    const { taskId } = await server.start({ command: sh("sleep 1000") });
    expect((await server.send("GET", `/v1/tasks/${taskId}/websocket/stdio`)).status).toBe(400);
    expect((await server.send("GET", "/v1/tasks/77/websocket/stdio")).status).toBe(404);
  });

  it("that break the protocol end the input of the command", async () => {
    const { taskId, change } = await server.start({ command: sh("cat; exit 4") });
    const control = await server.open(taskId, "control");
    const raw = connect(server.socketPath);
    raw.write(
      `GET /v1/tasks/${taskId}/websocket/stdio HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    );
    await new Promise((resolve) => raw.once("data", resolve));
    // A frame of a kind that there is none of.
    raw.write(Buffer.from([0x83, 0x80, 0, 0, 0, 0]));
    expect((await server.ready(change)).tasks?.[0]?.data?.["exit-code"]).toBe(4);
    control.terminate();
    raw.destroy();
  });

  it("pass garbage on control over, and go on", async () => {
    const { change, control, stdio } = await begin("echo started; exec sleep 60");
    await new Promise((resolve) => stdio.once("message", resolve));
    for (const text of [
      "x",
      "{}",
      '{"command":"signal","signal":{"name":"SIGNOPE"}}',
      '{"command":"resize"}',
    ])
      control.send(text);
    control.send('{"command":"signal","signal":{"name":"SIGUSR1"}}');
    expect((await server.ready(change)).tasks?.[0]?.data?.["exit-code"]).toBe(138);
    expect(server.log.join()).toMatch(/Exec \d+: forwarded signal SIGUSR1 to PID \d+/);
  });
});

describe("the end of a command", () => {
  it("comes at its timeout, for all of its group", async () => {
    const script = `sleep 60 & echo $! > child; echo before; wait`;
    const ran = await server.run({ command: sh(script), timeout: "300ms" });
    expect(ran).toMatchObject({ output: "before\n", exitCode: -1 });
    expect(ran.task.log?.[0]).toEndWith("ERROR timed out after 300ms: context deadline exceeded");
    const child = await pidIn("child");
    await until("the child is gone", () => !isAlive(child));
  });

  it("comes when its client goes away", async () => {
    const { change, control, stdio } = await begin("echo $$ > self; sleep 60 & echo $! > child; wait");
    const pids = [await pidIn("self"), await pidIn("child")];
    control.terminate();
    stdio.terminate();
    expect((await server.ready(change)).tasks?.[0]).toMatchObject({
      status: "Done",
      data: { "exit-code": 137 },
    });
    await until("the processes are gone", () => !pids.some(isAlive));
  });

  it("comes when its change is aborted", async () => {
    const { change, stdio } = await begin("trap '' TERM; echo started; sleep 60");
    await new Promise((resolve) => stdio.once("message", resolve));
    await server.post(`/v1/changes/${change}`, { action: "abort" });
    expect((await server.ready(change)).tasks?.[0]).toMatchObject({
      status: "Done",
      data: { "exit-code": 137 },
    });
  });

  it("comes when the daemon stops", async () => {
    await begin("echo $$ > self; sleep 60");
    const pid = await pidIn("self");
    server.engine.stop();
    await until("the process is gone", () => !isAlive(pid));
  });

  it("comes although a process that left its group holds the output open", async () => {
    const script = "setsid sh -c 'echo $$ > left; exec sleep 60' & sleep 60";
    const ran = await server.run({ command: sh(script), timeout: "300ms" });
    expect(ran.task.status).toBe("Error");
    process.kill(await pidIn("left"));
  });

  it("comes although its client takes nothing", async () => {
    const { taskId, change } = await server.start({ command: sh("yes"), timeout: "300ms" });
    await server.open(taskId, "control");
    (await server.open(taskId, "stdio")).pause();
    expect((await server.ready(change)).status).toBe("Error");
  });

  it("is the broken pipe of one that writes to a client without stdio", async () => {
    const { change, stdio } = await begin("while [ ! -e go ]; do sleep 0.02; done; exec yes");
    stdio.terminate();
    await new Promise((resolve) => stdio.once("close", resolve));
    writeFileSync(join(server.directory, "go"), "");
    expect((await server.ready(change)).tasks?.[0]?.data?.["exit-code"]).toBe(141);
  });
});

describe("much output and input", () => {
  it("waits for a client that does not read, and is all there in the end", async () => {
    const bytes = 64 * 1024 * 1024;
    const { stdio, change } = await begin(`head -c ${bytes} /dev/zero; echo > written`);
    stdio.pause();
    // Other commands run meanwhile, and while they do this one would have been done long ago.
    for (let index = 0; index < 10; index++) await server.run({ command: ["true"] });
    expect(existsSync(join(server.directory, "written"))).toBe(false);
    const text = collect(stdio);
    stdio.resume();
    expect((await text).length).toBe(bytes);
    await server.ready(change);
  });

  it("waits for a command that does not read, and is all there in the end", async () => {
    const { stdio, change } = await begin("while [ ! -e go ]; do sleep 0.02; done; wc -c");
    const block = Buffer.alloc(1024 * 1024);
    for (let index = 0; index < 64; index++) stdio.send(block);
    stdio.send(execEndFrame);
    for (let index = 0; index < 10; index++) await server.run({ command: ["true"] });
    expect(stdio.bufferedAmount).toBeGreaterThan(32 * block.length);
    writeFileSync(join(server.directory, "go"), "");
    expect((await collect(stdio)).trim()).toBe(String(64 * block.length));
    await server.ready(change);
  });
});

describe("many commands", () => {
  it("run at once, each with its own output, and leave no descriptor behind", async () => {
    const before = openPipes();
    const all = Array.from({ length: 100 }, (_, index) =>
      server.run({ command: sh(`cat; exit ${index}`) }, `input ${index}`),
    );
    const ran = await Promise.all(all);
    expect(ran.map(({ output, exitCode }) => ({ output, exitCode }))).toEqual(
      ran.map((_, index) => ({ output: `input ${index}`, exitCode: index })),
    );
    await until("the pipes are closed", () => openPipes() <= before);
  });
});
