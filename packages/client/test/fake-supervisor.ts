import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { type Client, createClient } from "../src/index.ts";

/** A request as the fake supervisor saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers one request. */
export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server on a Unix socket that answers as a test tells it. */
export interface FakeSupervisor extends AsyncDisposable {
  readonly socketPath: string;
  readonly client: Client;
  readonly seen: readonly SeenRequest[];
  /** Websockets by the last part of their path, as they were opened. */
  readonly sockets: ReadonlyMap<string, WebSocket>;
}

/** The envelope of a good answer. */
export const sync =
  (result: unknown): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: "sync", "status-code": 200, status: "OK", result }));
  };

/** The envelope of a change that was accepted. */
export const accepted =
  (change: string, result: unknown = null): Answer =>
  (_request, response) => {
    response.writeHead(202, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: "async", "status-code": 202, status: "Accepted", change, result }));
  };

/** The envelope of an error. */
export const failure =
  (
    status: number,
    result: { readonly message: string; readonly kind?: string; readonly value?: unknown },
  ): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: "error", "status-code": status, status: "", result }));
  };

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("latin1");
};

const acceptWebSockets = (server: Server): Map<string, WebSocket> => {
  const sockets = new Map<string, WebSocket>();
  const webSockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.set(request.url?.split("/").at(-1) ?? "", opened);
    });
  });
  return sockets;
};

/**
 * Starts a fake supervisor.
 * @param answers by `METHOD PATH` without the query
 */
export const startFakeSupervisor = async (
  answers: Readonly<Record<string, Answer>>,
): Promise<FakeSupervisor> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-client-"));
  const socketPath = join(folder, "s.sock");
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const answerTo = async (body: string): Promise<void> => {
      const { method = "", url = "", headers } = request;
      const entry = { method, url, headers, body };
      seen.push(entry);
      const answer = answers[`${method} ${url.split("?")[0]}`] ?? failure(404, { message: "no such answer" });
      await answer(entry, response);
    };
    // A client that hangs up in the middle of its request gets no answer.
    readBody(request).then(answerTo, () => response.destroy());
  });
  const sockets = acceptWebSockets(server);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    client: createClient({ socketPath }),
    seen,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.values()) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
};
