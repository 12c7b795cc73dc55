import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { runTcpCheck } from "../../src/os/tcp-check.ts";

const never = new AbortController().signal;

const listen = async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has such an address.
  return { server, port: (server.address() as AddressInfo).port };
};

describe("tcp check", () => {
  test("a port that accepts is well, and the connection is closed again", async () => {
    const { server, port } = await listen();
    const accepted = once(server, "connection");
    expect(await runTcpCheck({ port, host: "" }, never)).toEqual({ type: "ok" });
    const [socket] = await accepted;
    socket.resume();
    await once(socket, "close");
    server.close();
  });

  test("a port where nobody listens refuses", async () => {
    const { server, port } = await listen();
    server.close();
    await once(server, "close");
    expect(await runTcpCheck({ port, host: "" }, never)).toEqual({
      type: "failed",
      message: `dial tcp 127.0.0.1:${port}: connect: connection refused`,
      details: "",
    });
  });

  test("a port that cannot exist is a fault of the check", async () => {
    expect(await runTcpCheck({ port: 70_000, host: "" }, never)).toMatchObject({
      message: "dial tcp: address 70000: invalid port",
    });
  });

  test("a host that is not known is told", async () => {
    const outcome = await runTcpCheck({ port: 1, host: "no-such-host.invalid" }, never);
    expect(outcome).toMatchObject({ type: "failed" });
    expect(JSON.stringify(outcome)).toContain("dial tcp: lookup no-such-host.invalid: ");
  });

  test("a signal that has aborted already ends it", async () => {
    expect(await runTcpCheck({ port: 1, host: "" }, AbortSignal.abort())).toEqual({ type: "aborted" });
  });
});
