/** What a Redis server answers, decoded: an error reply is a value here, because in a pipeline others follow it. */
export type Reply = string | number | null | RedisReplyError | readonly Reply[];

/** An error that the server answered (`-ERR ...`), its text unchanged. */
export class RedisReplyError extends Error {
  override readonly name = "RedisReplyError";
}

/** Bytes that are not RESP2: the connection cannot be used any more. */
export class RespSyntaxError extends Error {
  override readonly name = "RespSyntaxError";
}

type Parsed = { readonly reply: Reply; readonly next: number };

const CR = 13;
const maxReplyBytes = 8 * 1024 * 1024;

/** Turns the bytes of a connection into replies, whichever way they are cut into chunks. */
export class ReplyParser {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * Takes the next bytes of the connection.
   * @returns the replies that are complete now, in order; an unfinished one is kept for the next call.
   * @throws {RespSyntaxError} when the bytes are not RESP2, or one reply is over 8 MiB.
   */
  push(chunk: Buffer): Reply[] {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const replies: Reply[] = [];
    let at = 0;
    for (let parsed = parseReply(this.#pending, at); parsed; parsed = parseReply(this.#pending, at)) {
      replies.push(parsed.reply);
      at = parsed.next;
    }
    this.#pending = this.#pending.subarray(at);
    if (this.#pending.length > maxReplyBytes)
      throw new RespSyntaxError("cannot read reply: it is over 8 MiB");
    return replies;
  }
}

function parseReply(bytes: Buffer, at: number): Parsed | undefined {
  const end = bytes.indexOf(CR, at);
  if (end === -1 || end + 1 >= bytes.length) return undefined;
  const text = bytes.toString("utf8", at + 1, end);
  const next = end + 2;
  switch (String.fromCharCode(bytes[at] ?? 0)) {
    case "+":
      return { reply: text, next };
    case "-":
      return { reply: new RedisReplyError(text), next };
    case ":":
      return { reply: parseLength(text), next };
    case "$":
      return parseBulk(bytes, { length: parseLength(text), next });
    case "*":
      return parseArray(bytes, { length: parseLength(text), next });
    default:
      throw new RespSyntaxError(
        `cannot read reply: it starts with ${JSON.stringify(bytes.toString("latin1", at, at + 1))}`,
      );
  }
}

function parseBulk(bytes: Buffer, { length, next }: { length: number; next: number }): Parsed | undefined {
  if (length < 0) return { reply: null, next };
  if (bytes.length < next + length + 2) return undefined;
  return { reply: bytes.toString("utf8", next, next + length), next: next + length + 2 };
}

function parseArray(bytes: Buffer, { length, next }: { length: number; next: number }): Parsed | undefined {
  if (length < 0) return { reply: null, next };
  const items: Reply[] = [];
  let at = next;
  while (items.length < length) {
    const item = parseReply(bytes, at);
    if (!item) return undefined;
    items.push(item.reply);
    at = item.next;
  }
  return { reply: items, next: at };
}

function parseLength(text: string): number {
  if (!/^-?\d+$/.test(text))
    throw new RespSyntaxError(`cannot read reply: ${JSON.stringify(text)} is not a number`);
  return Number(text);
}
