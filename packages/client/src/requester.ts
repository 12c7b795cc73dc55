import { DecodeError, decode, Envelope, ErrorResult, type Schema, statusTexts } from "@cobble/wire";
import type { CallOptions } from "./client.ts";
import { APIError, ConnectionError, ProtocolError } from "./errors.ts";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
  WebSocketStream,
} from "./transport/transport.ts";

/** How often a socket that is not there is looked for again. */
const retryEveryMs = 50;

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

const isUnreachable = (error: unknown): boolean => error instanceof ConnectionError && error.unreachable;

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

  /** Sends a request; a GET is sent again while nothing listens, up to the time of the constructor. */
  async send(request: TransportRequest): Promise<TransportResponse> {
    request.signal?.throwIfAborted();
    const giveUpAt = performance.now() + (request.method === "GET" ? this.#retryMs : 0);
    for (;;) {
      try {
        return await this.#transport.request(request);
      } catch (error) {
        if (!isUnreachable(error) || performance.now() >= giveUpAt) throw error;
        await pause(retryEveryMs, request.signal);
      }
    }
  }

  connectWebSocket(target: string, options?: CallOptions): Promise<WebSocketStream> {
    return this.#transport.connectWebSocket({ target, signal: options?.signal });
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
