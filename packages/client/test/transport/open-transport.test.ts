import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { WebSocketServer } from "ws";
import { openTransport } from "../../src/index.ts";

/** A server on a socket of its own, which notes what it is asked and says what it heard. */
const listen = async () => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-client-"));
  const socketPath = join(folder, "socket");
  const asked: IncomingMessage[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, request) => {
    asked.push(request);
    socket.send("hello");
  });
  await new Promise<void>((resolve) => {
    server.listen(socketPath, resolve);
  });
  return {
    socketPath,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
};

const firstOf = async <T>(items: AsyncIterable<T>): Promise<T | undefined> => {
  for await (const item of items) return item;
  return undefined;
};

describe("a websocket of a transport", () => {
  it("carries the headers of its request beside those of the address", async () => {
    await using server = await listen();
    const transport = openTransport({
      socketPath: server.socketPath,
      basic: { name: "amy", password: "secret" },
    });
    const headers = { traceparent: "00-1-2-01" };
    const stream = await transport.connectWebSocket({ target: "/v1/tasks/1/websocket/stdio", headers });
    const first = await firstOf(stream.messages());
    stream.close();
    assert.equal(first, "hello");
    const [request] = server.asked;
    assert.equal(request?.url, "/v1/tasks/1/websocket/stdio");
    assert.equal(request.headers["traceparent"], "00-1-2-01");
    assert.equal(request.headers.authorization, `Basic ${btoa("amy:secret")}`);
  });
});
