import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { createConnection, createServer, type NetConnectOpts } from "node:net";
import { join } from "node:path";
import { type RunningDaemon, startDaemon } from "../daemon.ts";
import { until } from "../support.ts";
import { createRandom, type Random } from "./random.ts";

setDefaultTimeout(120_000);

const seed = Number(process.env["COBBLE_FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/** So many pieces of garbage for each socket. */
const pieces = 300;
const atOnce = 20;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

interface Place {
  readonly daemon: RunningDaemon;
  readonly sockets: Readonly<Record<"unix" | "TCP" | "HTTPS", NetConnectOpts>>;
}

const startListening = async (): Promise<Place & AsyncDisposable> => {
  const [http, https] = [await freePort(), await freePort()];
  const words = ["--hold", "--http", `127.0.0.1:${http}`, "--https", `127.0.0.1:${https}`];
  const daemon = await startDaemon({ words });
  await until("it listens", async () => (await daemon.log()).includes("Started daemon") || undefined);
  return {
    daemon,
    sockets: {
      unix: { path: join(daemon.folder, ".pebble.socket") },
      TCP: { host: "127.0.0.1", port: http },
      HTTPS: { host: "127.0.0.1", port: https },
    },
    [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose](),
  };
};

/** What comes back until the other side hangs up, or says nothing more for a moment. */
const exchange = (
  place: NetConnectOpts,
  { bytes, patienceMs }: { readonly bytes: Uint8Array; readonly patienceMs: number },
): Promise<string> =>
  new Promise((resolve) => {
    const socket = createConnection(place);
    let text = "";
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on("data", (chunk) => {
      if (text.length < 100_000) text += chunk.toString("latin1");
    });
    // Hanging up on garbage is right.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.write(bytes);
  });

/** Beginnings that lead a reader on. */
const lures: readonly string[] = [
  "GET /v1/system-info HTTP/1.1\r\nHost: x\r\n",
  "POST /v1/notices HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\nContent-Length: 5\r\n\r\n",
  "POST /v1/notices HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
  "POST /v1/notices HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\nContent-Length: -1\r\n\r\n",
  "GET /v1/tasks/1/websocket/stdio HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "\x16\x03\x03\xff\xff",
  "",
];

const garbage = (random: Random): Buffer => {
  const lure = Buffer.from(random.pick(lures), "latin1");
  const noise = random.bytes(random.below(random.oneIn(10) ? 20_000 : 300));
  return Buffer.concat(random.oneIn(3) ? [noise, lure] : [lure, noise]);
};

const isWorking = async ({ daemon }: Place): Promise<void> => {
  expect((await daemon.cobble("services")).stderr).toBe("Plan has no services.\n");
};

describe("garbage", () => {
  for (const name of ["unix", "TCP", "HTTPS"] as const) {
    test(`on the ${name} socket is refused or left, and the daemon goes on`, async () => {
      console.log(`COBBLE_FUZZ_SEED=${seed}`);
      await using place = await startListening();
      await Promise.all(
        Array.from({ length: atOnce }, async (_, at) => {
          const random = createRandom(seed + at);
          for (let piece = 0; piece < pieces / atOnce; piece += 1) {
            const answer = await exchange(place.sockets[name], { bytes: garbage(random), patienceMs: 200 });
            expect(answer).not.toMatch(/^HTTP\/1\.[01] 5/m);
          }
        }),
      );
      await isWorking(place);
      const ask = Buffer.from("GET /v1/system-info HTTP/1.0\r\n\r\n");
      const expected = name === "HTTPS" ? /^HTTP\/1\.0 400 / : /^HTTP\/1\.1 200 /;
      expect(await exchange(place.sockets[name], { bytes: ask, patienceMs: 5000 })).toMatch(expected);
      expect(await place.daemon.log()).not.toMatch(/TypeError|RangeError|uncaught|unhandled|panic/i);
    });
  }

  test("of a size beyond all measure is refused before it is all there", async () => {
    await using place = await startListening();
    const head = (fields: string): string =>
      `POST /v1/notices HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${fields}\r\n\r\n`;
    const huge = Buffer.alloc(17 * 1024 * 1024, "[");
    const body = Buffer.concat([Buffer.from(head(`Content-Length: ${4 * huge.length}`)), huge]);
    expect(await exchange(place.sockets.unix, { bytes: body, patienceMs: 5000 })).toStartWith(
      "HTTP/1.1 413 ",
    );
    const fields = Buffer.from(head(`X: ${"y".repeat(1_200_000)}`));
    expect(await exchange(place.sockets.unix, { bytes: fields, patienceMs: 5000 })).toStartWith(
      "HTTP/1.1 431 ",
    );
    await isWorking(place);
  });
});
