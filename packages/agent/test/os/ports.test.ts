import { describe, expect, it } from "bun:test";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { findFreePort, isPortFree } from "../../src/os/ports.ts";

const listen = async (host: string): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer().listen({ port: 0, host });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { server, port: address.port };
};

describe("isPortFree", () => {
  it.each(["127.0.0.1", "0.0.0.0"])("sees a listener on %s, and when it is gone", async (host) => {
    const { server, port } = await listen(host);
    expect(await isPortFree(port)).toBe(false);
    server.close();
    await once(server, "close");
    expect(await isPortFree(port)).toBe(true);
  });
});

describe("findFreePort", () => {
  it("goes past taken and excepted ports", async () => {
    const { server, port } = await listen("127.0.0.1");
    const found = await findFreePort(port, new Set([port + 1]));
    expect(found).toBeGreaterThan(port + 1);
    server.close();
  });

  it("finds none above the highest", async () => {
    expect(await findFreePort(65_536, new Set())).toBeUndefined();
  });
});
