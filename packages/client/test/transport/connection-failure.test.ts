import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ConnectionError, createClient, InterruptError } from "../../src/index.ts";

const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-client-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe("a connection that fails", () => {
  it("names the socket that is missing, and what was asked", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "no.sock");
      await assert.rejects(createClient({ socketPath }).services.list(["a b"]), (error) => {
        assert.ok(error instanceof ConnectionError);
        assert.equal(
          error.message,
          `cannot communicate with server: Get "http://localhost/v1/services?names=a+b": socket "${socketPath}" not found`,
        );
        assert.equal(error.unreachable, true);
        return true;
      });
    }));

  it("says that nobody listens on a socket that is there", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "s.sock");
      await writeFile(socketPath, "");
      await assert.rejects(createClient({ socketPath }).services.start(["a"]), {
        message: `cannot communicate with server: Post "http://localhost/v1/services": dial unix ${socketPath}: connect: connection refused`,
      });
    }));

  it("says that nobody listens on a port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    await new Promise((resolve) => server.close(resolve));
    const client = createClient({ baseUrl: `http://127.0.0.1:${address.port}` });
    await assert.rejects(client.health.get(), {
      message: `cannot communicate with server: Get "http://127.0.0.1:${address.port}/v1/health": dial tcp 127.0.0.1:${address.port}: connect: connection refused`,
    });
  });

  it("is tried again, reads and others alike, while too many others wait", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "s.sock");
      const server = createServer((request, response) => {
        const result = request.method === "GET" ? [] : null;
        response.end(JSON.stringify({ type: "async", "status-code": 202, status: "", change: "1", result }));
      });
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      const { services } = createClient({ socketPath });
      // More than wait at a time here: that is 512.
      const burst = Array.from({ length: 280 }, () => [services.list(), services.start(["a"])]).flat();
      try {
        assert.equal((await Promise.all(burst)).filter((answer) => answer === "1").length, 280);
      } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    }));

  it("is what the user's interrupt looks like; other reasons to abort come back as they are", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "s.sock");
      const server = createServer(() => undefined);
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      const { plan } = createClient({ socketPath });
      const abortWith = async (reason: Error): Promise<string> => {
        const stop = new AbortController();
        const asked = plan.get({ signal: stop.signal });
        stop.abort(reason);
        return asked.then(String, (error: Error) => error.message);
      };
      assert.equal(
        await abortWith(new InterruptError()),
        'cannot communicate with server: Get "http://localhost/v1/plan?format=yaml": interrupt signal received',
      );
      assert.equal(await abortWith(new Error("enough")), "enough");
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }));

  it("says EOF when the other side hangs up instead of answering", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "s.sock");
      const server = createServer((request) => request.socket.destroy());
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      await assert.rejects(createClient({ socketPath }).plan.get(), {
        message: 'cannot communicate with server: Get "http://localhost/v1/plan?format=yaml": EOF',
      });
      await new Promise((resolve) => server.close(resolve));
    }));

  it("is tried again for a GET until somebody listens, within the time given", () =>
    withFolder(async (folder) => {
      const socketPath = join(folder, "s.sock");
      const waiting = createClient({ socketPath, retryMs: 10_000 }).health.get();
      const server = createServer((_request, response) => {
        response.end('{"type":"sync","status-code":200,"status":"OK","result":{"healthy":true}}');
      });
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      assert.equal(await waiting, true);
      await new Promise((resolve) => server.close(resolve));
    }));

  it("is not tried again for a POST", () =>
    withFolder(async (folder) => {
      const client = createClient({ socketPath: join(folder, "no.sock"), retryMs: 60_000 });
      await assert.rejects(client.services.replan(), ConnectionError);
    }));
});
