import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { existsSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execEndFrame } from "@cobble/wire";
import { begin, sh } from "../commands.ts";
import { createFakeClock } from "../fake-clock.ts";
import { collect, type Listening, startListening } from "../listening.ts";
import { until } from "../until.ts";

const isRoot = process.getuid?.() === 0;

let server: Listening;

beforeEach(async () => {
  server = await startListening();
});
afterEach(() => server[Symbol.asyncDispose]());

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

describe("much output and input", () => {
  it("waits for a client that does not read, and is all there in the end", async () => {
    const bytes = 64 * 1024 * 1024;
    const { stdio, change } = await begin(server, `head -c ${bytes} /dev/zero; echo > written`);
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
    const { stdio, change } = await begin(server, "while [ ! -e go ]; do sleep 0.02; done; wc -c");
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
