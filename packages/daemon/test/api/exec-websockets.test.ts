import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { connect } from "node:net";
import { begin, sh } from "../commands.ts";
import { type Listening, startListening } from "../listening.ts";

let server: Listening;

beforeEach(async () => {
  server = await startListening();
});
afterEach(() => server[Symbol.asyncDispose]());

describe("the websockets of a command", () => {
  it("are refused when there is no such task or channel, or it is taken", async () => {
    const { taskId, control } = await begin(server, "read line");
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

  it("stand in the log of requests, those that are refused with the reason", async () => {
    const { taskId, change, control } = await begin(server, "true");
    await server.ready(change);
    const again = await server.start({ command: sh("sleep 1000") });
    await server.open(again.taskId, "nope").catch(() => undefined);
    await server.open("999", "stdio").catch(() => undefined);
    const lines = server.log.map((line) => line.replace(/ [\d.]+(?:µs|ms|s) /, " T "));
    expect(lines).toContain(`GET /v1/tasks/${taskId}/websocket/control T 200 (http+unix)`);
    expect(lines).toContain(`GET /v1/tasks/${taskId}/websocket/stdio T 200 (http+unix)`);
    expect(lines).toContain(`Websocket ${again.taskId}: cannot find nope websocket`);
    expect(lines).toContain(`GET /v1/tasks/${again.taskId}/websocket/nope T 404 (http+unix)`);
    expect(lines).toContain('Websocket: cannot find task "999"');
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
    const { change, control, stdio } = await begin(server, "echo started; exec sleep 60");
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
