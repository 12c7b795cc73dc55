import type { Micros } from "@cobble/wire";
import { cutLines, type PieceLimits, pieceLimits } from "./line-limit.ts";

/**
 * Where whole lines go, each with its newline. Readers have been given the first `told` bytes already, as an unfinished
 * line. The bytes are good until the call returns.
 */
export type LineOutput = (
  lines: Uint8Array,
  details: { readonly time: Micros; readonly told: number },
) => void;

/** The start of a line whose end has not come, or a part of it. */
export interface UnfinishedLine {
  /** When the first byte of the line came. */
  readonly time: Micros;
  readonly bytes: Uint8Array;
}

const newline = 10;
const nothing = new Uint8Array(0);

const isSameMillisecond = (a: Micros, b: Micros): boolean => Math.floor(a / 1000) === Math.floor(b / 1000);

/** Puts a stream of chunks together into whole lines of limited length; what has no line end yet waits for the next chunk. */
export class LineAssembler {
  readonly #output: LineOutput;
  readonly #limits: PieceLimits;
  #partial: Uint8Array = nothing;
  #time: Micros = 0;
  #told = 0;
  /** How long the unfinished line, or piece of a line, may become. */
  #limit: number;

  /** @param service whose output it is; the length of its name counts for where long lines are cut */
  constructor(service: string, output: LineOutput) {
    this.#output = output;
    this.#limits = pieceLimits(service);
    this.#limit = this.#limits.first;
  }

  /** Takes the next bytes. A line has the time of its first byte. */
  push(chunk: Uint8Array, now: Micros): void {
    if (this.#partial.byteLength === 0) {
      this.#cut(chunk, now);
      return;
    }
    const end = isSameMillisecond(this.#time, now) ? chunk.byteLength : chunk.indexOf(newline) + 1;
    // Without any newline all of the chunk belongs to the line that was begun.
    const begun = end === 0 ? chunk : chunk.subarray(0, end);
    this.#cut(Buffer.concat([this.#partial, begun]), this.#time);
    if (begun.byteLength < chunk.byteLength) this.#cut(chunk.subarray(end), now);
  }

  /** Passes on what is left, as a last line. */
  end(): void {
    if (this.#partial.byteLength > 0) this.push(Uint8Array.of(newline), this.#time);
  }

  /** When the line began that is not finished, or the last one did. */
  get time(): Micros {
    return this.#time;
  }

  /** Whether a part of the unfinished line has not been given to readers. */
  get hasUntold(): boolean {
    return this.#told < this.#partial.byteLength;
  }

  /** What came since the last newline; `undefined` when nothing did. */
  unfinished(): UnfinishedLine | undefined {
    return this.#partial.byteLength === 0 ? undefined : { time: this.#time, bytes: this.#partial };
  }

  /** The part of the unfinished line that readers have not been given; it counts as given from now on. */
  tell(): UnfinishedLine | undefined {
    const bytes = this.#partial.subarray(this.#told);
    this.#told = this.#partial.byteLength;
    return bytes.byteLength === 0 ? undefined : { time: this.#time, bytes };
  }

  /** What readers have been given of the unfinished line; `undefined` when that is nothing. */
  told(): UnfinishedLine | undefined {
    return this.#told === 0 ? undefined : { time: this.#time, bytes: this.#partial.subarray(0, this.#told) };
  }

  #cut(bytes: Uint8Array, time: Micros): void {
    const { lines, rest, restLimit } = cutLines(bytes, this.#limit, this.#limits);
    this.#limit = restLimit;
    this.#time = time;
    // The chunk is its owner's again after the call.
    this.#partial = rest.byteLength === 0 ? nothing : new Uint8Array(rest);
    if (lines.byteLength === 0) return;
    const told = this.#told;
    this.#told = 0;
    this.#output(lines, { time, told });
  }
}
