/** A line longer than this is passed on in pieces, so that output without line ends cannot fill the memory. */
const maxLineBytes = 64 * 1024;

const newline = 10;
const nothing = new Uint8Array(0);

/** Cuts a stream of chunks into runs of whole lines; what has no line end yet waits for the next chunk. */
export class LineAssembler {
  #partial: Uint8Array = nothing;

  /** The whole lines that `chunk` completes; empty when it completes none. The bytes are good until the next call. */
  push(chunk: Uint8Array): Uint8Array {
    const last = chunk.lastIndexOf(newline);
    if (last < 0) return this.#hold(chunk);
    const whole = chunk.subarray(0, last + 1);
    const lines = this.#partial.byteLength === 0 ? whole : Buffer.concat([this.#partial, whole]);
    this.#partial = last + 1 === chunk.byteLength ? nothing : chunk.slice(last + 1);
    return lines;
  }

  /** What is left when the stream ends, as a last line. */
  flush(): Uint8Array {
    const rest = this.#partial;
    this.#partial = nothing;
    return rest.byteLength === 0 ? rest : Buffer.concat([rest, Buffer.of(newline)]);
  }

  #hold(chunk: Uint8Array): Uint8Array {
    const joined = Buffer.concat([this.#partial, chunk]);
    if (joined.byteLength < maxLineBytes) {
      this.#partial = joined;
      return nothing;
    }
    this.#partial = nothing;
    return Buffer.concat([joined, Buffer.of(newline)]);
  }
}
