import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from "node:http";
import { request as requestByTls } from "node:https";

/** An HTTP answer, read to its end. */
export interface HttpResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Where a daemon listens: on a Unix socket, or at a port of 127.0.0.1, over TLS when there is something about certificates. */
export type HttpPlace =
  | { readonly socketPath: string }
  | { readonly port: number; readonly tls?: { readonly cert?: string; readonly key?: string } };

const start = (
  place: HttpPlace,
  options: RequestOptions,
  listener: (answer: IncomingMessage) => void,
): ClientRequest => {
  if ("socketPath" in place) return request({ ...options, ...place }, listener);
  const { port, tls } = place;
  const address = { ...options, host: "127.0.0.1", port };
  // Who the daemon is, is not what is tested: its certificate is made on the spot.
  return tls === undefined
    ? request(address, listener)
    : requestByTls({ ...address, ...tls, rejectUnauthorized: false }, listener);
};

/** What to send, and where. */
export interface HttpOptions {
  readonly to: HttpPlace;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Reads only so many lines of the answer, all of it when absent. */
  readonly hangUpAfterLines?: number;
}

/**
 * Sends one request, on a connection of its own.
 * @throws {Error} when there is no connection, or there is no answer in time.
 */
export function sendRequest({
  to,
  body,
  headers = {},
  hangUpAfterLines,
  ...options
}: HttpOptions): Promise<HttpResult> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sent = start(
      to,
      { ...options, signal, agent: false, headers: { ...length, ...headers } },
      (answer) => {
        let text = "";
        const finish = (): void => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
          if (hangUpAfterLines === undefined || text.split("\n").length <= hangUpAfterLines) return;
          text = `${text.split("\n").slice(0, hangUpAfterLines).join("\n")}\n`;
          finish();
          sent.destroy();
        });
        answer.on("error", reject);
        answer.on("end", finish);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
