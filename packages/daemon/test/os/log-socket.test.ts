import { describe, expect, it } from "bun:test";
import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import { SendError } from "../../src/errors.ts";
import { openLogSocket } from "../../src/os/log-socket.ts";
import { until } from "../until.ts";

const never = new AbortController().signal;

/** A server on TCP that keeps what it reads. */
interface Server extends AsyncDisposable {
  readonly port: number;
  readonly sockets: readonly Socket[];
  readonly text: () => string;
}

const listen = async (
  options: { readonly port?: number; readonly reads?: boolean } = {},
): Promise<Server> => {
  const sockets: Socket[] = [];
  let text = "";
  const server = createServer({ pauseOnConnect: options.reads === false }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => socket.destroy());
    if (options.reads === false) return;
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    sockets,
    text: () => text,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const closedPort = async (): Promise<number> => {
  await using server = await listen();
  return server.port;
};

const faultOf = async (sent: Promise<void>): Promise<string> => {
  try {
    await sent;
    return "none";
  } catch (error) {
    expect(error).toBeInstanceOf(SendError);
    return error instanceof Error ? error.message : "";
  }
};

const messages = (...texts: readonly string[]): readonly Uint8Array[] =>
  texts.map((text) => Buffer.from(text));

describe("a socket to a syslog server on TCP", () => {
  it("sends messages in order on one connection", async () => {
    await using server = await listen();
    const socket = openLogSocket({ transport: "tcp", host: "127.0.0.1", port: server.port });
    await socket.send(messages("a", "b"), never);
    await socket.send(messages("c"), never);
    await until("all has come", () => server.text() === "abc");
    expect(server.sockets).toHaveLength(1);
    socket.close();
  });

  it("says that nobody listens, and connects when somebody does", async () => {
    const port = await closedPort();
    const socket = openLogSocket({ transport: "tcp", host: "127.0.0.1", port });
    expect(await faultOf(socket.send(messages("a"), never))).toBe(
      `cannot connect to tcp://127.0.0.1:${port}: dial tcp 127.0.0.1:${port}: connect: connection refused`,
    );
    await using server = await listen({ port });
    await socket.send(messages("b"), never);
    await until("it has come", () => server.text() === "b");
    socket.close();
  });

  it("connects again when the server has closed the connection", async () => {
    await using server = await listen();
    const socket = openLogSocket({ transport: "tcp", host: "127.0.0.1", port: server.port });
    await socket.send(messages("a"), never);
    const [first] = await until("it is connected", () => server.sockets.length === 1 && server.sockets);
    first?.destroy();
    await until("a second connection", async () => {
      // What is sent before the news has come is lost, or fails.
      await faultOf(socket.send(messages("b"), never));
      return server.sockets.length === 2;
    });
    await until("it has come", () => server.text().endsWith("b"));
    socket.close();
  });

  it("gives up a server that does not read, when it is no longer wanted", async () => {
    await using server = await listen({ reads: false });
    const socket = openLogSocket({ transport: "tcp", host: "127.0.0.1", port: server.port });
    const stop = new AbortController();
    const sent = faultOf(socket.send([Buffer.alloc(32 * 1024 * 1024)], stop.signal));
    await until("it is connected", () => server.sockets.length === 1);
    stop.abort();
    expect(await sent).toBe("cannot send syslogs: context canceled");
  });

  it("says that there is no such host", async () => {
    const socket = openLogSocket({ transport: "tcp", host: "cobble.invalid", port: 514 });
    expect(await faultOf(socket.send(messages("a"), never))).toStartWith(
      "cannot connect to tcp://cobble.invalid:514: dial tcp: lookup cobble.invalid: ",
    );
  });
});

describe("a socket to a syslog server on UDP", () => {
  it("sends a datagram for each message", async () => {
    const server = createSocket("udp4");
    const came: string[] = [];
    server.on("message", (message) => came.push(message.toString()));
    await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
    const socket = openLogSocket({ transport: "udp", host: "localhost", port: server.address().port });
    const texts = Array.from({ length: 100 }, (_, at) => `message ${at}`);
    await socket.send(messages(...texts), never);
    await until("all have come", () => came.length === 100);
    expect(came).toEqual(texts);
    socket.close();
    server.close();
  });

  it("says that nobody listens, where the system knows", async () => {
    const port = await closedPort();
    const socket = openLogSocket({ transport: "udp", host: "127.0.0.1", port });
    expect(await faultOf(socket.send(messages("a"), never))).toBe(
      "cannot send syslogs: write: connection refused",
    );
    socket.close();
  });

  it("says that there is no such host", async () => {
    const socket = openLogSocket({ transport: "udp", host: "cobble.invalid", port: 514 });
    expect(await faultOf(socket.send(messages("a"), never))).toStartWith(
      "cannot connect to udp://cobble.invalid:514: dial udp: lookup cobble.invalid: ",
    );
  });
});
