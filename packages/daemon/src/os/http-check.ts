import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import type { HttpCheck } from "@cobble/plan";
import type { CheckOutcome } from "../managers/checks/runner.ts";
import { aborted, failed, firstLines, maxOutputBytes, succeeded } from "./check-outcome.ts";
import { type DialError, dialFault, portFault } from "./dial-fault.ts";

const maxRedirects = 10;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Headers that are meant for the first host only. */
const privateHeaders: ReadonlySet<string> = new Set(["authorization", "cookie", "www-authenticate"]);

/** A fault of the request itself, in words for the outcome. */
class RequestFault extends Error {}

/** @source pebble 1.32, seen: URLs without scheme or host, with a password, and with a port that no host has */
const readUrl = (text: string): URL => {
  const shown = text.replace(/^([a-z]+:\/\/[^/@:]*:)[^/@]*@/i, "$1***@");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? "";
  if (scheme === "" && /^[^/]*:/.test(text)) {
    const why = "first path segment in URL cannot contain colon";
    throw new RequestFault(`cannot build request: parse ${JSON.stringify(text)}: ${why}`);
  }
  const get = `Get ${JSON.stringify(shown)}`;
  if (scheme !== "http" && scheme !== "https") {
    throw new RequestFault(`${get}: unsupported protocol scheme "${scheme}"`);
  }
  const port = Number(/^[^/]*:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/.exec(text)?.[1] ?? 0);
  if (portFault(port) !== "") throw new RequestFault(`${get}: ${portFault(port)}`);
  // WHATWG takes the first word of the path for the host when there is none.
  if (/^[a-z]+:\/\/(?:[/?#]|$)/i.test(text)) throw new RequestFault(`${get}: http: no Host in request URL`);
  const url = URL.parse(text);
  if (url === null)
    throw new RequestFault(`cannot build request: parse ${JSON.stringify(text)}: invalid URL`);
  return url;
};

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

const requestFault = (error: DialError, url: URL): string => {
  const code = error.code ?? "";
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (error.syscall === "connect" || error.syscall === "getaddrinfo") {
    return dialFault(error, { host: hostOf(url), port });
  }
  if (code === "ECONNRESET") return "EOF";
  if (code.startsWith("HPE_"))
    return "net/http: HTTP/1.x transport connection broken: malformed HTTP response";
  return error.message;
};

type Answer = { readonly message: IncomingMessage } | { readonly fault: string };

const get = async (
  url: URL,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Answer> => {
  // Loaded when the first such check runs: TLS is not free at start.
  const request = url.protocol === "https:" ? (await import("node:https")).request : requestHttp;
  // No agent: each run proves that a new connection can be made, and leaves none open.
  const requestOptions: RequestOptions = { ...options, agent: false };
  return new Promise((resolve) => {
    const sent = request(url, requestOptions, (message) => resolve({ message }));
    sent.on("error", (error: DialError) => resolve({ fault: requestFault(error, url) }));
    sent.end();
  });
};

const readStart = async (message: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= maxOutputBytes) break;
    }
  } catch {
    // Whatever broke it off, the status is what counts; the details say that the body is missing.
    return "cannot read response: context deadline exceeded";
  }
  return firstLines(Buffer.concat(chunks).subarray(0, maxOutputBytes).toString("utf8"));
};

const judge = async (message: IncomingMessage): Promise<CheckOutcome> => {
  const status = message.statusCode ?? 0;
  if (status >= 200 && status < 300) return succeeded;
  const details = await readStart(message);
  return failed(`non-2xx status code ${status}`, details);
};

const withoutHost = (headers: ReadonlyMap<string, string>): Record<string, string> => ({
  "User-Agent": "cobble",
  ...Object.fromEntries([...headers].filter(([name]) => name.toLowerCase() !== "host")),
});

const forOtherHost = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !privateHeaders.has(name.toLowerCase())));

const follow = async (check: HttpCheck, signal: AbortSignal): Promise<CheckOutcome> => {
  let url = readUrl(check.url);
  let headers = withoutHost(check.headers);
  for (let redirects = 0; ; redirects++) {
    const answer = await get(url, { headers, signal });
    const shown = url.password === "" ? url.href : url.href.replace(`:${url.password}@`, ":***@");
    if ("fault" in answer) return failed(`Get ${JSON.stringify(shown)}: ${answer.fault}`);
    const { message } = answer;
    const { location } = message.headers;
    try {
      if (!redirectStatuses.has(message.statusCode ?? 0) || location === undefined)
        return await judge(message);
    } finally {
      message.destroy();
    }
    if (redirects + 1 >= maxRedirects) {
      return failed(`Get ${JSON.stringify(location)}: stopped after ${maxRedirects} redirects`);
    }
    const next = readUrl(URL.parse(location, url.href)?.href ?? location);
    if (next.host !== url.host) headers = forOtherHost(headers);
    url = next;
  }
};

/**
 * Gets the URL, following up to ten redirects; 2xx is well.
 * @source pebble 1.32, docs/reference/layer-specification.md; redirects, bodies and texts seen with a server that
 *   misbehaves
 */
export const runHttpCheck = async (check: HttpCheck, signal: AbortSignal): Promise<CheckOutcome> => {
  try {
    const outcome = await follow(check, signal);
    const hasStatus = outcome.type === "failed" && outcome.message.startsWith("non-2xx");
    return signal.aborted && outcome.type === "failed" && !hasStatus ? aborted : outcome;
  } catch (error) {
    if (error instanceof RequestFault) return failed(error.message);
    throw error;
  }
};
