import type { WebSocket } from "ws";
import { connectionFailure } from "./connection-failure.ts";
import { type Address, originOf, type WebSocketStream } from "./transport.ts";

/** How many received frames are held for a slow reader before the socket is told to pause. */
const maxHeldFrames = 16;

type Frame = string | Uint8Array;

/** Frames that have arrived and not yet been taken; it stops the socket while there are many. */
class Inbox {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #wake: (() => void) | undefined;
  #state: "open" | "ended" = "open";
  #paused = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer, isBinary) => this.#add(isBinary ? data : data.toString("utf8")));
    socket.on("close", () => this.#end());
    // An error is always followed by close, which ends the reader; what broke shows in the change's own result.
    socket.on("error", () => this.#end());
  }

  async *frames(): AsyncIterable<Frame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) {
        this.#setPaused(this.#frames.length >= maxHeldFrames);
        yield frame;
      } else if (this.#isEnded()) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #add(frame: Frame): void {
    this.#frames.push(frame);
    this.#setPaused(this.#frames.length >= maxHeldFrames);
    this.#wake?.();
  }

  #isEnded(): boolean {
    return this.#state === "ended";
  }

  #setPaused(paused: boolean): void {
    if (paused === this.#paused || this.#isEnded()) return;
    this.#paused = paused;
    if (paused) this.#socket.pause();
    else this.#socket.resume();
  }

  #end(): void {
    this.#state = "ended";
    this.#wake?.();
  }
}

const wrapSocket = (socket: WebSocket): WebSocketStream => {
  const inbox = new Inbox(socket);
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

/** Opens a websocket by the library ws, which is loaded at the first use. */
export const openWebSocket = async (
  address: Address,
  options: { readonly target: string; readonly signal?: AbortSignal | undefined },
): Promise<WebSocketStream> => {
  const { WebSocket: Socket } = await import("ws");
  const { target, signal } = options;
  signal?.throwIfAborted();
  const socket = new Socket(urlOf(address, target), { perMessageDeflate: false });
  const abort = (): void => socket.terminate();
  signal?.addEventListener("abort", abort);
  socket.once("close", () => signal?.removeEventListener("abort", abort));
  const stream = wrapSocket(socket);
  await new Promise<void>((resolve, reject) => {
    const request = { method: "GET", target, ...(signal === undefined ? {} : { signal }) } as const;
    socket.once("open", () => resolve());
    socket.once("error", (error) => reject(connectionFailure(address, request, error)));
    socket.once("close", () => reject(connectionFailure(address, request, new Error("websocket closed"))));
  });
  return stream;
};
