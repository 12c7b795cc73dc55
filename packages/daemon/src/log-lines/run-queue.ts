import type { Micros } from "@cobble/wire";
import { countLines, endOfLine, type LogRun, lossRun } from "./log-run.ts";

const newline = 10;

/** What a run costs in memory beside its bytes: a service that writes short lines must not fill it with objects. */
const runOverheadBytes = 128;

/** The most that is taken at once; a line that alone is too long is taken all the same. */
export interface TakeLimits {
  /** Any number when absent. */
  readonly maxLines?: number;
  readonly maxBytes: number;
}

/** Where the lines end that may be taken of a run, which has at least one. */
const endOfTaken = (bytes: Uint8Array, limits: Required<TakeLimits>): number => {
  const isAll = limits.maxLines === Number.POSITIVE_INFINITY;
  const end = isAll ? bytes.byteLength : endOfLine(bytes, limits.maxLines).end;
  if (end <= limits.maxBytes) return end;
  return bytes.lastIndexOf(newline, limits.maxBytes - 1) + 1 || endOfLine(bytes, 1).end;
};

const costOf = (run: LogRun): number => run.bytes.byteLength + runOverheadBytes;

/**
 * Runs of lines that wait for a reader. When more wait than there is room for, the oldest lines are dropped and counted; how
 * many is told in their place, by a line of the service that lost them.
 */
export class RunQueue {
  readonly #maxBytes: number;
  #runs: LogRun[] = [];
  #first = 0;
  #bytes = 0;
  readonly #lost = new Map<string, { count: number; time: Micros }>();

  /** @param maxBytes of memory, the runs' own overhead included */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether there is nothing to take, not even a count of lost lines. */
  get isEmpty(): boolean {
    return this.#first === this.#runs.length && this.#lost.size === 0;
  }

  /** Whether lines were lost since the last take. */
  get hasLost(): boolean {
    return this.#lost.size > 0;
  }

  /** Adds a run behind the others. */
  push(run: LogRun): void {
    this.#runs.push(run);
    this.#bytes += costOf(run);
    while (this.#bytes > this.#maxBytes) this.#dropOldest(this.#bytes - this.#maxBytes);
  }

  /** Counts lines as lost, as those are that were taken and that their receiver would not have. */
  lose(run: LogRun): void {
    const known = this.#lost.get(run.service);
    const count = run.lost ?? countLines(run.bytes);
    if (known === undefined) this.#lost.set(run.service, { count, time: run.time });
    else {
      known.count += count;
      known.time = run.time;
    }
  }

  /** Whether at least `count` lines wait; what tells of lost ones is none of them. */
  holds(count: number): boolean {
    let missing = count;
    for (let index = this.#first; index < this.#runs.length && missing > 0; index++) {
      const run = this.#runs[index];
      if (run !== undefined) missing -= endOfLine(run.bytes, missing).lines;
    }
    return missing <= 0;
  }

  /** The oldest lines, at least one where there is any, with what was lost before them. */
  take(limits: TakeLimits): readonly LogRun[] {
    const taken = [...this.#lost].map(([service, loss]) => lossRun({ service, ...loss }));
    this.#lost.clear();
    let maxLines = (limits.maxLines ?? Number.POSITIVE_INFINITY) - taken.length;
    let { maxBytes } = limits;
    for (let run = this.#runs[this.#first]; run !== undefined && maxLines > 0 && maxBytes > 0; ) {
      const end = endOfTaken(run.bytes, { maxLines, maxBytes });
      const bytes = run.bytes.subarray(0, end);
      taken.push({ ...run, bytes });
      this.#cutFront(run, end);
      maxBytes -= end;
      // Counting costs more than all the rest, so it is left out where no number of lines was asked for.
      if (limits.maxLines !== undefined) maxLines -= countLines(bytes);
      run = this.#runs[this.#first];
    }
    this.#compact();
    return taken;
  }

  /** Drops lines of the oldest run until about `excess` bytes are free, or all of it. */
  #dropOldest(excess: number): void {
    const run = this.#runs[this.#first];
    if (run === undefined) return;
    const at = excess >= run.bytes.byteLength ? -1 : run.bytes.indexOf(newline, excess - 1);
    const cut = at < 0 ? run.bytes.byteLength : at + 1;
    this.lose({ ...run, bytes: run.bytes.subarray(0, cut) });
    this.#cutFront(run, cut);
    this.#compact();
  }

  #cutFront(run: LogRun, cut: number): void {
    if (cut < run.bytes.byteLength) {
      this.#runs[this.#first] = { ...run, bytes: run.bytes.subarray(cut) };
      this.#bytes -= cut;
    } else {
      this.#first++;
      this.#bytes -= costOf(run);
    }
  }

  /** Dropping from the front of an array costs its length: done only when most of it is dead. */
  #compact(): void {
    if (this.#first < 64 && this.#first < this.#runs.length) return;
    if (this.#first * 2 < this.#runs.length) return;
    this.#runs = this.#runs.slice(this.#first);
    this.#first = 0;
  }
}
