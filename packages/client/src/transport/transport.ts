/** One HTTP request. */
export interface TransportRequest {
  readonly method: "GET" | "POST";
  /** Path and query, as in `/v1/services?names=`. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text or bytes, or chunks that are sent as they come, no faster than they are taken. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

/** The answer to it. Its body must be read by `text` or `chunks`, once. */
export interface TransportResponse {
  readonly status: number;
  /** The header of that name in lower case, or empty. */
  header(name: string): string;
  text(): Promise<string>;
  /** The body as it arrives, no faster than it is taken; leaving the loop early drops the connection. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A websocket that is to be opened. */
export interface WebSocketRequest {
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
}

/** A websocket after its handshake. */
export interface WebSocketStream {
  /** Text frames as strings, binary ones as bytes, no faster than they are taken. Ends when the other side closes. */
  messages(): AsyncIterable<string | Uint8Array>;
  /** Text as a text frame, bytes as a binary one; settles when there is room for more. */
  send(data: string | Uint8Array): Promise<void>;
  close(): void;
}

/** A way to reach a supervisor. All ways behave alike. */
export interface Transport {
  /**
   * Sends a request; settles at the answer's head.
   * @throws {ConnectionError} when there is no connection, or it breaks before the answer
   */
  request(request: TransportRequest): Promise<TransportResponse>;
  /**
   * Opens a websocket.
   * @throws {ConnectionError} when there is no connection, or the other side refuses the websocket
   */
  connectWebSocket(request: WebSocketRequest): Promise<WebSocketStream>;
}

/** Where a supervisor listens. */
export type Address =
  | { readonly socketPath: string; readonly baseUrl?: never }
  | { readonly baseUrl: string; readonly socketPath?: never };

/** What a request to `address` begins with, before its target; a socket is called `localhost`. */
export const originOf = (address: Address): string =>
  address.baseUrl === undefined ? "http://localhost" : address.baseUrl.replace(/\/+$/, "");
