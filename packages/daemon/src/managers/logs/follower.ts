import type { LogEntry } from "@cobble/wire";

/** How many lines may wait for a follower before it starts to lose some. */
const maxWaiting = 10_000;

/** What a follower is told when it was too slow, as an ordinary line of the service that it lost lines of. */
const lossEntry = (service: string, count: number, time: string): LogEntry => ({
  time,
  service,
  message: `(${count} lines lost)`,
});

/**
 * The lines on their way to one follower of logs. It never holds up the service: when too many wait, new ones are
 * dropped and counted, and the count is put in the stream where they would have stood.
 */
export class Follower {
  #waiting: LogEntry[] = [];
  #wake: (() => void) | undefined;
  #lost = new Map<string, { count: number; time: string }>();

  /** Adds lines of a service. */
  push(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (this.#waiting.length < maxWaiting && this.#lost.size === 0) this.#waiting.push(entry);
      else this.#lose(entry);
    }
    this.#wake?.();
  }

  /** Lines in runs, as they come, until the signal aborts. */
  async *runs(signal: AbortSignal): AsyncGenerator<readonly LogEntry[]> {
    const stop = (): void => this.#wake?.();
    signal.addEventListener("abort", stop);
    try {
      while (!signal.aborted) {
        const run = this.#take();
        if (run.length > 0) yield run;
        else await this.#more(signal);
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  #lose(entry: LogEntry): void {
    const known = this.#lost.get(entry.service);
    if (known === undefined) this.#lost.set(entry.service, { count: 1, time: entry.time });
    else known.count++;
  }

  #take(): readonly LogEntry[] {
    const entries = this.#waiting;
    for (const [service, { count, time }] of this.#lost) entries.push(lossEntry(service, count, time));
    this.#waiting = [];
    this.#lost = new Map();
    return entries;
  }

  #more(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length > 0 || this.#lost.size > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
