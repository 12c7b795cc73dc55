import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How a receiver of logs treats a request: answers it, or does not, or breaks the connection, or sends what is no HTTP. */
export type Treatment =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text?: string }
  | "silence"
  | "cut"
  | "garbage";

/** A request that came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The port it came from: two requests that have the same came on one connection. */
  readonly peerPort: number | undefined;
}

/** A receiver of logs by HTTP on this machine. */
export interface HttpReceiver extends AsyncDisposable {
  readonly port: number;
  readonly received: readonly Received[];
}

const treat = (treatment: Treatment, response: ServerResponse): void => {
  if (treatment === "silence") return;
  if (treatment === "cut") {
    response.socket?.destroy();
  } else if (treatment === "garbage") {
    response.socket?.end("what?\r\n\r\n");
  } else {
    response.writeHead(treatment.status, treatment.headers ?? {});
    response.end(treatment.text ?? "");
  }
};

/**
 * Starts a receiver.
 * @param options.treatments of the requests in turn; the last one stands for all after it, and 204 for none
 * @param options.port any that is free unless given
 */
export const startHttpReceiver = async (
  options: { readonly treatments?: readonly Treatment[]; readonly port?: number } = {},
): Promise<HttpReceiver> => {
  const treatments = options.treatments ?? [];
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const treatment = treatments[Math.min(received.length, treatments.length - 1)] ?? { status: 204 };
      received.push({
        path: message.url ?? "",
        headers: message.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        peerPort: message.socket.remotePort,
      });
      treat(treatment, response);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
