import type { IncomingMessage } from "node:http";
import type { ArrivedRequest, Peer } from "../api/request.ts";
import { type RequestTarget, readQuery } from "../request-target.ts";

/** What a client's going away is seen on. */
export interface Closeable {
  readonly destroyed: boolean;
  once(event: "close", listener: () => void): unknown;
}

/** Where a client's last word is heard. */
export interface EndingSocket {
  readonly readableEnded: boolean;
  once(event: "end", listener: () => void): unknown;
  off(event: "end", listener: () => void): unknown;
}

/**
 * A signal that aborts when the connection closes, or when the client has said its last word: whoever is gone looks the same at
 * first as whoever waits for an answer. Made when first asked for: most requests never look.
 */
const signalOfClose = (connection: Closeable, socket: EndingSocket | undefined): AbortSignal => {
  const cancel = new AbortController();
  const abort = (): void => cancel.abort();
  if (connection.destroyed || socket?.readableEnded === true) abort();
  socket?.once("end", abort);
  // Many requests may follow on one connection.
  connection.once("close", () => {
    socket?.off("end", abort);
    abort();
  });
  return cancel.signal;
};

/** What a server of HTTP/1.1 or 2 makes of a request. */
export type HttpMessage = Pick<IncomingMessage, "method" | "url" | "headers"> & AsyncIterable<Uint8Array>;

/** A request as the API reads it, of what has arrived. */
export const toRequest = (
  message: HttpMessage,
  from: {
    readonly target: RequestTarget;
    readonly peer: Peer;
    readonly connection: Closeable;
    readonly socket?: EndingSocket;
  },
): ArrivedRequest => {
  let query: URLSearchParams | undefined;
  let signal: AbortSignal | undefined;
  return {
    method: message.method ?? "GET",
    path: from.target.path,
    url: () => message.url ?? "/",
    query: () => {
      query ??= readQuery(from.target.search);
      return query;
    },
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: message,
    peer: from.peer,
    get signal() {
      signal ??= signalOfClose(from.connection, from.socket);
      return signal;
    },
  };
};
