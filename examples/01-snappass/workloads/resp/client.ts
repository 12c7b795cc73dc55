import { createConnection, type Socket } from "node:net";
import { encodeCommand } from "./commands.ts";
import { RedisReplyError, type Reply, ReplyParser } from "./replies.ts";

/** Redis cannot be reached, went away, or did not answer in time. */
export class RedisUnavailableError extends Error {
  override readonly name = "RedisUnavailableError";
}

/** Where Redis is and how patient to be with it. */
export interface RedisClientOptions {
  readonly host: string;
  readonly port: number;
  /** How long one command may take, with the wait for a connection, in milliseconds: 2000 by default. */
  readonly timeoutMs?: number;
  /** The first wait before connecting again, in milliseconds: 50 by default; it doubles up to 2 seconds. */
  readonly reconnectDelayMs?: number;
}

interface Waiting {
  readonly bytes: string;
  readonly resolve: (reply: Exclude<Reply, RedisReplyError>) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

type Link =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly socket: Socket }
  | { readonly kind: "ready"; readonly socket: Socket }
  | { readonly kind: "pausing"; readonly timer: NodeJS.Timeout }
  | { readonly kind: "closed" };

const maxReconnectDelayMs = 2_000;

/**
 * One connection to a Redis server, made when it is first needed and again after it was lost.
 * Commands are pipelined: each is written at once, answers are matched in order. A command that was already written
 * when the connection broke is never sent twice: it fails, because Redis may have carried it out.
 */
export class RedisClient {
  readonly #options: Required<RedisClientOptions>;
  readonly #unsent: Waiting[] = [];
  readonly #sent: Waiting[] = [];
  #link: Link = { kind: "idle" };
  #failures = 0;

  /** Opens nothing yet: the first command does. */
  constructor(options: RedisClientOptions) {
    this.#options = { timeoutMs: 2_000, reconnectDelayMs: 50, ...options };
  }

  /**
   * Sends one command, for example `["GET", "key"]`.
   * @throws {RedisUnavailableError} when Redis cannot be reached or does not answer in time.
   * @throws {RedisReplyError} when Redis answers with an error.
   */
  command(words: readonly string[]): Promise<Exclude<Reply, RedisReplyError>> {
    return new Promise((resolve, reject) => {
      if (this.#link.kind === "closed") {
        reject(this.#unavailable("the client was closed"));
        return;
      }
      const timer = setTimeout(() => this.#giveUp(waiting), this.#options.timeoutMs);
      const waiting: Waiting = { bytes: encodeCommand(words), resolve, reject, timer };
      this.#unsent.push(waiting);
      this.#advance();
    });
  }

  /** Closes the connection; commands that wait for an answer fail. */
  close(): void {
    const link = this.#link;
    this.#link = { kind: "closed" };
    if (link.kind === "pausing") clearTimeout(link.timer);
    if (link.kind === "connecting" || link.kind === "ready") link.socket.destroy();
    this.#failAll([...this.#sent.splice(0), ...this.#unsent.splice(0)], "the client was closed");
  }

  #advance(): void {
    if (this.#link.kind === "idle") this.#connect();
    if (this.#link.kind !== "ready" || this.#unsent.length === 0) return;
    const batch = this.#unsent.splice(0);
    this.#sent.push(...batch);
    this.#link.socket.write(batch.map((waiting) => waiting.bytes).join(""));
  }

  #connect(): void {
    const { host, port } = this.#options;
    const socket = createConnection({ host, port });
    const parser = new ReplyParser();
    let reason = "the connection was closed";
    this.#link = { kind: "connecting", socket };
    socket.setNoDelay(true);
    socket.on("connect", () => {
      this.#failures = 0;
      this.#link = { kind: "ready", socket };
      this.#advance();
    });
    socket.on("data", (chunk) => {
      // No encoding is set on the socket, so this never holds; it is for the types.
      if (typeof chunk === "string") return;
      try {
        for (const reply of parser.push(chunk)) this.#settle(reply);
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on("error", (error) => {
      reason = error.message;
    });
    socket.on("close", () => this.#lost(reason));
  }

  #settle(reply: Reply): void {
    const waiting = this.#sent.shift();
    if (!waiting) return;
    clearTimeout(waiting.timer);
    if (reply instanceof RedisReplyError) waiting.reject(reply);
    else waiting.resolve(reply);
  }

  #lost(reason: string): void {
    if (this.#link.kind === "closed") return;
    const delayMs = Math.min(this.#options.reconnectDelayMs * 2 ** this.#failures, maxReconnectDelayMs);
    this.#failures += 1;
    const timer = setTimeout(() => {
      this.#link = { kind: "idle" };
      if (this.#unsent.length > 0) this.#advance();
    }, delayMs);
    this.#link = { kind: "pausing", timer };
    this.#failAll([...this.#sent.splice(0), ...this.#unsent.splice(0)], reason);
  }

  #giveUp(waiting: Waiting): void {
    const reason = `no answer within ${this.#options.timeoutMs} ms`;
    const unsentAt = this.#unsent.indexOf(waiting);
    if (unsentAt !== -1) {
      this.#unsent.splice(unsentAt, 1);
      waiting.reject(this.#unavailable(reason));
      return;
    }
    // Answers are matched by order, so after one that is missing the connection cannot be trusted.
    waiting.reject(this.#unavailable(reason));
    if (this.#link.kind === "ready") this.#link.socket.destroy(new Error(reason));
  }

  #failAll(waiting: readonly Waiting[], reason: string): void {
    for (const { timer, reject } of waiting) {
      clearTimeout(timer);
      reject(this.#unavailable(reason));
    }
  }

  #unavailable(reason: string): RedisUnavailableError {
    return new RedisUnavailableError(
      `cannot reach Redis at ${this.#options.host}:${this.#options.port}: ${reason}`,
    );
  }
}
