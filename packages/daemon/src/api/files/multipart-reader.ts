import { quoted } from "@cobble/wire";
import { MultipartError } from "../../errors.ts";
import { parseMediaType } from "./media-type.ts";

/** One part of a multipart body. */
export interface Part {
  /** Of the form field; empty when it has none. */
  readonly name: string;
  /** As the client wrote it, directories and all; empty when there is none. */
  readonly filename: string;
  /** What is in it, in views of what was received; what is not taken is skipped when the next part is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** The headers of a part may not be longer. */
const maxHeaderBytes = 64 * 1024;

const newline = 10;

/** Where the reader stands. At a boundary, its dashes and name have been taken, the rest of its line has not. */
type Position = "preamble" | "boundary" | "head of content" | "content";

// A control character other than a tab has no place in a header, least of all a NUL in a path.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * Splits a multipart body as it comes in, and never holds more of it than one received chunk and a boundary. Not a
 * library's: parts are asked for, one after the other, so that a slow disk holds the client back, and a body that is cut
 * or malformed fails where the reference's does. `@fastify/busboy`, which pushes, is about as fast when warm.
 */
export class MultipartReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #boundary: Buffer;
  /** A line end and the boundary; which line end is in use is known from the first boundary. */
  #delimiter: Buffer;
  #buffer: Buffer = Buffer.alloc(0);
  #position: Position = "preamble";

  constructor(body: AsyncIterable<Uint8Array>, boundary: string) {
    this.#source = body[Symbol.asyncIterator]();
    this.#boundary = Buffer.from(`--${boundary}`);
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /**
   * The next part; `undefined` after the last.
   * @throws {MultipartError} when the body ends too early or the headers of a part are malformed
   */
  async next(): Promise<Part | undefined> {
    if (this.#position === "preamble") await this.#skipPreamble();
    // Whoever read the part before may have stopped anywhere in it.
    else for await (const _ of this.#readContent());
    if ((await this.#peekBoundary()) === "last") return undefined;
    const line = await this.#takeLine();
    if (!line.endsWith("\r\n")) this.#delimiter = Buffer.concat([Buffer.from("\n"), this.#boundary]);
    const headers = await this.#takeHeaders();
    const disposition = parseMediaType(headers.get("content-disposition") ?? "");
    const fields = disposition?.type === "form-data" ? disposition.parameters : undefined;
    this.#position = "head of content";
    return {
      name: fields?.get("name") ?? "",
      filename: fields?.get("filename") ?? "",
      content: this.#readContent(),
    };
  }

  /** Adds what comes next to the buffer. */
  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw new MultipartError("multipart: NextPart: EOF");
    const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
  }

  #take(length: number): Buffer {
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  async #takeLine(): Promise<string> {
    for (let searched = 0; ; ) {
      const end = this.#buffer.indexOf(newline, searched);
      if (end >= 0) return this.#take(end + 1).toString("utf8");
      searched = this.#buffer.length;
      if (searched > maxHeaderBytes) throw new MultipartError("multipart: line too long");
      await this.#more();
    }
  }

  async #takeHeaders(): Promise<ReadonlyMap<string, string>> {
    const headers = new Map<string, string>();
    for (let size = 0; ; ) {
      const line = await this.#takeLine();
      size += line.length;
      if (size > maxHeaderBytes) throw new MultipartError("multipart: message too large");
      const text = line.trimEnd();
      if (text === "") return headers;
      const colon = text.indexOf(":");
      if (colon < 0) throw new MultipartError(`malformed MIME header: missing colon: ${quoted(text)}`);
      if (controlCharacter.test(text)) {
        throw new MultipartError(`malformed MIME header line: ${quoted(text)}`);
      }
      headers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1));
    }
  }

  /** Skips lines, if any, up to the first boundary. */
  async #skipPreamble(): Promise<void> {
    while (!(await this.#takeBoundary(this.#boundary))) await this.#takeLine();
  }

  /** Takes a boundary if one is next. */
  async #takeBoundary(boundary: Buffer): Promise<boolean> {
    while (this.#buffer.length < boundary.length) {
      // A byte that differs settles it without waiting for more, which may never come.
      if (!boundary.subarray(0, this.#buffer.length).equals(this.#buffer)) return false;
      await this.#more();
    }
    if (!this.#buffer.subarray(0, boundary.length).equals(boundary)) return false;
    const whole = this.#buffer;
    this.#take(boundary.length);
    if ((await this.#peekBoundary()) !== "data") {
      this.#position = "boundary";
      return true;
    }
    // Nothing is lost by going back: peeking may have added to the buffer, never taken from it.
    this.#buffer = Buffer.concat([whole.subarray(0, boundary.length), this.#buffer]);
    return false;
  }

  /** What a boundary means by what follows it; by anything but dashes, blanks or a line end, it was only data. */
  async #peekBoundary(): Promise<"another" | "last" | "data"> {
    for (;;) {
      const text = this.#buffer.subarray(0, 256).toString("latin1");
      if (text.startsWith("--")) return "last";
      if (/^[ \t]*\r?\n/.test(text)) return "another";
      if (!/^(?:-|[ \t]*\r?)$/.test(text)) return "data";
      await this.#more();
    }
  }

  /**
   * With no delimiter in sight, the end of the buffer may be the beginning of one. It rarely is, and then the buffer can
   * be given away whole; to keep back some bytes each time means to copy all that is received.
   */
  #startOfPartialDelimiter(): number {
    const { length } = this.#buffer;
    const first = this.#delimiter[0] ?? 0;
    let at = this.#buffer.indexOf(first, Math.max(0, length - this.#delimiter.length + 1));
    while (at >= 0 && !this.#buffer.subarray(at).equals(this.#delimiter.subarray(0, length - at))) {
      at = this.#buffer.indexOf(first, at + 1);
    }
    return at < 0 ? length : at;
  }

  async *#readContent(): AsyncGenerator<Uint8Array> {
    if (this.#position === "head of content") {
      // The line end before the boundary of an empty part is the one that ended its headers.
      if (await this.#takeBoundary(this.#boundary)) return;
      this.#position = "content";
    }
    while (this.#position === "content") {
      const found = this.#buffer.indexOf(this.#delimiter);
      const data = found >= 0 ? found : this.#startOfPartialDelimiter();
      if (data > 0) yield this.#take(data);
      if (found < 0) await this.#more();
      else if (!(await this.#takeBoundary(this.#delimiter))) yield this.#take(1);
    }
  }
}
