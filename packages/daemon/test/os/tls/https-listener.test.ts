import { afterAll, beforeAll, beforeEach, describe, expect, it } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import type { ArrivedRequest } from "../../../src/api/request.ts";
import { createSystemClock } from "../../../src/os/clock.ts";
import type { HttpListener } from "../../../src/os/http-listener.ts";
import { createServerCertificates, listenHttps, loadIdentityKey } from "../../../src/os/tls/https.ts";
import { makeCertificate, type TestCertificate } from "../../certificates/test-certificate.ts";
import { until } from "../../until.ts";

const pebbleDir = mkdtempSync(join(tmpdir(), "cobble-https-"));
const log: string[] = [];
let seen: ArrivedRequest[] = [];
let listener: HttpListener;
let port: number;
const client = makeCertificate("client");
const other = makeCertificate("other");
const old = makeCertificate("old", { from: -9, days: 1 });

beforeAll(async () => {
  const clock = createSystemClock();
  const now = (): number => clock.now() / 1000;
  listener = await listenHttps(
    { host: "127.0.0.1", port: 0 },
    {
      clock,
      log: { notice: (text) => void log.push(text), debug: () => undefined },
      certificates: createServerCertificates({ pebbleDir, key: loadIdentityKey(pebbleDir), now }),
      handlers: {
        answer: async (arrived) => {
          seen.push(arrived);
          let size = 0;
          for await (const chunk of arrived.body) size += chunk.byteLength;
          if (arrived.path !== "/stream")
            return { status: 200, body: `${arrived.method} ${arrived.path} ${size}` };
          const forever = async function* () {
            while (!arrived.signal.aborted) yield Buffer.alloc(1024);
          };
          return { status: 200, body: forever() };
        },
        upgrade: async (_arrived, offer) => offer.refuse({ status: 404, body: "" }),
      },
    },
  );
  port = listener.port ?? 0;
});
beforeEach(() => {
  log.length = 0;
  seen = [];
});
afterAll(async () => {
  await listener.close();
  rmSync(pebbleDir, { recursive: true });
});

/** What a client shows: certificates, of which the first is that of its key. */
const shown = (...certificates: readonly TestCertificate[]) => ({
  host: "127.0.0.1",
  port,
  rejectUnauthorized: false,
  cert: certificates.map(({ pem }) => pem).join(""),
  ...(certificates[0] === undefined ? {} : { key: certificates[0].keyPem }),
});

const ask = (options: ReturnType<typeof shown>, body = ""): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request({ ...options, method: "POST", path: "/thing", agent: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve(`${answer.statusCode} ${text}`));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });

const openHttp2 = (certificate: TestCertificate): Promise<ClientHttp2Session> =>
  new Promise((resolve, reject) => {
    const session = connectHttp2(`https://127.0.0.1:${port}`, shown(certificate));
    session.once("connect", () => resolve(session));
    session.once("error", reject);
  });

const logged = (words: string): Promise<string> =>
  until(`the log says "${words}"`, () => log.find((line) => line.includes(words)));

describe("HTTPS", () => {
  it("answers over HTTP/1.1, and knows the client's certificate and address", async () => {
    expect(await ask(shown(client), "12345")).toBe("200 POST /thing 5");
    const [arrived] = seen;
    expect(arrived?.peer.transport).toBe("https");
    expect(arrived?.peer.address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect([...(arrived?.peer.certificate ?? [])]).toEqual([...client.der]);
  });

  it("answers several requests on a connection of HTTP/2, each of them from that client", async () => {
    const sessions = await Promise.all([openHttp2(client), openHttp2(other)]);
    const answers = await Promise.all(
      sessions.flatMap((session) =>
        ["/a", "/b", "/c"].map(async (path) => {
          const stream = session.request({ ":method": "POST", ":path": path });
          stream.end("xyz");
          let text = "";
          for await (const chunk of stream) text += chunk;
          return text;
        }),
      ),
    );
    for (const session of sessions) session.close();
    expect(answers.toSorted()).toEqual(["/a", "/a", "/b", "/b", "/c", "/c"].map((path) => `POST ${path} 3`));
    const senders = seen.map(({ peer }) =>
      Buffer.from(client.der).equals(peer.certificate ?? Buffer.alloc(0)) ? "client" : "other",
    );
    expect(senders.toSorted()).toEqual(["client", "client", "client", "other", "other", "other"]);
  });

  it("tells a request of HTTP/2 when its client is gone", async () => {
    const session = await openHttp2(client);
    const stream = session.request({ ":path": "/stream" });
    // What is cut in the middle is the point of this.
    stream.on("error", () => undefined);
    session.on("error", () => undefined);
    await new Promise((resolve) => stream.once("data", resolve));
    session.destroy();
    await until("the request is over", () => seen[0]?.signal.aborted);
  });

  it("takes any certificate: who it is of, is for others to judge", async () => {
    expect(await ask(shown(old))).toBe("200 POST /thing 0");
  });

  for (const [count, certificates] of [
    [0, []],
    [2, [client, other]],
    [3, [client, other, old]],
  ] as const) {
    it(`refuses a client that shows ${count} certificates`, async () => {
      await expect(ask(shown(...certificates))).rejects.toThrow();
      expect(await logged(`expected one client certificate, received ${count}`)).toMatch(
        /^http: TLS handshake error from 127\.0\.0\.1:\d+: expected one client certificate, received \d$/,
      );
      expect(seen).toEqual([]);
    });
  }

  it("speaks no older TLS", async () => {
    const failed = new Promise((resolve) => {
      const socket = connectTls({ ...shown(client), maxVersion: "TLSv1.2" });
      socket.once("error", resolve);
      socket.once("close", resolve);
    });
    await failed;
    await logged("client offered only unsupported versions");
  });

  /** Sends bytes without TLS, and gives what comes back. */
  const sendPlainly = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      // It may be cut off, and that is no fault.
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(text));
    });

  it("says so to who speaks HTTP without TLS", async () => {
    expect(await sendPlainly("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).toBe(
      "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
    );
    await logged("client sent an HTTP request to an HTTPS server");
  });

  it("ends a connection of garbage, and goes on", async () => {
    await sendPlainly("\u0000garbage that is no handshake");
    await logged("first record does not look like a TLS handshake");
    expect(await ask(shown(client))).toBe("200 POST /thing 0");
  });

  it("opens websockets over HTTP/1.1", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connectTls({ ...shown(client), ALPNProtocols: ["http/1.1"] }, () =>
        socket.write("GET /w HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
      );
      socket.once("data", (chunk) => resolve(String(chunk)));
      socket.once("error", reject);
    });
    expect(answer).toStartWith("HTTP/1.1 404 ");
  });
});
