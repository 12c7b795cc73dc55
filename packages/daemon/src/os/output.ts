import { fstatSync, writeSync } from "node:fs";
import type { Clock } from "../deps.ts";
import { errnoOf } from "./errno.ts";
import { isWritable } from "./libc.ts";

/** Where lines go that must never hold the daemon up. */
export interface Output {
  /** Writes text made of whole lines; what nobody reads is kept for a while, then lost and counted. */
  write(text: string): void;
}

/** What the system takes at once when it says that it takes anything. */
const pieceBytes = 4096;

/** How much may wait for a reader that does not read. */
const maxWaitingBytes = 1024 * 1024;

/** How soon a reader that has no room is tried again: at first, and when it has had none for long. */
const firstRetryMs = 1;
const lastRetryMs = 100;

const newline = 10;

/** The writing itself; tests put a reader of their own in its place. */
export interface OutputFile {
  /** Whether a piece can be written now without waiting. */
  isReady(): boolean;
  /** Writes some or all of the bytes; says how many. @throws {Error} when nobody will ever read them */
  write(bytes: Uint8Array): number;
}

const isFile = (fd: number): boolean => {
  try {
    return fstatSync(fd).isFile();
  } catch {
    // It is closed: writing to it fails at once, which is as good as a file that takes everything.
    return true;
  }
};

/** A descriptor of this process: a file takes all at once, a pipe, socket or terminal only what its reader has room for. */
export const descriptorFile = (fd: number): OutputFile => ({
  isReady: isFile(fd) ? () => true : () => isWritable(fd),
  write: (bytes) => writeSync(fd, bytes),
});

/** Texts on their way to a file, in order. */
class PatientOutput implements Output {
  readonly #file: OutputFile;
  readonly #clock: Pick<Clock, "after">;
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #retryMs = firstRetryMs;
  #isRetrying = false;

  constructor(file: OutputFile, clock: Pick<Clock, "after">) {
    this.#file = file;
    this.#clock = clock;
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    // Once something is lost so is what follows, until the reader has caught up: what it gets stays in order.
    if (this.#lost > 0 || this.#waitingBytes > maxWaitingBytes) {
      for (const byte of bytes) if (byte === newline) this.#lost++;
      return;
    }
    this.#keep(bytes);
    if (!this.#isRetrying) this.#flush();
  }

  #keep(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.byteLength;
  }

  #flush(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (!this.#writePiece(first)) {
        this.#retry();
        return;
      }
      this.#retryMs = firstRetryMs;
      if (this.#waiting.length === 0 && this.#lost > 0) this.#tellLoss();
    }
  }

  /** Writes a piece of the first text; false when the reader has no room for it. */
  #writePiece(bytes: Uint8Array): boolean {
    if (!this.#file.isReady()) return false;
    let written: number;
    try {
      written = this.#file.write(bytes.subarray(0, pieceBytes));
    } catch (error) {
      if (errnoOf(error) === "EAGAIN") return false;
      // It is closed, or its disk is full: there is nobody left to tell, and supervising goes on.
      written = bytes.byteLength;
    }
    this.#waitingBytes -= written;
    if (written < bytes.byteLength) this.#waiting[0] = bytes.subarray(written);
    else this.#waiting.shift();
    return true;
  }

  #tellLoss(): void {
    this.#keep(Buffer.from(`(${this.#lost} lines lost)\n`));
    this.#lost = 0;
  }

  #retry(): void {
    this.#isRetrying = true;
    this.#clock.after(this.#retryMs, () => {
      this.#isRetrying = false;
      this.#flush();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
  }
}

/**
 * An output that never waits for its reader. One that stands still, as a full pipe or a stopped terminal, costs at most
 * a megabyte; further lines are lost, and how many is told in their place when it reads on.
 */
export const createOutput = (file: OutputFile, clock: Pick<Clock, "after">): Output =>
  new PatientOutput(file, clock);
