import type { Micros } from "@cobble/wire";
import { splitLines } from "../../log-lines/log-run.ts";

/** A line of a service's output, without its line end. */
export interface LogLine {
  readonly time: Micros;
  readonly text: string;
}

/** A run of whole lines that arrived together. */
interface Segment {
  readonly time: Micros;
  /** Offset of its first byte, counted from the first byte ever written. */
  start: number;
  readonly end: number;
}

const newline = 10;
const firstBytes = 4096;

/**
 * The newest output of a service, at most `capacity` bytes of it. Bytes are copied once, in runs of whole lines with one
 * time each; they are cut into lines only when somebody reads. Memory grows with what is written, up to the capacity.
 */
export class LogRing {
  readonly #capacity: number;
  #bytes = new Uint8Array(0);
  readonly #segments: Segment[] = [];
  #firstSegment = 0;
  #end = 0;

  /** @param capacity in bytes; the reference's 100 KB unless given */
  constructor(capacity = 100 * 1024) {
    this.#capacity = capacity;
  }

  /** Adds whole lines, each ended by a newline but perhaps the last; what no longer fits is forgotten from the old end. */
  append(lines: Uint8Array, time: Micros): void {
    const kept = this.#newest(lines);
    // What came before lines that are not kept is not kept either: the ring has no gap.
    if (kept.byteLength < lines.byteLength) this.#forget();
    this.#makeRoom(kept.byteLength);
    const size = this.#bytes.byteLength;
    const at = this.#end % size;
    const head = Math.min(kept.byteLength, size - at);
    this.#bytes.set(kept.subarray(0, head), at);
    this.#bytes.set(kept.subarray(head), 0);
    this.#segments.push({ time, start: this.#end, end: this.#end + kept.byteLength });
    this.#end += kept.byteLength;
  }

  /** The last `count` lines, oldest first. */
  last(count: number): readonly LogLine[] {
    const runs: (readonly LogLine[])[] = [];
    let missing = count;
    for (let index = this.#segments.length - 1; index >= this.#firstSegment && missing > 0; index--) {
      const segment = this.#segments[index];
      if (segment === undefined) break;
      const lines = this.#linesOf(segment).slice(-missing);
      missing -= lines.length;
      runs.push(lines);
    }
    return runs.reverse().flat();
  }

  /** All lines, oldest first, in the runs that they came in; the bytes are copies. */
  runs(): readonly { readonly time: Micros; readonly bytes: Uint8Array }[] {
    return this.#segments
      .slice(this.#firstSegment)
      .map((segment) => ({ time: segment.time, bytes: new Uint8Array(this.#view(segment)) }));
  }

  #forget(): void {
    this.#segments.length = 0;
    this.#firstSegment = 0;
  }

  /** The last lines that fit, or the end of the last one where it alone does not. */
  #newest(lines: Uint8Array): Uint8Array {
    const excess = lines.byteLength - this.#capacity;
    if (excess <= 0) return lines;
    const start = lines.indexOf(newline, excess - 1) + 1;
    return lines.subarray(start === 0 || start === lines.byteLength ? excess : start);
  }

  #linesOf(segment: Segment): readonly LogLine[] {
    return splitLines(this.#view(segment)).map((text) => ({ time: segment.time, text }));
  }

  /** The bytes of a segment, good until the next append. */
  #view({ start, end }: Segment): Uint8Array {
    const size = this.#bytes.byteLength;
    const from = start % size;
    const length = end - start;
    if (from + length <= size) return this.#bytes.subarray(from, from + length);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(from));
    copy.set(this.#bytes.subarray(0, length - (size - from)), size - from);
    return copy;
  }

  /** Forgets old lines, and grows, until `needed` more bytes fit. */
  #makeRoom(needed: number): void {
    this.#grow(needed);
    const oldest = this.#end + needed - this.#bytes.byteLength;
    let segment = this.#segments[this.#firstSegment];
    while (segment !== undefined && segment.start < oldest) {
      if (segment.end <= oldest) {
        this.#firstSegment++;
      } else {
        segment.start = this.#lineStartAfter(segment, oldest);
        if (segment.start >= segment.end) this.#firstSegment++;
        else break;
      }
      segment = this.#segments[this.#firstSegment];
    }
    // Dropping from the front of an array costs its length: done only when most of it is dead.
    if (this.#firstSegment > 64 && this.#firstSegment * 2 > this.#segments.length) {
      this.#segments.splice(0, this.#firstSegment);
      this.#firstSegment = 0;
    }
  }

  #lineStartAfter(segment: Segment, offset: number): number {
    const size = this.#bytes.byteLength;
    for (let at = offset; at < segment.end; at++) {
      if (this.#bytes[(at - 1) % size] === newline) return at;
    }
    return segment.end;
  }

  #grow(needed: number): void {
    const first = this.#segments[this.#firstSegment]?.start ?? this.#end;
    const used = this.#end - first;
    const size = this.#bytes.byteLength;
    if (size >= this.#capacity || used + needed <= size) return;
    const wanted = Math.min(this.#capacity, Math.max(firstBytes, (used + needed) * 2));
    const larger = new Uint8Array(wanted);
    for (let offset = first; offset < this.#end && size > 0; ) {
      const from = offset % size;
      const to = offset % wanted;
      const run = Math.min(size - from, wanted - to, this.#end - offset);
      larger.set(this.#bytes.subarray(from, from + run), to);
      offset += run;
    }
    this.#bytes = larger;
  }
}
