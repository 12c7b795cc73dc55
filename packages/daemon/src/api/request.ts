import type { AccessLevel, StatusCode } from "@cobble/wire";
import type { Connection } from "../os/websocket.ts";

/** What a listener knows of the other end of a connection. */
export interface Peer {
  readonly transport: "unix" | "http" | "https";
  /** Of the process; only on the Unix socket. */
  readonly uid?: number | undefined;
  /** `ADDRESS:PORT`; only over TCP, with TLS or without. */
  readonly address?: string | undefined;
  /** The bytes of its certificate; only over TLS. */
  readonly certificate?: Uint8Array | undefined;
}

/** Who sent a request. */
export interface Caller {
  readonly transport: Peer["transport"];
  /** Of the peer process; only on the Unix socket, and not of who shows a password of somebody without one. */
  readonly uid: number | undefined;
  readonly access: AccessLevel;
  /** The name of the identity, when there is one for the caller. */
  readonly identity?: string | undefined;
}

/** A request as it has arrived, whatever it came over. */
export interface ArrivedRequest {
  readonly method: string;
  /** Without escapes and query. */
  readonly path: string;
  /** As it was asked for, query included: for the log. */
  url(): string;
  /** What stands after `?`, parsed when first asked for. */
  query(): URLSearchParams;
  /** The first value of a header, by its lower-case name. */
  header(name: string): string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  readonly peer: Peer;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** A request whose sender may send it. */
export interface ApiRequest extends ArrivedRequest {
  readonly caller: Caller;
}

/** An answer. A body that is an iterable is sent as it comes, no faster than the client reads. */
export interface ApiResponse {
  readonly status: StatusCode;
  readonly contentType?: string;
  /** Where the client is sent instead. */
  readonly location?: string;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array | string>;
}

/** A client wants to speak another protocol over its connection: one of these is what comes of it. */
export interface UpgradeOffer {
  /**
   * Makes a websocket of the connection.
   * @throws {Error} when the client's handshake is no good, or it goes away in the middle; it has been answered then
   */
  accept(): Promise<Connection>;
  /** Answers over the connection, and ends it. One that is gone already hears nothing. */
  refuse(answer: ApiResponse): void;
  /** Answers the request as if it had not asked for another protocol, as HTTP allows. */
  decline(): void;
}

/** The `{name}` parts of a route's path. */
export type PathParams = Readonly<Record<string, string>>;

/** Answers a request. */
export type Handler = (request: ApiRequest, params: PathParams) => ApiResponse | Promise<ApiResponse>;

/**
 * Who may call a route: `open` is everyone, `metrics`, `read` and `admin` are levels of identities, `pairing` is admins,
 * and while the pairing window is open everyone with a certificate.
 */
export type RouteAccess = "open" | "metrics" | "read" | "admin" | "pairing";

/** One line of the route table. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Segments in braces match anything: `/v1/changes/{id}`. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly handle: Handler;
}
