import { DecodeError, decode, Envelope, ErrorResult, type Schema, statusTexts } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { APIError, ConnectionError, ProtocolError } from "./errors.ts";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
  WebSocketStream,
} from "./transport/transport.ts";

/** How often a socket that is not there, or takes no more connections, is tried again. */
const retryEveryMs = 50;

/**
 * How long a supervisor is tried again that takes no more connections for now.
 * @differs from pebble 1.32, which does so with GETs only
 */
const busyRetryMs = 5000;

/** What one call asks for. */
export interface Call<T> {
  readonly target: string;
  /** What the answer's `result` must be. */
  readonly schema: Schema<T>;
  readonly options?: CallOptions | undefined;
}

/** A call that sends a JSON body. */
export interface PostCall<T> extends Call<T> {
  readonly body: unknown;
}

/** An accepted change. */
export interface Accepted<T> {
  readonly changeId: string;
  readonly result: T;
}

const parseJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const start = JSON.stringify(text.slice(0, 60));
    throw new ProtocolError(`cannot decode ${what}: expected JSON, got ${start}`, { cause: error });
  }
};

/**
 * Checks a value that came over the wire.
 * @throws {ProtocolError} when it does not fit
 */
export const decodeAnswer = <T>(schema: Schema<T>, value: unknown, what: string): T => {
  try {
    return decode(schema, value, what);
  } catch (error) {
    if (error instanceof DecodeError) throw new ProtocolError(error.message, { cause: error });
    throw error;
  }
};

const statusTextOf = (status: number): string =>
  (statusTexts as Readonly<Record<number, string | undefined>>)[status] ?? String(status);

/**
 * Reads the envelope of an answer.
 * @throws {APIError} when it carries an error
 * @throws {ProtocolError} when it is not one
 */
export const readEnvelope = (text: string, what: string): Envelope => {
  const envelope = decodeAnswer(Envelope, parseJson(text, what), what);
  if (envelope.type !== "error") return envelope;
  const statusCode = envelope["status-code"];
  const result = decodeAnswer(ErrorResult, envelope.result, `error in ${what}`);
  throw new APIError({ statusCode, status: envelope.status || statusTextOf(statusCode), result });
};

const describe = (request: TransportRequest): string => `answer to ${request.method} ${request.target}`;

const pause = (delayMs: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", stop, { once: true });
  });

const isIterable = (body: TransportRequest["body"]): boolean =>
  body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);

/** How long a kind of failure is tried again. */
interface Patience {
  readonly unseenMs: number;
  readonly busyMs: number;
  readonly signal: AbortSignal | undefined;
}

const patienceFor = (error: unknown, { unseenMs, busyMs }: Patience): number => {
  if (!(error instanceof ConnectionError)) return 0;
  if (error.busy) return busyMs;
  return error.unreachable ? unseenMs : 0;
};

/** Tries until it works, or fails in a way that there is no patience for. */
const retry = async <T>(attempt: () => Promise<T>, patience: Patience): Promise<T> => {
  patience.signal?.throwIfAborted();
  const since = performance.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - since >= patienceFor(error, patience)) throw error;
      await pause(retryEveryMs, patience.signal);
    }
  }
};

/** Turns calls into requests and answers into values; every noun of the client stands on it. */
export class Requester {
  readonly #transport: Transport;
  readonly #retryMs: number;
  #latestWarning: string | undefined;

  /** @param options.retryMs how long GETs are tried again while nothing listens */
  constructor(transport: Transport, options: { readonly retryMs: number }) {
    this.#transport = transport;
    this.#retryMs = options.retryMs;
  }

  /** When the newest warning last repeated, as the last answer had it. */
  get latestWarning(): string | undefined {
    return this.#latestWarning;
  }

  /** The answer's `result` to a GET, whatever the status, unless it is an error. */
  async get<T>(call: Call<T>): Promise<T> {
    const request = this.#request("GET", call);
    return this.#result(request, call.schema);
  }

  /** The answer's `result` to a POST. */
  async post<T>(call: PostCall<T>): Promise<T> {
    return this.#result(this.#request("POST", call, call.body), call.schema);
  }

  /** The change, and the `result`, of a POST that starts one. */
  async postChange<T>(call: PostCall<T>): Promise<Accepted<T>> {
    const request = this.#request("POST", call, call.body);
    const what = describe(request);
    const response = await this.send(request);
    const envelope = this.#read(await response.text(), what);
    if (envelope.change === undefined) throw new ProtocolError(`cannot decode ${what}: it names no change`);
    return { changeId: envelope.change, result: decodeAnswer(call.schema, envelope.result, what) };
  }

  /**
   * Sends a request; a GET is sent again while nothing listens, up to the time of the constructor. One that found too many
   * others waiting is sent again for five seconds, unless its body can be read only once.
   */
  async send(request: TransportRequest): Promise<TransportResponse> {
    const unseenMs = request.method === "GET" ? this.#retryMs : 0;
    const busyMs = isIterable(request.body) ? 0 : busyRetryMs;
    return retry(() => this.#transport.request(request), { unseenMs, busyMs, signal: request.signal });
  }

  /** Opens a websocket, for five seconds if too many connections wait. */
  async connectWebSocket(target: string, options?: CallOptions): Promise<WebSocketStream> {
    const { signal } = options ?? {};
    const connect = () => this.#transport.connectWebSocket({ target, signal });
    return retry(connect, { unseenMs: 0, busyMs: busyRetryMs, signal });
  }

  #request(method: "GET" | "POST", call: Call<unknown>, body?: unknown): TransportRequest {
    const signal = call.options?.signal;
    return {
      method,
      target: call.target,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      ...(signal === undefined ? {} : { signal }),
    };
  }

  async #result<T>(request: TransportRequest, schema: Schema<T>): Promise<T> {
    const what = describe(request);
    const response = await this.send(request);
    return decodeAnswer(schema, this.#read(await response.text(), what).result, what);
  }

  #read(text: string, what: string): Envelope {
    const envelope = readEnvelope(text, what);
    this.#latestWarning = envelope["latest-warning"];
    return envelope;
  }
}
