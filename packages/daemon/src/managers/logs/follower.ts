import type { LogRun } from "../../log-lines/log-run.ts";
import { RunQueue } from "../../log-lines/run-queue.ts";

/** How much may wait for a follower before it loses lines. */
const maxWaitingBytes = 1024 * 1024;

/** How much a follower is given at once: as much as is soon written, so that what waits can still be dropped. */
const takeLimits = { maxBytes: 256 * 1024 };

/**
 * The lines on their way to one follower of logs. It never holds up the service: when too many wait, the oldest are
 * dropped, and the follower is told how many where they would have stood.
 */
export class Follower {
  readonly #queue: RunQueue;
  #wake: (() => void) | undefined;

  /** @param maxBytes that may wait; a megabyte unless given */
  constructor(maxBytes = maxWaitingBytes) {
    this.#queue = new RunQueue(maxBytes);
  }

  /** Adds lines of a service. */
  push(run: LogRun): void {
    this.#queue.push(run);
    this.#wake?.();
  }

  /** Lines as they come, until the signal aborts. */
  async *runs(signal: AbortSignal): AsyncGenerator<readonly LogRun[]> {
    const stop = (): void => this.#wake?.();
    signal.addEventListener("abort", stop);
    try {
      while (!signal.aborted) {
        if (this.#queue.isEmpty) await this.#more();
        else yield this.#queue.take(takeLimits);
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
