import { chmodSync } from "node:fs";
import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ApiResponse, ArrivedRequest, Peer } from "../api/request.ts";
import { readTarget } from "../request-target.ts";
import { type Closeable, toRequest } from "./http-request.ts";
import { peerUid, setBacklog } from "./libc.ts";

/** What answers the requests that a listener accepts. */
export interface HttpHandlers {
  answer(request: ArrivedRequest): Promise<ApiResponse>;
  /** A client wants to speak another protocol; whoever takes it owns the socket, or declines. */
  upgrade(request: ArrivedRequest, raw: RawUpgrade): Promise<void>;
}

/** What is needed to turn an HTTP connection into a websocket. */
export interface RawUpgrade {
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** Answers the request as if it had not asked for another protocol, as HTTP allows. */
  decline(): void;
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

/**
 * How long the head of a request may be: a client may ask for a thousand services by name.
 * @source pebble 1.32, seen: a head of 200,000 bytes is served, one of 1,100,000 refused
 */
const maxHeaderSize = 1024 * 1024;

/** Answers what is no request, in one line of text, and ends the connection. */
const refuse = (socket: Duplex, status: 400 | 431): void => {
  if (!socket.writable) return;
  const line = `${status} ${STATUS_CODES[status]}`;
  socket.end(
    `HTTP/1.1 ${line}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${line}`,
  );
};

/** The head of a request as it came, but for its spaces. */
const headOf = (message: IncomingMessage): string => {
  const { rawHeaders: raw } = message;
  const lines = [`${message.method} ${message.url} HTTP/${message.httpVersion}`];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push(`${raw[index]}: ${raw[index + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
};

const send = async (response: ServerResponse, answer: ApiResponse): Promise<void> => {
  const headers: Record<string, string | number> = {};
  if (answer.location !== undefined) headers["Location"] = answer.location;
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

/** An HTTP server for connections that are handed to it. */
const createParser = (answer: (message: IncomingMessage, response: ServerResponse) => void): HttpServer => {
  const http = createHttpServer({ maxHeaderSize }, answer);
  // A client may keep a connection open as long as it likes: a log follower or a long poll is idle for hours.
  http.requestTimeout = 0;
  http.headersTimeout = 60_000;
  http.keepAliveTimeout = 0;
  http.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    refuse(socket, error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400),
  );
  http.on("connect", (_message: IncomingMessage, socket: Duplex) => refuse(socket, 400));
  return http;
};

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

/** How many connections may wait to be accepted, if the system lets that many: as many as Go asks for. */
const maxWaiting = 4096;

/** The descriptor under a socket; Node and Bun both keep it on the handle, neither documents it. */
const descriptorOf = (socket: Socket | Server): number | undefined =>
  (socket as { readonly _handle?: { readonly fd?: number } })._handle?.fd;

const localPeer = (socket: Socket): Peer => {
  const fd = descriptorOf(socket);
  return { transport: "unix", uid: fd === undefined ? undefined : peerUid(fd) };
};

const remotePeer = ({ remoteAddress = "", remotePort = 0 }: Socket): Peer => {
  const host = remoteAddress.includes(":") ? `[${remoteAddress}]` : remoteAddress;
  return { transport: "http", address: `${host}:${remotePort}` };
};

/**
 * Listens at an address and answers with `handlers`.
 * @throws {Error} what the operating system says when the address cannot be had
 */
export const listenHttp = async (address: HttpAddress, handlers: HttpHandlers): Promise<HttpListener> => {
  const peers = new WeakMap<object, Peer>();
  const sockets = new Set<Socket>();
  const stranger: Peer = { transport: address.transport };
  const peerOf = (message: IncomingMessage): Peer => peers.get(message.socket) ?? stranger;

  const read = (message: IncomingMessage, connection: Closeable): ArrivedRequest | undefined => {
    const target = readTarget(message.url ?? "/");
    return target && toRequest(message, { target, peer: peerOf(message), connection });
  };
  const answer = (message: IncomingMessage, response: ServerResponse): void => {
    const request = read(message, response);
    if (request === undefined) refuse(message.socket, 400);
    else {
      handlers
        .answer(request)
        .then((answered) => send(response, answered))
        // Only the transport can fail here: the router answers every error of a handler.
        .catch(() => response.destroy());
    }
  };
  const http = createParser(answer);
  // What declines another protocol goes on here, where nothing listens for upgrades.
  const plain = createParser(answer);
  http.on("upgrade", (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const request = read(message, socket);
    if (request === undefined) {
      refuse(socket, 400);
      return;
    }
    const decline = (): void => {
      socket.unshift(Buffer.concat([Buffer.from(headOf(message), "latin1"), head]));
      plain.emit("connection", socket);
    };
    handlers.upgrade(request, { message, socket, head, decline }).catch(() => socket.destroy());
  });

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    peers.set(socket, address.transport === "unix" ? localPeer(socket) : remotePeer(socket));
    http.emit("connection", socket);
  });
  await listen(server, address);
  const listening = descriptorOf(server);
  // Bun lets 512 wait, whatever it is told: a burst of more would find the socket unavailable.
  if (listening !== undefined) setBacklog(listening, maxWaiting);
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
