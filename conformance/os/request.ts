import { request } from "node:http";

/** An HTTP answer, read to its end. */
export interface HttpResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** What to send, and where. */
export interface HttpOptions {
  readonly socketPath: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Reads only so many lines of the answer, all of it when absent. */
  readonly hangUpAfterLines?: number;
}

/**
 * Sends one request over a Unix socket, on a connection of its own.
 * @throws {Error} when the socket cannot be used or there is no answer in time.
 */
export function sendRequest({
  body,
  headers = {},
  hangUpAfterLines,
  ...options
}: HttpOptions): Promise<HttpResult> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sent = request(
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
