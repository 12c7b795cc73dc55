import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import type { ApiResponse, ArrivedRequest, Peer, UpgradeOffer } from "../api/request.ts";
import { readTarget } from "../request-target.ts";
import { type Closeable, toRequest } from "./http-request.ts";
import { refuse, refuseUpgrade, send } from "./http-response.ts";

/** What answers the requests that a listener accepts. */
export interface HttpHandlers {
  answer(request: ArrivedRequest): Promise<ApiResponse>;
  /** A client wants to speak another protocol; whoever takes it owns the socket, or declines. */
  upgrade(request: ArrivedRequest, offer: UpgradeOffer): Promise<void>;
}

/** Speaks HTTP on connections that somebody else has accepted. */
export interface Http {
  /** @param peer whom it is with */
  accept(socket: Duplex, peer: Peer): void;
}

/**
 * How long the head of a request may be: a client may ask for a thousand services by name.
 * @source pebble 1.32, seen: a head of 200,000 bytes is served, one of 1,100,000 refused
 */
export const maxHeaderSize = 1024 * 1024;

/** The head of a request as it came, but for its spaces. */
const headOf = (message: IncomingMessage): string => {
  const { rawHeaders: raw } = message;
  const lines = [`${message.method} ${message.url} HTTP/${message.httpVersion}`];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push(`${raw[index]}: ${raw[index + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
};

/** An HTTP server for connections that are handed to it. */
const createParser = (answer: (message: IncomingMessage, response: ServerResponse) => void): HttpServer => {
  const http = createHttpServer({ maxHeaderSize }, answer);
  // Who has said that no more comes still gets the answer.
  Object.assign(http, { httpAllowHalfOpen: true });
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

/** Whoever is not known to have been accepted may nothing. */
const stranger: Peer = { transport: "http" };

/** Makes an HTTP server that listens nowhere, and answers with `handlers`. */
export const createHttp = (handlers: HttpHandlers): Http => {
  const peers = new WeakMap<object, Peer>();
  const peerOf = (message: IncomingMessage): Peer => peers.get(message.socket) ?? stranger;

  const read = (message: IncomingMessage, connection: Closeable): ArrivedRequest | undefined => {
    const target = readTarget(message.url ?? "/");
    const { socket } = message;
    return target && toRequest(message, { target, peer: peerOf(message), connection, socket });
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
  // Loaded with the first command, and once: nothing else of the daemon needs websockets.
  let websockets: Promise<typeof import("./websocket.ts")> | undefined;
  const loadWebsockets = (): Promise<typeof import("./websocket.ts")> => {
    websockets ??= import("./websocket.ts");
    return websockets;
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
    const accept = async () => (await loadWebsockets()).acceptWebsocket({ message, socket, head });
    const offer: UpgradeOffer = { accept, refuse: (answered) => refuseUpgrade(socket, answered), decline };
    handlers.upgrade(request, offer).catch(() => socket.destroy());
  });
  return {
    accept: (socket, peer) => {
      peers.set(socket, peer);
      http.emit("connection", socket);
    },
  };
};
