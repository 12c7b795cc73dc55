import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import type { HttpCheck } from "@cobble/plan";
import { quoted } from "@cobble/wire";
import type { CheckOutcome } from "../managers/checks/runner.ts";
import { aborted, failed, firstLines, maxOutputBytes, succeeded } from "./check-outcome.ts";
import { type DialError, portFault } from "./dial-fault.ts";
import type { FindConnections } from "./http-connections.ts";
import { maxHeadBytes, requestFault } from "./http-fault.ts";
import { HeaderFault, type HttpHeaders, redirectHeaders, requestHeaders } from "./http-headers.ts";
import { type HttpTarget, parseTarget, UrlFault } from "./http-target.ts";
import { lookUpHost } from "./name-lookup.ts";

/** The first and its redirects. */
const maxRequests = 10;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What an http check needs. */
export interface HttpCheckDeps {
  readonly signal: AbortSignal;
  readonly connections: FindConnections;
}

type Answer =
  | { readonly type: "answer"; readonly message: IncomingMessage }
  | { readonly type: "fault"; readonly text: string }
  | { readonly type: "aborted" };

const fault = (text: string): Answer => ({ type: "fault", text });

const failedGet = (url: string, why: string): CheckOutcome => failed(`Get ${quoted(url)}: ${why}`);

/** A target, or what is wrong with the URL of it. */
const readTarget = (url: string, read: (url: string) => HttpTarget): HttpTarget | string => {
  try {
    return read(url);
  } catch (error) {
    if (error instanceof UrlFault) return `parse ${quoted(url)}: ${error.message}`;
    throw error;
  }
};

/** Waits for the head of the answer. The abort is listened to here: it has to end even a request that the library lost. */
const answerOf = (sent: ClientRequest, target: HttpTarget, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      resolve({ type: "aborted" });
      sent.destroy();
    });
    sent.on("response", (message) => {
      // It may break after it was judged, when nobody wants to know.
      message.on("error", () => undefined);
      resolve({ type: "answer", message });
    });
    // The server wants to speak another protocol. Its answer counts, with whatever status it has.
    sent.on("upgrade", (message, socket) => {
      socket.destroy();
      resolve({ type: "answer", message });
    });
    sent.on("error", (error: DialError) => {
      const bytesRead = sent.socket?.bytesRead ?? 0;
      resolve(fault(requestFault(error, { target, bytesRead })));
    });
    sent.end();
  });

const get = async (
  target: HttpTarget,
  { headers, signal, connections }: HttpCheckDeps & { readonly headers: HttpHeaders },
): Promise<Answer> => {
  const { scheme, host, port, path, authority, login } = target;
  if (scheme !== "http" && scheme !== "https") return fault(`unsupported protocol scheme ${quoted(scheme)}`);
  if (host === "") return fault("http: no Host in request URL");
  if (portFault(port) !== "") return fault(portFault(port));
  // Node would take 0 for no port at all, and ask another server.
  if (port === 0) return fault(`dial tcp ${authority}: connect: connection refused`);
  // Loaded when the first such check runs: TLS is not free at start.
  const request = scheme === "https" ? (await import("node:https")).request : requestHttp;
  const sent = request({
    host,
    port,
    path,
    headers: { Host: authority, ...headers },
    ...(login === undefined || headers["Authorization"] !== undefined ? {} : { auth: login }),
    agent: await connections(target),
    lookup: lookUpHost,
    maxHeaderSize: maxHeadBytes,
    // Servers that bend the protocol are as well as Go takes them to be.
    insecureHTTPParser: true,
  });
  return answerOf(sent, target, signal);
};

/** The beginning of what a server says, as details show it. */
const readStart = (message: IncomingMessage, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const finish = (): void =>
      resolve(firstLines(Buffer.concat(chunks).subarray(0, maxOutputBytes).toString("utf8")));
    const fail = (why: string): void => resolve(`cannot read response: ${why}`);
    signal.addEventListener("abort", () => fail("context deadline exceeded"));
    message.on("data", (chunk: Uint8Array) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= maxOutputBytes) finish();
    });
    message.on("end", finish);
    message.on("close", () => fail("unexpected EOF"));
  });

const judge = async (message: IncomingMessage, signal: AbortSignal): Promise<CheckOutcome> => {
  const status = message.statusCode ?? 0;
  if (status >= 200 && status < 300) return succeeded;
  const details = status === 101 ? "" : await readStart(message, signal);
  return failed(`non-2xx status code ${status}`, details);
};

/** Where an answer sends its reader; undefined when it stays. */
const redirectOf = ({ statusCode = 0, headers }: IncomingMessage): string | undefined =>
  redirectStatuses.has(statusCode) && headers.location !== "" ? headers.location : undefined;

/**
 * The target that a `Location` header names.
 * @throws {UrlFault} when it is no URL
 */
const resolveLocation = (location: string, from: HttpTarget): HttpTarget => {
  const target = parseTarget(location);
  if (target.scheme !== "") return target;
  const login = from.login === undefined ? "" : `${from.login.split(":").map(encodeURIComponent).join(":")}@`;
  return parseTarget(new URL(location, `${from.scheme}://${login}${from.authority}${from.path}`).href);
};

const follow = async (
  first: HttpTarget,
  { headers: ours, ...deps }: HttpCheckDeps & { readonly headers: HttpHeaders },
): Promise<CheckOutcome> => {
  let [target, headers] = [first, ours];
  for (let requests = 1; ; requests++) {
    const answer = await get(target, { ...deps, headers });
    if (answer.type === "aborted") return aborted;
    if (answer.type === "fault") return failedGet(target.shown, answer.text);
    const location = redirectOf(answer.message);
    try {
      if (location === undefined) return await judge(answer.message, deps.signal);
    } finally {
      answer.message.destroy();
    }
    if (requests === maxRequests) return failedGet(location, `stopped after ${maxRequests} redirects`);
    const next = readTarget(location, (text) => resolveLocation(text, target));
    if (typeof next === "string") {
      return failedGet(target.shown, `failed to parse Location header ${quoted(location)}: ${next}`);
    }
    headers = redirectHeaders(ours, { first, from: target, to: next });
    target = next;
  }
};

/**
 * Gets the URL, following redirects; 2xx is well. It ends as soon as the signal aborts, whatever the server does.
 * @source pebble 1.32, docs/reference/layer-specification.md; redirects, bodies and texts seen with a server that
 *   misbehaves in many ways
 * @differs HTTP/1.1 only, over TLS too
 */
export const runHttpCheck = async (check: HttpCheck, deps: HttpCheckDeps): Promise<CheckOutcome> => {
  if (deps.signal.aborted) return aborted;
  const target = readTarget(check.url, parseTarget);
  if (typeof target === "string") return failed(`cannot build request: ${target}`);
  try {
    return await follow(target, { ...deps, headers: requestHeaders(check.headers) });
  } catch (error) {
    if (error instanceof HeaderFault) return failedGet(target.shown, error.message);
    throw error;
  }
};
