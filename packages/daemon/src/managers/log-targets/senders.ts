/** A request that carries logs. */
export interface HttpPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Breaks the request off. */
  readonly signal: AbortSignal;
  /** How long the answer may take. */
  readonly timeoutMs: number;
}

/** What a receiver answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  /** The header `Retry-After`. */
  readonly retryAfter: string | undefined;
  /** The start of the body, where it has any. */
  readonly text: string;
}

/**
 * Sends a request; a redirection that keeps the method is followed.
 * @throws {SendError} when there is no answer, or not in time
 */
export type PostHttp = (post: HttpPost) => Promise<HttpAnswer>;

/** Where a syslog server listens. */
export interface SyslogAddress {
  readonly transport: "tcp" | "udp";
  readonly host: string;
  readonly port: number;
}

/** A socket to a syslog server. It connects when there is something to send, and again after it was cut. */
export interface LogSocket {
  /**
   * Sends messages in order; settles when the system has taken them all.
   * @throws {SendError} when the server cannot be reached, does not read on for ten seconds, or the signal aborts
   */
  send(messages: readonly Uint8Array[], signal: AbortSignal): Promise<void>;
  close(): void;
}

/** The ways out of this machine that log targets need; tests put receivers of their own in their place. */
export interface LogSenders {
  readonly postHttp: PostHttp;
  openSocket(address: SyslogAddress): LogSocket;
  /** The name of this machine. */
  readonly hostName: string;
}
