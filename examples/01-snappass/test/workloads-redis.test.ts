import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { once } from "node:events";
import { createConnection } from "node:net";
import {
  buildImages,
  findFreePort,
  type Images,
  poll,
  type RedisKind,
  type Running,
  run,
  startRedis,
} from "./workloads-processes.ts";

const hasRedisServer = Bun.which("redis-server") !== null;
if (!hasRedisServer) console.log("skipped: the same requests to redis-server, which is not on PATH");
const kinds: readonly RedisKind[] = hasRedisServer ? ["embedded", "redis-server"] : ["embedded"];

/** Inline requests and the exact answer of Redis 7; one connection each. */
const conversations: readonly { name: string; send: string; answer: string }[] = [
  {
    name: "inline commands, quotes and escapes",
    send: "SET a \"x \\x41\"\r\nGET a\r\nSET b 'y z'\nGET b\n",
    answer: "+OK\r\n$3\r\nx A\r\n+OK\r\n$3\r\ny z\r\n",
  },
  {
    name: "PING, with and without text, any case",
    send: "PING\r\nping hi\r\n\r\n*0\r\nPING a b\r\n",
    answer: "+PONG\r\n$2\r\nhi\r\n-ERR wrong number of arguments for 'ping' command\r\n",
  },
  {
    name: "GETDEL, DEL and EXISTS",
    send: "SET d 1\r\nGETDEL d\r\nGETDEL d\r\nSET d 2\r\nEXISTS d d n\r\nDEL d n\r\n",
    answer: "+OK\r\n$1\r\n1\r\n$-1\r\n+OK\r\n:2\r\n:1\r\n",
  },
  {
    name: "SET NX, XX, EX and PX",
    send: "DEL e\r\nSET e 1 XX\r\nSET e 1 NX EX 100\r\nSET e 2 nx\r\nTTL e\r\nSET e 3 PX 5000\r\nTTL e\r\nSET e 4\r\nTTL e\r\n",
    answer: ":0\r\n$-1\r\n+OK\r\n$-1\r\n:100\r\n+OK\r\n:5\r\n+OK\r\n:-1\r\n",
  },
  {
    name: "options of SET that are wrong",
    send: "SET f 1 EX\r\nSET f 1 EX 0\r\nSET f 1 EX x\r\nSET f 1 NX XX\r\nSET f 1 EX 1 PX 1\r\nSET f\r\n",
    answer:
      "-ERR syntax error\r\n-ERR invalid expire time in 'set' command\r\n-ERR value is not an integer or out of range\r\n-ERR syntax error\r\n-ERR syntax error\r\n-ERR wrong number of arguments for 'set' command\r\n",
  },
  {
    name: "EXPIRE and TTL",
    send: "SET g 1\r\nEXPIRE g 50\r\nTTL g\r\nEXPIRE none 1\r\nTTL none\r\nEXPIRE g -1\r\nGET g\r\nEXPIRE g x\r\n",
    answer: "+OK\r\n:1\r\n:50\r\n:0\r\n:-2\r\n:1\r\n$-1\r\n-ERR value is not an integer or out of range\r\n",
  },
  {
    name: "KEYS with patterns",
    send: "FLUSHDB\r\nSET k[1] a\r\nKEYS k?1]\r\nKEYS k[[]1*\r\nKEYS k[^a-z]1]\r\nKEYS k\\[1\\]\r\nKEYS [a-c]*\r\nDBSIZE\r\n",
    answer:
      "+OK\r\n+OK\r\n*1\r\n$4\r\nk[1]\r\n*1\r\n$4\r\nk[1]\r\n*1\r\n$4\r\nk[1]\r\n*1\r\n$4\r\nk[1]\r\n*0\r\n:1\r\n",
  },
  {
    name: "SCAN options that are wrong",
    send: "SCAN x\r\nSCAN 0 COUNT 0\r\nSCAN 0 COUNT x\r\nSCAN 0 MATCH\r\n",
    answer:
      "-ERR invalid cursor\r\n-ERR syntax error\r\n-ERR value is not an integer or out of range\r\n-ERR syntax error\r\n",
  },
  {
    name: "unknown commands, also those that every object has",
    send: "nope a b\r\nconstructor\r\n",
    answer:
      "-ERR unknown command 'nope', with args beginning with: 'a' 'b' \r\n-ERR unknown command 'constructor', with args beginning with: \r\n",
  },
  { name: "QUIT closes, what follows is not run", send: "QUIT\r\nPING\r\n", answer: "+OK\r\n" },
];

/** What is not RESP, each with the answer before the connection is closed. */
const malformed: readonly { name: string; send: string; answer: string }[] = [
  {
    name: "a count that is no number",
    send: "PING\r\n*abc\r\n",
    answer: "+PONG\r\n-ERR Protocol error: invalid multibulk length\r\n",
  },
  {
    name: "a count that is too large",
    send: "*3000000000\r\n",
    answer: "-ERR Protocol error: invalid multibulk length\r\n",
  },
  {
    name: "a word that is no bulk string",
    send: "*1\r\n+PING\r\n",
    answer: "-ERR Protocol error: expected '$', got '+'\r\n",
  },
  {
    name: "a length below zero",
    send: "*1\r\n$-1\r\n",
    answer: "-ERR Protocol error: invalid bulk length\r\n",
  },
  {
    name: "a length that is no number",
    send: "*1\r\n$four\r\n",
    answer: "-ERR Protocol error: invalid bulk length\r\n",
  },
  {
    name: "quotes that do not close",
    send: 'GET "a\r\n',
    answer: "-ERR Protocol error: unbalanced quotes in request\r\n",
  },
  {
    name: "a line without end",
    send: "a".repeat(70_000),
    answer: "-ERR Protocol error: too big inline request\r\n",
  },
  {
    name: "a count without end",
    send: `*${"1".repeat(70_000)}`,
    answer: "-ERR Protocol error: too big mbulk count string\r\n",
  },
];

