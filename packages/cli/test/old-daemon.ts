import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A daemon that knows no endpoint: as the reference sees those of ours. */
export interface OldDaemon extends AsyncDisposable {
  /** The environment that leads a command to it. */
  readonly env: Readonly<Record<string, string>>;
  /** What it was asked, as in `GET /v1/plan`. */
  readonly asked: readonly string[];
}

/** Starts one on a socket of its own. */
export const startOldDaemon = async (): Promise<OldDaemon> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-cli-"));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(404, { "content-type": "application/json" });
    const result = { message: "invalid API endpoint requested" };
    response.end(JSON.stringify({ type: "error", "status-code": 404, status: "Not Found", result }));
  });
  const socket = join(folder, "socket");
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    env: { PEBBLE_SOCKET: socket },
    asked,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
};
