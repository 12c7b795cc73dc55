/** How many received frames are held for a slow reader before the socket is told to pause. */
const maxHeldFrames = 16;

/** One message of a websocket: text, or bytes. */
export type Frame = string | Uint8Array;

/** What a websocket can be told. */
export interface FrameFlow {
  pause(): void;
  resume(): void;
}

/** Frames that have arrived and not yet been taken; it stops the socket while there are many. */
export class FrameInbox {
  readonly #flow: FrameFlow;
  readonly #frames: Frame[] = [];
  #wake: (() => void) | undefined;
  #state: "flowing" | "paused" | "ended" = "flowing";

  constructor(flow: FrameFlow) {
    this.#flow = flow;
  }

  /** A frame has arrived. */
  add(frame: Frame): void {
    this.#frames.push(frame);
    this.#steer();
    this.#wake?.();
  }

  /** There will be no more; what was held can still be taken. */
  end(): void {
    this.#state = "ended";
    this.#wake?.();
  }

  /** The frames in order, until the end; for one reader. */
  async *frames(): AsyncIterable<Frame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) {
        this.#steer();
        yield frame;
      } else if (this.#hasEnded()) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #hasEnded(): boolean {
    return this.#state === "ended";
  }

  #steer(): void {
    const isFull = this.#frames.length >= maxHeldFrames;
    if (isFull && this.#state === "flowing") {
      this.#state = "paused";
      this.#flow.pause();
    } else if (!isFull && this.#state === "paused") {
      this.#state = "flowing";
      this.#flow.resume();
    }
  }
}
