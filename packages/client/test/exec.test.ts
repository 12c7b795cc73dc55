import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APIError, ChangeError } from "../src/index.ts";
import {
  type Answer,
  accepted,
  type FakeSupervisor,
  failure,
  startFakeSupervisor,
  sync,
} from "./fake-supervisor.ts";

const change = (fields: object): object => ({
  id: "1",
  kind: "exec",
  summary: "Execute",
  status: "Done",
  ready: true,
  "spawn-time": "2026-01-01T00:00:00Z",
  ...fields,
});

const task = (data: object): object => ({
  id: "9",
  kind: "exec",
  summary: "Execute",
  status: "Done",
  progress: { label: "", done: 1, total: 1 },
  "spawn-time": "2026-01-01T00:00:00Z",
  data,
});

const started: Readonly<Record<string, Answer>> = {
  "POST /v1/exec": accepted("1", { "task-id": "9" }),
  "GET /v1/changes/1/wait": sync(change({ tasks: [task({ "exit-code": 3 })] })),
};

const end = '{"command":"end"}';

const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts).toString();
};

const socketOf = ({ sockets }: FakeSupervisor, name: string) => {
  const socket = sockets.get(name);
  assert.ok(socket, `websocket ${name} is open`);
  return socket;
};

describe("exec", () => {
  it("sends what was asked for, and nothing that was not", async () => {
    await using supervisor = await startFakeSupervisor(started);
    await supervisor.client.exec.start(["ls", "-l"], {
      environment: { A: "1" },
      timeoutMs: 90_000,
      userId: 0,
      splitStderr: true,
    });
    assert.deepEqual(JSON.parse(supervisor.seen[0]?.body ?? ""), {
      command: ["ls", "-l"],
      environment: { A: "1" },
      timeout: "1m30s",
      "user-id": 0,
      "split-stderr": true,
    });
    assert.deepEqual(new Set(supervisor.sockets.keys()), new Set(["control", "stderr", "stdio"]));
  });

  it("gives output and errors up to their end, and the exit code", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"], { splitStderr: true });
    const [stdio, stderr] = [socketOf(supervisor, "stdio"), socketOf(supervisor, "stderr")];
    stdio.send(Buffer.from("out"));
    stdio.send(Buffer.from("put"));
    stdio.send(end);
    stderr.send(Buffer.from("error"));
    stderr.send(end);
    assert.ok(process.stderr);
    const seen = await Promise.all([textOf(process.stdout), textOf(process.stderr), process.wait()]);
    assert.deepEqual(seen, ["output", "error", 3]);
  });

  it("has no stderr of its own unless it was asked for", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"]);
    assert.equal(process.stderr, undefined);
    assert.deepEqual(new Set(supervisor.sockets.keys()), new Set(["control", "stdio"]));
  });

  it("sends input in frames of at most 64 KiB, and its end", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"]);
    const frames: (number | string)[] = [];
    const ended = new Promise<void>((resolve) => {
      socketOf(supervisor, "stdio").on("message", (data: Buffer, isBinary) => {
        frames.push(isBinary ? data.length : data.toString());
        if (!isBinary) resolve();
      });
    });
    await process.write("a".repeat(100_000));
    await process.endInput();
    await ended;
    assert.deepEqual(frames, [65_536, 34_464, end]);
  });

  it("sends signals and sizes on the control websocket", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"]);
    const seen: unknown[] = [];
    const both = new Promise<void>((resolve) => {
      socketOf(supervisor, "control").on("message", (data: Buffer) => {
        seen.push(JSON.parse(data.toString()));
        if (seen.length === 2) resolve();
      });
    });
    await process.sendSignal("SIGTERM");
    await process.resize(100, 40);
    await both;
    assert.deepEqual(seen, [
      { command: "signal", signal: { name: "SIGTERM" } },
      { command: "resize", resize: { width: 100, height: 40 } },
    ]);
  });

  it("does not hold more output than a few frames while nobody reads", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"]);
    const stdio = socketOf(supervisor, "stdio");
    const frame = Buffer.alloc(64 * 1024);
    for (let count = 0; count < 400; count += 1) stdio.send(frame);
    stdio.send(end);
    const reader = process.stdout[Symbol.asyncIterator]();
    await reader.next();
    // Most of the 25 MB must still be with the sender: sockets hold a few hundred KB, the client 16 frames.
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(stdio.bufferedAmount > 10_000_000, `${stdio.bufferedAmount} bytes are still with the sender`);
    let total = frame.length;
    for (let next = await reader.next(); !next.done; next = await reader.next()) total += next.value.length;
    assert.equal(total, 400 * frame.length);
  });

  it("closes its output when the reader leaves early", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const process = await supervisor.client.exec.start(["x"]);
    const stdio = socketOf(supervisor, "stdio");
    const closed = new Promise((resolve) => stdio.once("close", resolve));
    stdio.send(Buffer.from("a"));
    for await (const chunk of process.stdout) {
      assert.equal(chunk.length, 1);
      break;
    }
    await closed;
  });

  it("throws the supervisor's error when there is no such program", async () => {
    const answer = failure(400, { message: 'cannot find executable "x"' });
    await using supervisor = await startFakeSupervisor({ "POST /v1/exec": answer });
    await assert.rejects(supervisor.client.exec.start(["x"]), APIError);
  });

  it("throws a ChangeError from wait when the command was killed after its time", async () => {
    const err = 'cannot perform the following tasks:\n- Execute command "x" (timed out after 1s)';
    await using supervisor = await startFakeSupervisor({
      ...started,
      "GET /v1/changes/1/wait": sync(change({ err, status: "Error" })),
    });
    const process = await supervisor.client.exec.start(["x"], { timeoutMs: 1000 });
    await assert.rejects(process.wait(), (error) => error instanceof ChangeError && error.message === err);
  });

  it("closes its websockets when the caller aborts", async () => {
    await using supervisor = await startFakeSupervisor(started);
    const abort = new AbortController();
    const process = await supervisor.client.exec.start(["x"], { signal: abort.signal });
    abort.abort();
    assert.equal(await textOf(process.stdout), "");
  });
});
