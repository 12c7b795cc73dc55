import { createSocket } from "node:dgram";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { ReceiverSpec } from "../case.ts";

/** Something on this machine that logs are sent to. */
export interface Receiver extends AsyncDisposable {
  readonly port: number;
  /** All that has come. */
  text(): string;
}

/** Starts a receiver on a free port. */
export async function startReceiver(spec: ReceiverSpec): Promise<Receiver> {
  let text = "";
  const take = (more: string): void => {
    text += more;
  };
  const { port, close } =
    spec.protocol === "udp" ? await listenUdp(take) : await listenStream(streamServer(spec, take));
  return { port, text: () => text, [Symbol.asyncDispose]: close };
}

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

function streamServer(spec: ReceiverSpec, take: (text: string) => void): Server {
  if (spec.protocol === "tcp") {
    return createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.on("data", (chunk) => take(chunk.toString()));
    });
  }
  const answers = spec.answers ?? [];
  let count = 0;
  return createHttpServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      take(`${message.url} ${message.headers["content-type"]}\n${Buffer.concat(chunks).toString()}\n`);
      response.writeHead(answers[Math.min(count, answers.length - 1)] ?? 204);
      response.end();
      count += 1;
    });
  });
}

async function listenStream(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A server on TCP has an address of this form once it listens.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function listenUdp(take: (text: string) => void): Promise<Listening> {
  const socket = createSocket("udp4");
  socket.on("message", (message) => take(`${message.toString()}\n`));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
