/** One request: its words as latin1 text, so that any bytes survive. */
export type Request = readonly string[];

/** A request that is not RESP; the message is the one Redis answers before it closes the connection. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

const maxInlineBytes = 64 * 1024;
const maxWords = 1024 * 1024;
const maxBulkBytes = 1024 * 1024;

type Step<T> = { readonly value: T; readonly next: number } | undefined;

/**
 * Turns the bytes of one client into requests. What is kept between chunks is bounded: a line by 64 KiB,
 * a word by 1 MiB (Redis allows 512 MiB), a request by 2 MiB.
 */
export class RequestParser {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * Takes the next bytes and yields the requests that are complete; empty ones are left out, as Redis does.
   * @throws {ProtocolError} when the bytes are not RESP; requests before the fault were yielded already.
   */
  *push(chunk: Buffer): Generator<Request, void> {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    for (let step = this.#step(); step; step = this.#step()) {
      this.#pending = this.#pending.subarray(step.next);
      if (step.value.length > 0) yield step.value;
    }
    if (this.#pending.length > 2 * maxBulkBytes) throw new ProtocolError("too big request");
  }

  #step(): Step<Request> {
    if (this.#pending.length === 0) return undefined;
    return this.#pending[0] === 0x2a ? readArray(this.#pending) : readInline(this.#pending);
  }
}

function readArray(bytes: Buffer): Step<Request> {
  const header = readLine(bytes, { at: 0, tooLong: "too big mbulk count string" });
  if (!header) return undefined;
  const count = parseCount(header.value.slice(1));
  if (count === undefined || count > maxWords) throw new ProtocolError("invalid multibulk length");
  const words: string[] = [];
  let at = header.next;
  while (words.length < count) {
    const word = readBulk(bytes, at);
    if (!word) return undefined;
    words.push(word.value);
    at = word.next;
  }
  return { value: words, next: at };
}

function readBulk(bytes: Buffer, at: number): Step<string> {
  const header = readLine(bytes, { at, tooLong: "too big bulk count string" });
  if (!header) return undefined;
  if (!header.value.startsWith("$"))
    throw new ProtocolError(`expected '$', got '${header.value.slice(0, 1)}'`);
  const length = parseCount(header.value.slice(1));
  if (length === undefined || length < 0 || length > maxBulkBytes)
    throw new ProtocolError("invalid bulk length");
  if (bytes.length < header.next + length + 2) return undefined;
  return {
    value: bytes.toString("latin1", header.next, header.next + length),
    next: header.next + length + 2,
  };
}

function readInline(bytes: Buffer): Step<Request> {
  const line = readLine(bytes, { at: 0, tooLong: "too big inline request" });
  return line && { value: splitInline(line.value), next: line.next };
}

function readLine(bytes: Buffer, { at, tooLong }: { at: number; tooLong: string }): Step<string> {
  const end = bytes.indexOf(10, at);
  if ((end === -1 ? bytes.length : end) - at > maxInlineBytes) throw new ProtocolError(tooLong);
  if (end === -1) return undefined;
  const last = end > at && bytes[end - 1] === 13 ? end - 1 : end;
  return { value: bytes.toString("latin1", at, last), next: end + 1 };
}

function parseCount(text: string): number | undefined {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Splits what a person types (`SET key "two words"`): blanks part words, quotes keep them together. */
function splitInline(line: string): Request {
  const words: string[] = [];
  const word = /\s*(?:"((?:\\.|[^"\\])*)"(?=\s|$)|'((?:\\'|[^'])*)'(?=\s|$)|([^\s"']\S*))/y;
  const trimmed = line.trimEnd();
  while (word.lastIndex < trimmed.length) {
    const match = word.exec(trimmed);
    if (!match) throw new ProtocolError("unbalanced quotes in request");
    words.push(match[3] ?? unescapeQuoted(match[1]) ?? match[2]?.replaceAll("\\'", "'") ?? "");
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", a: "\x07" };

function unescapeQuoted(text: string | undefined): string | undefined {
  return text?.replace(
    /\\(?:x([0-9a-fA-F]{2})|(.))/g,
    (_, hex: string | undefined, letter: string | undefined) =>
      hex === undefined
        ? (escapes[letter ?? ""] ?? letter ?? "")
        : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
