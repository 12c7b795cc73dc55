import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ApiResponse } from "../api/request.ts";

/** Answers what is no request, in one line of text, and ends the connection. */
export const refuse = (socket: Duplex, status: 400 | 431): void => {
  if (!socket.writable) return;
  const line = `${status} ${STATUS_CODES[status]}`;
  socket.end(
    `HTTP/1.1 ${line}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${line}`,
  );
};

/** Answers over a connection that was to become a websocket, and ends it; a handshake that failed has been answered. */
export const refuseUpgrade = (socket: Duplex, answer: ApiResponse): void => {
  if (socket.destroyed) return;
  const body = String(answer.body);
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`,
    `Content-Type: ${answer.contentType ?? ""}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
};

/** What a server of HTTP/1.1 or 2 is answered through. */
export interface HttpResponse {
  readonly destroyed: boolean;
  writeHead(status: number, headers: Readonly<Record<string, string | number>>): unknown;
  write(chunk: Uint8Array | string): boolean;
  end(body?: Uint8Array | string): unknown;
  /** Holds back what is written until {@link uncork}; HTTP/2 packs its frames by itself. */
  cork?(): void;
  uncork?(): void;
  on(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
}

/** Sends an answer; a body that is an iterable as it comes, no faster than the client reads. */
export const send = async (response: HttpResponse, answer: ApiResponse): Promise<void> => {
  const headers: Record<string, string | number> = {};
  if (answer.location !== undefined) headers["Location"] = answer.location;
  if (answer.contentType !== undefined) headers["Content-Type"] = answer.contentType;
  if (typeof answer.body === "string" || answer.body instanceof Uint8Array) {
    headers["Content-Length"] = Buffer.byteLength(answer.body);
    // Head and body in one piece: by itself each would be a call to the system, and wake the client.
    response.cork?.();
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    response.uncork?.();
    return;
  }
  // The head goes out with the first bytes: a follower of logs sees nothing before the first line.
  let started = false;
  for await (const chunk of answer.body) {
    if (!started) response.writeHead(answer.status, headers);
    started = true;
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  if (!started) response.writeHead(answer.status, headers);
  response.end();
};

const drained = (response: HttpResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });
