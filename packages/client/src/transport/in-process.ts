import { connectionFailure } from "./connection-failure.ts";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
  WebSocketRequest,
  WebSocketStream,
} from "./transport.ts";

/** An answer that was made in this process. */
export interface InProcessAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array | string>;
}

/** A supervisor in this process. What it throws reaches the caller unchanged. */
export interface InProcessServer {
  /** Answers a request, whose signal aborts when the client wants no more of the answer. */
  answer(request: TransportRequest & { readonly signal: AbortSignal }): Promise<InProcessAnswer>;
  /** Opens a websocket. */
  openWebSocket(request: WebSocketRequest): Promise<WebSocketStream>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const toBytes = (chunk: Uint8Array | string): Uint8Array =>
  typeof chunk === "string" ? encoder.encode(chunk) : chunk;

async function* chunksOf(answer: InProcessAnswer, stop: AbortController): AsyncIterable<Uint8Array> {
  const { body } = answer;
  if (typeof body === "string" || body instanceof Uint8Array) {
    yield toBytes(body);
    return;
  }
  try {
    for await (const chunk of body) yield toBytes(chunk);
  } finally {
    stop.abort();
  }
}

const readText = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
};

/** Settles as `answer` does, or when the caller gives up. */
const orAborted = <T>(
  answer: Promise<T>,
  request: Pick<TransportRequest, "method" | "target" | "signal">,
): Promise<T> => {
  const { signal } = request;
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const abort = (): void =>
      reject(connectionFailure({ baseUrl: "http://in-process" }, request, signal.reason));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
};

const request = async (server: InProcessServer, sent: TransportRequest): Promise<TransportResponse> => {
  const stop = new AbortController();
  sent.signal?.addEventListener("abort", () => stop.abort(), { once: true });
  const answer = await orAborted(server.answer({ ...sent, signal: stop.signal }), sent);
  const chunks = (): AsyncIterable<Uint8Array> => chunksOf(answer, stop);
  return {
    status: answer.status,
    header: (name) => answer.headers[name] ?? "",
    text: () => (typeof answer.body === "string" ? Promise.resolve(answer.body) : readText(chunks())),
    chunks,
  };
};

/**
 * The transport to a supervisor in this process: no sockets, and no copies but of text. Tests of charms stand on it.
 * @example
 * const client = createClient({ transport: createInProcessTransport(server) });
 */
export const createInProcessTransport = (server: InProcessServer): Transport => ({
  request: (sent) => request(server, sent),
  connectWebSocket: (wanted) => {
    const { target, signal } = wanted;
    const asked = { method: "GET", target, ...(signal && { signal }) } as const;
    return orAborted(server.openWebSocket(wanted), asked);
  },
});
