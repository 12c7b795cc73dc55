import { type IncomingMessage, request as requestHttp } from "node:http";
import { SendError } from "../errors.ts";
import type { HttpAnswer, HttpPost, PostHttp } from "../managers/log-targets/senders.ts";
import { type DialError, dialFault } from "./dial-fault.ts";
import { createKeptConnections, type FindConnections } from "./http-connections.ts";
import { lookUpHost } from "./name-lookup.ts";

/** Those that ask for the same request at another address; others ask for a GET, which would carry nothing. */
const redirectStatuses: ReadonlySet<number> = new Set([307, 308]);
const maxRedirects = 10;

/** How much of an answer is read. */
const maxAnswerBytes = 64 * 1024;

const hidePassword = (url: string): string => url.replace(/^(https?:\/\/[^/@:]*:)[^/@]*@/i, "$1***@");

/** Why there was no answer, in the words of Go, which the reference passes on. */
const faultOf = (error: DialError, url: URL): string => {
  switch (error.code) {
    case "ECONNRESET":
      return "EOF";
    case "ECONNREFUSED":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return dialFault(error, placeOf(url));
    default:
      return error.syscall === "getaddrinfo" ? dialFault(error, placeOf(url)) : error.message;
  }
};

/** Why it was broken off: nobody wants it any more, or its time is up. */
const breakFault = (post: HttpPost): string =>
  post.signal.aborted
    ? "context canceled"
    : "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

const placeOf = (url: URL): { readonly scheme: string; readonly host: string; readonly port: number } => ({
  scheme: url.protocol.slice(0, -1),
  host: url.hostname.replace(/^\[|\]$/g, ""),
  port: Number(url.port || (url.protocol === "https:" ? 443 : 80)),
});

const loginOf = ({ username, password }: URL): { readonly auth?: string } =>
  username === "" && password === ""
    ? {}
    : { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` };

const readStart = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= maxAnswerBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8", 0, maxAnswerBytes);
};

interface Sending {
  readonly post: HttpPost;
  /** Aborts when it is no longer wanted, or its time is up. */
  readonly signal: AbortSignal;
  readonly connections: FindConnections;
}

const sendOnce = async (url: URL, { post, signal, connections }: Sending): Promise<IncomingMessage> => {
  const place = placeOf(url);
  // Loaded when the first such target is sent to: TLS is not free at start.
  const request = place.scheme === "https" ? (await import("node:https")).request : requestHttp;
  const agent = await connections(place);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        method: "POST",
        host: place.host,
        port: place.port,
        path: `${url.pathname}${url.search}`,
        headers: { ...post.headers, "content-length": Buffer.byteLength(post.body) },
        ...loginOf(url),
        agent,
        lookup: lookUpHost,
        signal,
      },
      resolve,
    );
    sent.once("error", reject);
    sent.end(post.body);
  });
};

/** Sends a request to where its receiver sends it on to. */
const send = async (first: URL, sending: Sending): Promise<HttpAnswer> => {
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const message = await sendOnce(url, sending);
    const { statusCode: status = 0, statusMessage: statusText = "", headers } = message;
    const next = headers.location === undefined ? null : URL.parse(headers.location, url.href);
    if (!redirectStatuses.has(status) || next === null || redirects === maxRedirects) {
      return { status, statusText, retryAfter: headers["retry-after"], text: await readStart(message) };
    }
    message.resume();
    url = next;
  }
};

/**
 * Makes what sends requests with logs, on connections that are kept for the next one.
 * @param environment says which proxy leads to the receivers
 */
export const createHttpPost = (environment: Readonly<Record<string, string>>): PostHttp => {
  const connections = createKeptConnections(environment);
  return async (post) => {
    const signal = AbortSignal.any([post.signal, AbortSignal.timeout(post.timeoutMs)]);
    const url = new URL(post.url);
    try {
      return await send(url, { post, signal, connections });
    } catch (error) {
      // What a request fails with has a code of the operating system, as sockets' errors do.
      const reason = signal.aborted ? breakFault(post) : faultOf(error as DialError, url);
      throw new SendError(`Post ${JSON.stringify(hidePassword(post.url))}: ${reason}`, { cause: error });
    }
  };
};
