/** A request that is sent as it stands. */
export interface RawRequest {
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly contentType?: string;
  /** Pieces that are sent one after the other; none unless given. */
  readonly body?: readonly Uint8Array[];
}

/** A connection that sends a request when the last one is answered. It keeps nothing of an answer, so that it is no part of the load. */
export interface KeepAlive extends Disposable {
  /**
   * Settles when the answer is there whole, with the length of its body.
   * @throws {Error} when it is no success, or the connection breaks
   */
  send(request: RawRequest): Promise<number>;
}

/** How an answer in chunks ends. Nothing is pipelined, so these are the last bytes that come; no body here has them inside. */
const lastChunk = Buffer.from("\r\n0\r\n\r\n");

/** The answer that is being read: its head, then how much of its body has come. */
class Answer {
  #head = "";
  #headDone = false;
  #length: number | undefined;
  #tail: Buffer = Buffer.alloc(0);
  bodyBytes = 0;

  get isSuccess(): boolean {
    return this.#head.startsWith("HTTP/1.1 2");
  }

  get firstLine(): string {
    return this.#head.split("\r\n", 1)[0] ?? "";
  }

  /** Takes what has come; true when the answer is whole. */
  take(chunk: Buffer): boolean {
    const body = this.#headDone ? chunk : this.#takeHead(chunk);
    if (body === undefined) return false;
    this.bodyBytes += body.length;
    if (this.#length !== undefined) return this.bodyBytes >= this.#length;
    const end = Buffer.concat([this.#tail, body.subarray(-lastChunk.length)]);
    this.#tail = end.subarray(-lastChunk.length);
    return this.#tail.equals(lastChunk);
  }

  /** What follows the head, once that is whole. */
  #takeHead(chunk: Buffer): Buffer | undefined {
    const before = this.#head.length;
    this.#head += chunk.toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const length = /content-length: (\d+)/i.exec(this.#head.slice(0, end))?.[1];
    this.#length = length === undefined ? undefined : Number(length);
    this.#headDone = true;
    // The line end belongs to the tail as well: a body may be the last chunk alone.
    return chunk.subarray(end + (this.#length === undefined ? 2 : 4) - before);
  }
}

const headOf = ({ method = "GET", path, contentType = "application/json", body }: RawRequest): Buffer => {
  const length = body?.reduce((sum, piece) => sum + piece.length, 0);
  const entity =
    length === undefined ? "" : `Content-Type: ${contentType}\r\nContent-Length: ${String(length)}\r\n`;
  const accept = path.includes("action=read") ? "Accept: multipart/form-data\r\n" : "";
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${accept}${entity}\r\n`);
};

/** Connects to the Unix socket of a supervisor. */
export async function openKeepAlive(socketPath: string): Promise<KeepAlive> {
  let answer = new Answer();
  let answered = Promise.withResolvers<number>();
  let drained = Promise.withResolvers<void>();
  const breakOff = (): void => {
    answered.reject(new Error("cannot measure: the connection is closed"));
    drained.resolve();
  };
  const socket = await Bun.connect({
    unix: socketPath,
    socket: {
      data: (_, chunk) => {
        if (!answer.take(chunk)) return;
        if (answer.isSuccess) answered.resolve(answer.bodyBytes);
        else answered.reject(new Error(`cannot measure: the answer is ${answer.firstLine}`));
      },
      drain: () => drained.resolve(),
      close: breakOff,
      error: breakOff,
    },
  });
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let sent = 0; sent < bytes.length; ) {
      drained = Promise.withResolvers();
      sent += Math.max(socket.write(bytes.subarray(sent)), 0);
      if (sent < bytes.length) await Promise.race([drained.promise, answered.promise]);
    }
  };
  return {
    send: async (request) => {
      answer = new Answer();
      answered = Promise.withResolvers();
      const { body = [] } = request;
      const [first = Buffer.alloc(0), ...rest] = body;
      // What is small goes out in one piece, as clients do it.
      const isSmall = rest.length === 0 && first.length < 65_536;
      await write(isSmall ? Buffer.concat([headOf(request), first]) : headOf(request));
      if (!isSmall) for (const piece of body) await write(piece);
      return answered.promise;
    },
    [Symbol.dispose]: () => socket.end(),
  };
}
