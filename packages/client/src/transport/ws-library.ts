import { WebSocket } from "ws";
import { connectionFailure } from "./connection-failure.ts";
import { FrameInbox } from "./frame-inbox.ts";
import {
  type Address,
  type Destination,
  originOf,
  type WebSocketRequest,
  type WebSocketStream,
} from "./transport.ts";

const wrapSocket = (socket: WebSocket): WebSocketStream => {
  const inbox = new FrameInbox(socket);
  socket.on("message", (data: Buffer, isBinary) => inbox.add(isBinary ? data : data.toString("utf8")));
  socket.on("close", () => inbox.end());
  // An error is always followed by close, which ends the reader; what broke shows in the change's own result.
  socket.on("error", () => inbox.end());
  return {
    messages: () => inbox.frames(),
    send: (data) =>
      new Promise((resolve, reject) => {
        socket.send(data, { binary: typeof data !== "string" }, (error) =>
          error === undefined || error === null ? resolve() : reject(error),
        );
      }),
    close: () => socket.terminate(),
  };
};

const urlOf = (address: Address, target: string): string =>
  address.socketPath === undefined
    ? originOf(address).replace(/^http/, "ws") + target
    : `ws+unix:${address.socketPath}:${target}`;

/** Opens a websocket by the library ws. */
export const openByWsLibrary = async (
  { address, tls, headers }: Destination,
  request: WebSocketRequest,
): Promise<WebSocketStream> => {
  const { target, signal } = request;
  signal?.throwIfAborted();
  const socket = new WebSocket(urlOf(address, target), {
    ...tls,
    headers: { ...headers, ...request.headers },
    perMessageDeflate: false,
  });
  const abort = (): void => socket.terminate();
  signal?.addEventListener("abort", abort);
  socket.once("close", () => signal?.removeEventListener("abort", abort));
  const stream = wrapSocket(socket);
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void =>
      reject(connectionFailure(address, { method: "GET", target, ...(signal && { signal }) }, error));
    socket.once("open", () => resolve());
    socket.once("error", fail);
    socket.once("close", () => fail(new Error("websocket closed")));
  });
  return stream;
};
