import type { Micros } from "@cobble/wire";
import type { Clock, Timer } from "../../deps.ts";
import { type LogRun, linesText } from "../../log-lines/log-run.ts";
import { LineAssembler } from "./line-assembler.ts";
import { type LogLine, LogRing } from "./ring.ts";

/** How long a line may stay unfinished before those who follow the log are given its start, as a line of its own. */
const unfinishedMs = 500;

const newline = 10;
const lineEnd = Uint8Array.of(newline);

/** Is given each run of lines as it comes. */
export type LogReader = (run: LogRun) => void;

/** What one service has written: the newest of it, and who hears of more. */
export class ServiceLog {
  readonly service: string;
  readonly #clock: Clock;
  readonly #echo: LogReader | undefined;
  readonly #ring = new LogRing();
  /** One for each stream that is open: an orphan of the last start may still write when the next has begun. */
  readonly #sources = new Set<LineAssembler>();
  readonly #readers = new Set<LogReader>();
  #timer: Timer | undefined;

  /** @param deps.echo is given whole lines only, whose bytes are good until it returns */
  constructor(service: string, deps: { readonly clock: Clock; readonly echo?: LogReader | undefined }) {
    this.service = service;
    this.#clock = deps.clock;
    this.#echo = deps.echo;
  }

  /** Gives `reader` new lines from now on; one that has them already is not given them twice. */
  addReader(reader: LogReader): void {
    this.#readers.add(reader);
    this.#watchUnfinished();
  }

  removeReader(reader: LogReader): void {
    this.#readers.delete(reader);
  }

  /** Reads a stream to its end. Never rejects. */
  async drain(output: ReadableStream<Uint8Array>): Promise<void> {
    const source = new LineAssembler(this.service, (lines, { time, told }) => {
      this.#ring.append(lines, time);
      this.#echo?.({ service: this.service, time, bytes: lines });
      this.#give(lines, { time, told });
    });
    this.#sources.add(source);
    try {
      for await (const chunk of output) {
        source.push(chunk, this.#clock.now());
        this.#watchUnfinished();
      }
    } catch {
      // A pipe that cannot be read any more has ended, as far as the log goes.
    }
    source.end();
    this.#sources.delete(source);
  }

  /** The newest lines, oldest first; one that is not finished yet is the last. */
  last(count: number): readonly LogLine[] {
    const unfinished: LogLine[] = [];
    for (const source of this.#sources) {
      const line = source.unfinished();
      if (line !== undefined) unfinished.push({ time: line.time, text: linesText(line.bytes) });
    }
    const missing = count - unfinished.length;
    if (missing <= 0) return count === 0 ? [] : unfinished.slice(-count);
    return [...this.#ring.last(missing), ...unfinished];
  }

  /** All that readers have been given of what is kept: of a line that is not finished what they were told. */
  runs(): readonly LogRun[] {
    const told = [...this.#sources].map((source) => source.told()).filter((part) => part !== undefined);
    const parts = told.map(({ time, bytes }) => ({ time, bytes: Buffer.concat([bytes, lineEnd]) }));
    return [...this.#ring.runs(), ...parts].map((run) => ({ service: this.service, ...run }));
  }

  /** Gives readers what has come of a line that is not finished; the rest will be a line of its own. */
  tellUnfinished(): void {
    for (const source of this.#sources) this.#tell(source);
  }

  #tell(source: LineAssembler): void {
    const part = source.tell();
    if (part === undefined) return;
    this.#give(Buffer.concat([part.bytes, lineEnd]), { time: part.time, told: 0 });
  }

  #give(lines: Uint8Array, { time, told }: { readonly time: Micros; readonly told: number }): void {
    if (this.#readers.size === 0) return;
    // A newline alone ends a line whose whole text was given before.
    const start = told > 0 && lines[told] === newline ? told + 1 : told;
    if (start === lines.byteLength) return;
    const run = { service: this.service, time, bytes: new Uint8Array(lines.subarray(start)) };
    for (const read of this.#readers) read(run);
  }

  #watchUnfinished(): void {
    if (this.#timer !== undefined || this.#readers.size === 0) return;
    if (![...this.#sources].some((source) => source.hasUntold)) return;
    this.#timer = this.#clock.after(unfinishedMs, () => {
      this.#timer = undefined;
      const longAgo = this.#clock.now() - unfinishedMs * 1000;
      for (const source of this.#sources) if (source.time <= longAgo) this.#tell(source);
      this.#watchUnfinished();
    });
  }
}
