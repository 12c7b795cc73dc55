import { connectionFailure, unknownConnectCode } from "./connection-failure.ts";
import { type Frame, FrameInbox } from "./frame-inbox.ts";
import {
  type Address,
  type Destination,
  originOf,
  type WebSocketRequest,
  type WebSocketStream,
} from "./transport.ts";

/** How much may wait to be sent before the sender waits, in bytes. */
const maxUnsentBytes = 1024 * 1024;
/** How often a sender looks whether there is room again; the socket has no event for it. */
const lookEveryMs = 1;

/** The parts of Bun's WebSocket that the types of the web do not have. */
interface BunWebSocket {
  binaryType: string;
  readonly bufferedAmount: number;
  readonly readyState: number;
  send(data: string | Uint8Array): void;
  pause(): void;
  resume(): void;
  terminate(): void;
  addEventListener(
    type: string,
    listener: (event: { readonly data?: Frame; readonly message?: string }) => void,
  ): void;
}

// Node's types have no WebSocket before Node 22; this file is only used on Bun, which has this one.
const BunWebSocket = (
  globalThis as unknown as {
    readonly WebSocket: new (url: string, options: Pick<Destination, "tls" | "headers">) => BunWebSocket;
  }
).WebSocket;

const openState = 1;

const roomToSend = async (socket: BunWebSocket): Promise<void> => {
  while (socket.bufferedAmount > maxUnsentBytes && socket.readyState === openState) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
};

const wrapSocket = (socket: BunWebSocket): WebSocketStream => {
  socket.binaryType = "uint8array";
  const inbox = new FrameInbox(socket);
  socket.addEventListener("message", ({ data }) => data !== undefined && inbox.add(data));
  socket.addEventListener("close", () => inbox.end());
  return {
    messages: () => inbox.frames(),
    send: (data) => {
      if (socket.readyState !== openState) return Promise.reject(new Error("websocket is closed"));
      socket.send(data);
      return roomToSend(socket);
    },
    close: () => socket.terminate(),
  };
};

const urlOf = (address: Address, target: string): string =>
  address.socketPath === undefined
    ? originOf(address).replace(/^http/, "ws") + target
    : `ws+unix://${address.socketPath}:${target}`;

/** Opens a websocket by Bun's own client (a command over `ws` there takes 8 ms more to start). */
export const openByBunWebSocket = async (
  { address, tls, headers }: Destination,
  request: WebSocketRequest,
): Promise<WebSocketStream> => {
  const { target, signal } = request;
  signal?.throwIfAborted();
  const options = { headers: { ...headers, ...request.headers }, ...(tls && { tls }) };
  const socket = new BunWebSocket(urlOf(address, target), options);
  const abort = (): void => socket.terminate();
  signal?.addEventListener("abort", abort);
  const stream = wrapSocket(socket);
  await new Promise<void>((resolve, reject) => {
    const fail = (text: string): void => {
      const failed = { method: "GET", target, ...(signal && { signal }) } as const;
      const code = text.endsWith("Failed to connect") ? unknownConnectCode : undefined;
      reject(connectionFailure(address, failed, Object.assign(new Error(text), { code })));
    };
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", ({ message }) => fail(message ?? "websocket failed"));
    socket.addEventListener("close", () => {
      signal?.removeEventListener("abort", abort);
      fail("websocket closed");
    });
  });
  return stream;
};
