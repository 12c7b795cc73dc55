import type { AccessLevel, StatusCode } from "@cobble/wire";

/** Who sent a request, as found out before anything of it was read. */
export interface Caller {
  readonly transport: "unix" | "http" | "https";
  /** Of the peer process; only on the Unix socket. */
  readonly uid: number | undefined;
  readonly access: AccessLevel;
}

/** A request, whatever it came over. */
export interface ApiRequest {
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
  readonly caller: Caller;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** An answer. A body that is an iterable is sent as it comes, no faster than the client reads. */
export interface ApiResponse {
  readonly status: StatusCode;
  readonly contentType?: string;
  /** Where the client is sent instead. */
  readonly location?: string;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array | string>;
}

/** The `{name}` parts of a route's path. */
export type PathParams = Readonly<Record<string, string>>;

/** Answers a request. */
export type Handler = (request: ApiRequest, params: PathParams) => ApiResponse | Promise<ApiResponse>;

/** Who may call a route: `open` is everyone, the others are levels of identities. */
export type RouteAccess = "open" | "metrics" | "read" | "admin";

/** One line of the route table. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Segments in braces match anything: `/v1/changes/{id}`. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly handle: Handler;
}
