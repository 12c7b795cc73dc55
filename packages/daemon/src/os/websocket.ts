import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** What is needed to turn an HTTP connection into a websocket. */
export interface RawUpgrade {
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** A websocket that a client has opened. It gives out nothing before it is resumed. */
export interface Connection {
  /** Hears each message; text as its bytes. */
  onMessage(listener: (data: Uint8Array, isBinary: boolean) => void): void;
  pause(): void;
  resume(): void;
  /**
   * Sends a message, a string as text and bytes as binary.
   * @returns nothing when more may be sent at once, otherwise a promise that settles when it may; what is sent to a
   *   client that has gone is dropped
   */
  send(message: Uint8Array | string): Promise<void> | undefined;
  /** Says good-bye; what was sent still goes out. */
  close(): void;
  /** Settles when the client has gone, or has answered the good-bye. */
  readonly closed: Promise<void>;
}

/** So much may lie between us and a slow client before more is held back. */
const maxBufferedBytes = 1024 * 1024;

const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });

const toBytes = (data: WebSocket.RawData): Uint8Array => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
};

const toConnection = (socket: WebSocket): Connection => {
  const closed = Promise.withResolvers<void>();
  socket.on("close", () => closed.resolve());
  // A broken connection is closed right after; that is where it is looked at.
  socket.on("error", () => undefined);
  socket.pause();
  return {
    onMessage: (listener) => void socket.on("message", (data, isBinary) => listener(toBytes(data), isBinary)),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return undefined;
      if (socket.bufferedAmount < maxBufferedBytes) {
        socket.send(message);
        return undefined;
      }
      return new Promise((resolve) => socket.send(message, () => resolve()));
    },
    close: () => {
      // Whatever the client still sends has to be taken for its good-bye to be seen.
      socket.resume();
      socket.close(1000);
    },
    closed: closed.promise,
  };
};

/**
 * Makes a websocket of an HTTP connection.
 * @throws {Error} when the client's handshake is no good, or it goes away in the middle; it has been answered then
 */
export const acceptWebsocket = (raw: RawUpgrade): Promise<Connection> =>
  new Promise((resolve, reject) => {
    raw.socket.once("close", () => reject(new Error("connection closed during the websocket handshake")));
    server.handleUpgrade(raw.message, raw.socket, raw.head, (socket) => resolve(toConnection(socket)));
  });
