import { chmodSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { AccessLevel } from "@cobble/wire";
import type { ApiRequest, ApiResponse, Caller } from "../api/request.ts";
import { peerUid } from "./libc.ts";

/** What answers the requests that a listener accepts. */
export interface HttpHandlers {
  /** The level of a peer on the Unix socket. */
  accessOf(uid: number | undefined): AccessLevel;
  answer(request: ApiRequest): Promise<ApiResponse>;
  /** A websocket wants to be opened; whoever takes it owns the socket. */
  upgrade(request: ApiRequest, raw: RawUpgrade): Promise<void>;
}

/** What is needed to turn an HTTP connection into a websocket. */
export interface RawUpgrade {
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Accepts connections until it is closed. */
export interface HttpListener {
  /** The port, for a TCP listener. */
  readonly port: number | undefined;
  /** Stops accepting, and cuts what is still open. */
  close(): Promise<void>;
}

/** Where to listen. */
export type HttpAddress =
  | { readonly transport: "unix"; readonly path: string }
  | { readonly transport: "http"; readonly host: string | undefined; readonly port: number };

const splitUrl = (url: string): readonly [path: string, query: string] => {
  const mark = url.indexOf("?");
  return mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
};

/** What a client's going away is seen on. */
interface Closeable {
  readonly destroyed: boolean;
  once(event: "close", listener: () => void): unknown;
}

/** A signal that aborts when the connection closes. Made when first asked for: most requests never look. */
const signalOfClose = (connection: Closeable): AbortSignal => {
  const cancel = new AbortController();
  if (connection.destroyed) cancel.abort();
  else connection.once("close", () => cancel.abort());
  return cancel.signal;
};

const toRequest = (message: IncomingMessage, caller: Caller, connection: Closeable): ApiRequest => {
  const [path, search] = splitUrl(message.url ?? "/");
  let query: URLSearchParams | undefined;
  let signal: AbortSignal | undefined;
  return {
    method: message.method ?? "GET",
    path,
    url: () => message.url ?? "/",
    query: () => {
      query ??= new URLSearchParams(search);
      return query;
    },
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: message,
    caller,
    get signal() {
      signal ??= signalOfClose(connection);
      return signal;
    },
  };
};

const send = async (response: ServerResponse, answer: ApiResponse): Promise<void> => {
  const headers: Record<string, string | number> = {};
  if (answer.contentType !== undefined) headers["Content-Type"] = answer.contentType;
  if (typeof answer.body === "string" || answer.body instanceof Uint8Array) {
    headers["Content-Length"] = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    return;
  }
  // The head goes out with the first bytes: a follower of logs sees nothing before the first line.
  let started = false;
  for await (const chunk of answer.body) {
    if (!started) response.writeHead(answer.status, headers);
    started = true;
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  if (!started) response.writeHead(answer.status, headers);
  response.end();
};

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });

const listen = (server: Server, address: HttpAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    const ready = (): void => {
      server.off("error", reject);
      resolve();
    };
    if (address.transport === "unix") server.listen(address.path, ready);
    else
      server.listen(
        { port: address.port, ...(address.host === undefined ? {} : { host: address.host }) },
        ready,
      );
  });

/** The descriptor under a socket; Node and Bun both keep it on the handle, neither documents it. */
const descriptorOf = (socket: Socket): number | undefined =>
  (socket as { readonly _handle?: { readonly fd?: number } })._handle?.fd;

/**
 * Listens at an address and answers with `handlers`.
 * @throws {Error} what the operating system says when the address cannot be had
 */
export const listenHttp = async (address: HttpAddress, handlers: HttpHandlers): Promise<HttpListener> => {
  const callers = new WeakMap<object, Caller>();
  const sockets = new Set<Socket>();
  const stranger: Caller = { transport: address.transport, uid: undefined, access: "untrusted" };
  const callerOf = (message: IncomingMessage): Caller => callers.get(message.socket) ?? stranger;

  const http = createHttpServer((message, response) => {
    const request = toRequest(message, callerOf(message), response);
    handlers
      .answer(request)
      .then((answer) => send(response, answer))
      // Only the transport can fail here: the router answers every error of a handler.
      .catch(() => response.destroy());
  });
  http.on("upgrade", (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const request = toRequest(message, callerOf(message), socket);
    handlers.upgrade(request, { message, socket, head }).catch(() => socket.destroy());
  });
  // A client may keep a connection open as long as it likes: a log follower or a long poll is idle for hours.
  http.requestTimeout = 0;
  http.headersTimeout = 60_000;
  http.keepAliveTimeout = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (address.transport === "unix") {
      const fd = descriptorOf(socket);
      const uid = fd === undefined ? undefined : peerUid(fd);
      callers.set(socket, { transport: "unix", uid, access: handlers.accessOf(uid) });
    }
    http.emit("connection", socket);
  });
  await listen(server, address);
  // Everyone may connect; who they are, by the kernel's word, decides what they may do.
  if (address.transport === "unix") chmodSync(address.path, 0o666);
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
