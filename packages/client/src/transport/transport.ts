import type { PeerCertificate } from "node:tls";

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
  /** Sent with its handshake. */
  readonly headers?: Readonly<Record<string, string>>;
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

/** How to speak TLS with a supervisor: who the client is, and whom it trusts. All in PEM. */
export interface TlsOptions {
  /** The client's certificate. A supervisor ends the connection of a client that shows none; a proxy before it may not need one. */
  readonly cert?: string;
  /** The private key of `cert`. */
  readonly key?: string;
  /**
   * The certificate to trust, such as the supervisor's own `$PEBBLE/tls/identity.pem`, instead of those that the runtime
   * trusts. The name of the host is looked at only if the other side's certificate names any; a supervisor's names none.
   */
  readonly ca?: string;
  /**
   * The SHA-256 fingerprint of the certificate to trust, in hexadecimal digits with or without colons, where the certificate
   * itself is not at hand; `ca` goes before it. It is that of `$PEBBLE/tls/identity.pem`, which outlives restarts.
   */
  readonly fingerprint?: string;
}

/** A name and password of a `basic` identity. A supervisor looks at them on its socket and over HTTP, not over HTTPS. */
export interface BasicCredentials {
  readonly name: string;
  readonly password: string;
}

/** Where a supervisor listens, and who asks. */
export type Address = (
  | { readonly socketPath: string; readonly baseUrl?: never; readonly tls?: never }
  | { readonly baseUrl: string; readonly socketPath?: never; readonly tls?: TlsOptions }
) & { readonly basic?: BasicCredentials };

/** TLS options as both runtimes' requests and websockets take them. */
export interface TlsSettings {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** The fault in the names of the other side's certificate, if there is one. */
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/** An address with all that a connection to it needs. */
export interface Destination {
  readonly address: Address;
  /** Absent where there is no TLS. */
  readonly tls?: TlsSettings;
  /** Sent with every request and websocket. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a request to `address` begins with, before its target; a socket is called `localhost`. */
export const originOf = (address: Address): string =>
  address.baseUrl === undefined ? "http://localhost" : address.baseUrl.replace(/\/+$/, "");