let images: Images;
beforeAll(async () => {
  images = await buildImages();
});
afterAll(async () => {
  await images[Symbol.asyncDispose]();
});

describe.each(kinds)("redis, %s", (kind) => {
  let redis: Running;
  beforeAll(async () => {
    redis = await startRedis(images, kind);
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
  });

  for (const { name, send, answer } of conversations) {
    it(`${name}, answered as Redis does`, async () => {
      const text = send.endsWith("QUIT\r\nPING\r\n") ? send : `${send}QUIT\r\n`;
      expect(await talk(redis.port, [text])).toBe(text === send ? answer : `${answer}+OK\r\n`);
    });
  }

  for (const { name, send, answer } of malformed) {
    it(`${name}, answered as Redis does and closed`, async () => {
      expect(await talk(redis.port, [send])).toBe(answer);
    });
  }

  it("a request cut into single bytes is one request", async () => {
    const text = "*3\r\n$3\r\nSET\r\n$1\r\nz\r\n$4\r\n\r\n\0\u00ff\r\n*2\r\n$3\r\nGET\r\n$1\r\nz\r\nQUIT\r\n";
    expect(await talk(redis.port, [...text])).toBe("+OK\r\n$4\r\n\r\n\0\u00ff\r\n+OK\r\n");
  });

  it("SCAN gives each of a thousand keys", async () => {
    const keys = Array.from({ length: 1000 }, (_, at) => `scan:${at}`);
    await talk(redis.port, [`${keys.map((key) => `SET ${key} 1\r\n`).join("")}SET other 1\r\nQUIT\r\n`]);
    const seen = new Set<string>();
    let cursor = "0";
    do {
      const page = await talk(redis.port, [`SCAN ${cursor} MATCH scan:* COUNT 70\r\nQUIT\r\n`]);
      cursor = page.split("\r\n")[2] ?? "0";
      for (const key of page.match(/(?<=\n)scan:\d+/g) ?? []) seen.add(key);
    } while (cursor !== "0");
    expect([...seen].sort()).toEqual(keys.sort());
  });

  it("a key is gone after its time, also from the count of keys", async () => {
    await talk(redis.port, ["FLUSHDB\r\nSET soon 1 PX 30\r\nQUIT\r\n"]);
    await poll("the key has ended", async () =>
      (await talk(redis.port, ["GET soon\r\nQUIT\r\n"])).startsWith("$-1") ? true : undefined,
    );
    expect(await talk(redis.port, ["DBSIZE\r\nINFO server\r\nQUIT\r\n"])).toMatch(
      /^:0\r\n\$\d+\r\n# Server\r\nredis_version:/,
    );
  });

  it("redis-ping tells whether it answers", async () => {
    const env = { REDIS_PORT: String(redis.port) };
    expect(await run([images.program("redis-ping")], env)).toEqual({ code: 0, stdout: "PONG\n", stderr: "" });
    const dead = await run([images.program("redis-ping")], { REDIS_PORT: String(await findFreePort()) });
    expect(dead).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cannot reach Redis at 127.0.0.1:"),
    });
  });
});

describe("redis, the script", () => {
  it("without redis-server on PATH it says so, with --which and when it starts", async () => {
    const which = await run([images.program("redis"), "--which"], { PATH: images.barePath });
    expect(which).toEqual({ code: 0, stdout: "embedded (redis-server is not on PATH)\n", stderr: "" });
    await using redis = await startRedis(images, "embedded");
    expect(redis.output()).toStartWith("redis-server is not on PATH: starting the embedded server\n");
  });

  it.skipIf(!hasRedisServer)("with redis-server on PATH --which prints its version", async () => {
    const which = await run([images.program("redis"), "--which"], {});
    expect(which.stdout).toMatch(/^redis-server \d+\.\d+\.\d+\n$/);
  });

  it("a port that is taken is a clear error of the embedded server, exit 1", async () => {
    await using redis = await startRedis(images, "embedded");
    const ended = await run([images.program("redis-embedded")], { REDIS_PORT: String(redis.port) });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: `redis: cannot listen on 127.0.0.1:${redis.port}: the port is taken (REDIS_PORT chooses another)\n`,
    });
  });
});

/** Sends the pieces one after the other and returns all that comes until the server closes. */
async function talk(port: number, pieces: readonly string[]): Promise<string> {
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  const closed = once(socket, "close");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // A server that has closed already may reset the connection: what it said before is what counts.
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  for (const piece of pieces) await new Promise((resolve) => socket.write(piece, "latin1", resolve));
  await closed;
  return Buffer.concat(chunks).toString("latin1");
}
