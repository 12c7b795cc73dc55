import { SendError } from "../errors.ts";
import type { HttpAnswer, HttpPost } from "../managers/log-targets/senders.ts";
import { type DialError, dialFault } from "./dial-fault.ts";

/** Those that ask for the same request at another address; others ask for a GET, which would carry nothing. */
const redirectStatuses: ReadonlySet<number> = new Set([307, 308]);
const maxRedirects = 10;

/** How much of an answer is read. */
const maxAnswerBytes = 64 * 1024;

const hidePassword = (url: string): string => url.replace(/^(https?:\/\/[^/@:]*:)[^/@]*@/i, "$1***@");

/** Why there was no answer, in the words of Go, which the reference passes on. */
const faultOf = (error: DialError, url: URL): string => {
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (error.name === "TimeoutError") {
    return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
  }
  if (error.name === "AbortError") return "context canceled";
  switch (error.code) {
    case "ECONNRESET":
      return "EOF";
    case "ECONNREFUSED":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return dialFault(error, { host: url.hostname.replace(/^\[|\]$/g, ""), port });
    default:
      return error.message;
  }
};

/** The address without its user, and the header that stands for them. */
const withoutUser = (url: URL): { readonly url: URL; readonly headers: Readonly<Record<string, string>> } => {
  if (url.username === "" && url.password === "") return { url, headers: {} };
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return { url: bare, headers: { authorization: `Basic ${Buffer.from(user).toString("base64")}` } };
};

const readStart = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    chunks.push(read.value);
    size += read.value.byteLength;
    if (size >= maxAnswerBytes) await reader?.cancel();
  }
  return Buffer.concat(chunks).toString("utf8", 0, maxAnswerBytes);
};

const sendOnce = async (url: URL, post: HttpPost): Promise<Response> => {
  const { url: bare, headers } = withoutUser(url);
  const signal = AbortSignal.any([post.signal, AbortSignal.timeout(post.timeoutMs)]);
  return fetch(bare, {
    method: "POST",
    headers: { ...post.headers, ...headers },
    body: post.body,
    redirect: "manual",
    signal,
  });
};

/**
 * Sends a request with logs, on a connection that is kept for the next one.
 * @throws {SendError} in the reference's words, when there is no answer, or not in time
 */
export const postHttp = async (post: HttpPost): Promise<HttpAnswer> => {
  let url = new URL(post.url);
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await sendOnce(url, post);
      const location = response.headers.get("location");
      const next = location === null ? null : URL.parse(location, url.href);
      if (redirectStatuses.has(response.status) && next !== null && redirects < maxRedirects) {
        await response.body?.cancel();
        url = next;
        continue;
      }
      return {
        status: response.status,
        statusText: response.statusText,
        retryAfter: response.headers.get("retry-after") ?? undefined,
        text: await readStart(response),
      };
    }
  } catch (error) {
    // What fetch rejects with has a code of the operating system, as sockets' errors do.
    const reason = faultOf(error as DialError, url);
    throw new SendError(`Post ${JSON.stringify(hidePassword(post.url))}: ${reason}`, { cause: error });
  }
};
