import type { WebSocketStream } from "@cobble/client";
import { type Connection, createDeferred } from "@cobble/daemon/core";

type Frame = string | Uint8Array;

const encoder = new TextEncoder();

/** The frames to the client, for one reader. */
class Frames {
  readonly #frames: Frame[] = [];
  #isOpen = true;
  #wake: (() => void) | undefined;

  add(frame: Frame): void {
    if (this.#isOpen) this.#frames.push(frame);
    this.#wake?.();
  }

  end(): void {
    this.#isOpen = false;
    this.#wake?.();
  }

  async next(): Promise<Frame | undefined> {
    while (this.#frames.length === 0 && this.#isOpen) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#frames.shift();
  }
}

/** The supervisor's end: it gives out nothing before it is resumed. */
class ServerEnd implements Connection {
  readonly #toClient: Frames;
  readonly #held: Frame[] = [];
  readonly #closed = createDeferred<void>();
  #listener: ((data: Uint8Array, isBinary: boolean) => void) | undefined;
  #isFlowing = false;

  constructor(toClient: Frames) {
    this.#toClient = toClient;
  }

  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  onMessage(listener: (data: Uint8Array, isBinary: boolean) => void): void {
    this.#listener = listener;
  }

  pause(): void {
    this.#isFlowing = false;
  }

  resume(): void {
    this.#isFlowing = true;
    this.#flow();
  }

  send(message: Frame): undefined {
    this.#toClient.add(message);
  }

  close(): void {
    this.#toClient.end();
    this.#closed.resolve();
  }

  receive(frame: Frame): void {
    this.#held.push(frame);
    this.#flow();
  }

  #flow(): void {
    while (this.#isFlowing && this.#listener !== undefined && this.#held.length > 0) {
      const frame = this.#held.shift() ?? "";
      this.#listener(typeof frame === "string" ? encoder.encode(frame) : frame, typeof frame !== "string");
    }
  }
}

/** A websocket without a network. */
export interface SocketPair {
  readonly server: Connection;
  readonly client: WebSocketStream;
}

/**
 * Makes both ends of a websocket.
 * @param wait settles as what it is given, whatever has to happen for that
 */
export const createSocketPair = (wait: <T>(result: Promise<T>) => Promise<T>): SocketPair => {
  const toClient = new Frames();
  const server = new ServerEnd(toClient);
  return {
    server,
    client: {
      async *messages() {
        for (let frame = await wait(toClient.next()); frame !== undefined; ) {
          yield frame;
          frame = await wait(toClient.next());
        }
      },
      send: async (data) => server.receive(typeof data === "string" ? data : data.slice()),
      close: () => server.close(),
    },
  };
};
