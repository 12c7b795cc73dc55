import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { runHttpCheck } from "../../src/os/http-check.ts";
import { createConnections } from "../../src/os/http-connections.ts";

const never = new AbortController().signal;
const broken = "net/http: HTTP/1.x transport connection broken";
const failure = (message: string, details = "") => ({ type: "failed" as const, message, details });

/** A server that says whatever bytes it is told to, and then does what a test wants. */
describe("http check of a server that misbehaves", () => {
  let server: Server;
  let base: string;
  let talk: (socket: Socket) => void;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      // Whoever asked has gone, as it may.
      socket.on("error", () => undefined);
      socket.once("data", () => talk(socket));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on TCP has such an address.
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const run = (signal = never) =>
    runHttpCheck({ url: `${base}/`, headers: new Map() }, { signal, connections: createConnections({}) });
  const says = (text: string) => {
    talk = (socket) => socket.end(text);
    return run();
  };
  /** Lets it say something and then nothing, and gives up once it has. */
  const saysAndHangs = async (text: string) => {
    const cancel = new AbortController();
    talk = (socket) => {
      socket.write(text);
      // What was written is on its way before the abort is.
      setTimeout(() => cancel.abort(), 30);
    };
    return await run(cancel.signal);
  };
  const untilAllClosed = async () => {
    const deadline = Date.now() + 5000;
    while (sockets.size > 0 && Date.now() < deadline) await Bun.sleep(5);
    expect(sockets.size).toBe(0);
  };

  test.each([
    ["SSH-2.0-OpenSSH_9.2\r\n", 'malformed HTTP response "SSH-2.0-OpenSSH_9.2"'],
    ["\x15\x03\x01", 'malformed HTTP response "\\x15\\x03\\x01"'],
    ["HTTP/1.1 abc X\r\n\r\n", 'malformed HTTP status code "abc"'],
    ["hello world this is not it\r\n\r\n", 'malformed HTTP status code "world"'],
    ["HTTP/1.1 200 OK\r\nfoo bar\r\n\r\n", 'malformed MIME header: missing colon: "foo bar"'],
    ["HTTP/1.1 200 OK\r\n: x\r\n\r\n", 'malformed MIME header line: ": x"'],
    ["HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n", 'bad Content-Length "abc"'],
    ["HTTP/1.1 500 X\r\nFoo: bar\r\n", "unexpected EOF"],
    ["HTTP/1.1 100 Continue\r\n\r\nhello", 'malformed HTTP response "hello"'],
  ])("%j is no answer", async (text, why) => {
    expect(await says(text)).toEqual(failure(`Get "${base}/": ${broken}: ${why}`));
  });

  test.each([
    "HTTP/1.0 200 OK\r\n\r\nfoo",
    "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    `HTTP/1.1 200 OK\r\nX: ${"y".repeat(2_000_000)}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\n${Array.from({ length: 5000 }, (_, at) => `X${at}: y\r\n`).join("")}\r\n`,
    "HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\nabc",
  ])("an answer that is odd is well all the same", async (text) => {
    expect(await says(text)).toEqual({ type: "ok" });
  });

  test("a head without end is given up", async () => {
    const fault = `net/http: server response headers exceeded ${10 * 1024 * 1024} bytes; aborted`;
    expect(await says(`HTTP/1.1 200 OK\r\nX: ${"y".repeat(11_000_000)}\r\n\r\n`)).toEqual(
      failure(`Get "${base}/": ${broken}: ${fault}`),
    );
  });

  test("a server that wants another protocol has answered", async () => {
    const text = "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n";
    expect(await saysAndHangs(text)).toEqual(failure("non-2xx status code 101"));
    await untilAllClosed();
  });

  test("a connection that is reset says so", async () => {
    talk = (socket) => socket.resetAndDestroy();
    expect(await run()).toEqual(
      failure(`Get "${base}/": read tcp ${base.slice(7)}: read: connection reset by peer`),
    );
  });

  test("a body that is cut short leaves the status", async () => {
    expect(await says("HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nabc")).toEqual(
      failure("non-2xx status code 500", "cannot read response: unexpected EOF"),
    );
  });

  test.each(["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX: y\r\n"])(
    "%j and then nothing is left when the signal aborts",
    async (text) => {
      expect(await saysAndHangs(text)).toEqual({ type: "aborted" });
      await untilAllClosed();
    },
  );

  test("an answer that comes byte by byte is left in the middle when the signal aborts", async () => {
    const cancel = new AbortController();
    talk = (socket) => {
      let at = 0;
      const text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      const drip = setInterval(() => socket.write(text[at++] ?? ""), 2);
      socket.on("close", () => clearInterval(drip));
      setTimeout(() => cancel.abort(), 20);
    };
    expect(await run(cancel.signal)).toEqual({ type: "aborted" });
    await untilAllClosed();
  });

  test("of a body of a gigabyte only the start is taken", async () => {
    let written = 0;
    talk = (socket) => {
      socket.write("HTTP/1.1 500 X\r\nContent-Length: 1073741824\r\n\r\n");
      const piece = Buffer.alloc(1 << 20, "z");
      const more = (): void => {
        while (!socket.destroyed && written < 1 << 30 && socket.write(piece)) written += piece.length;
      };
      socket.on("drain", more);
      more();
    };
    expect(await run()).toEqual(failure("non-2xx status code 500", "z".repeat(512)));
    await untilAllClosed();
    expect(written).toBeLessThan(64 << 20);
  });

  test("a signal that has aborted already asks nobody", async () => {
    let asked = 0;
    talk = () => {
      asked += 1;
    };
    expect(await run(AbortSignal.abort())).toEqual({ type: "aborted" });
    expect(asked).toBe(0);
  });
});
