import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import {
  buildImages,
  type Images,
  poll,
  post,
  type RedisKind,
  type Running,
  run,
  startRedis,
  startSnappass,
} from "./workloads-processes.ts";

const hasRedisServer = Bun.which("redis-server") !== null;
if (!hasRedisServer) console.log("skipped: snappass with redis-server, which is not on PATH");
const kinds: readonly RedisKind[] = hasRedisServer ? ["embedded", "redis-server"] : ["embedded"];

let images: Images;
beforeAll(async () => {
  images = await buildImages();
});
afterAll(async () => {
  await images[Symbol.asyncDispose]();
});

describe.each(kinds)("snappass with %s", (kind) => {
  let redis: Running;
  let web: Running;
  beforeAll(async () => {
    redis = await startRedis(images, kind);
    web = await startSnappass(images, { redisPort: redis.port });
  });
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });
  const at = (path: string): string => `http://127.0.0.1:${web.port}${path}`;
  const store = async (secret: string, ttlSeconds = 60): Promise<string> => {
    const answer = await post(at("/api/secrets"), { secret, ttlSeconds });
    expect(answer.status).toBe(201);
    expect(String(answer.body["url"])).toBe(at(`/${answer.body["key"]}`));
    return String(answer.body["key"]);
  };
  const reveal = (key: string) => post(at(`/api/secrets/${key}/reveal`), {});

  it("a secret is read once, the second read is 404", async () => {
    const secret = 'pass "word" <b> ☃ \n\0 end';
    const key = await store(secret);
    expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(await reveal(key)).toMatchObject({ status: 200, body: { secret } });
    expect((await reveal(key)).status).toBe(404);
  });

  it("twenty readers at the same time, exactly one gets the secret", async () => {
    const key = await store("for one");
    const answers = await Promise.all(Array.from({ length: 20 }, () => reveal(key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 404),
    ]);
  });

  it("a secret is gone after its time", async () => {
    const key = await store("short", 1);
    await poll("the secret has ended", async () =>
      (await fetch(at(`/${key}`))).status === 404 ? true : undefined,
    );
    expect((await reveal(key)).status).toBe(404);
  });

  it("opening the link does not use the secret up, its button does", async () => {
    const key = await store("<i>shown & gone</i>");
    for (const method of ["GET", "HEAD", "GET"])
      expect((await fetch(at(`/${key}`), { method })).status).toBe(200);
    const shown = await fetch(at(`/${key}`), { method: "POST" });
    expect(await shown.text()).toContain("&lt;i&gt;shown &amp; gone&lt;/i&gt;</pre>");
    expect((await fetch(at(`/${key}`), { method: "POST" })).status).toBe(404);
  });

  it("a guessed key neither reads nor burns a secret", async () => {
    const key = await store("kept");
    const guess = (key.startsWith("A") ? "B" : "A") + key.slice(1);
    expect((await reveal(guess)).status).toBe(404);
    expect((await reveal("..%2f")).status).toBe(404);
    expect(await reveal(key)).toMatchObject({ status: 200 });
  });

  it("the form gives a link that works", async () => {
    const answer = await fetch(at("/"), {
      method: "POST",
      body: new URLSearchParams({ secret: "two\r\nlines", ttlSeconds: "3600" }),
    });
    expect(answer.status).toBe(201);
    const key = /value="http:\/\/[^/]+\/([^"]+)"/.exec(await answer.text())?.[1] ?? "";
    expect(await reveal(key)).toMatchObject({ body: { secret: "two\nlines" } });
  });

  it("bad input is refused with the reason", async () => {
    const cases = [
      { body: "{", status: 400, error: "it is not JSON" },
      { body: "[]", status: 400, error: "it should be an object" },
      { body: "{}", status: 400, error: "it should be text, and not empty" },
      { body: '{"secret": 5}', status: 400, error: "it should be text, and not empty" },
      { body: '{"secret":"a","ttlSeconds":0}', status: 400, error: "whole number from 1 to 604800" },
      { body: '{"secret":"a","ttlSeconds":"60"}', status: 400, error: "whole number from 1 to 604800" },
      { body: '{"secret":"a","ttlSeconds":604801}', status: 400, error: "whole number from 1 to 604800" },
      {
        body: JSON.stringify({ secret: "a".repeat(64 * 1024 + 1) }),
        status: 413,
        error: "it is over 64 KiB",
      },
      {
        body: JSON.stringify({ secret: "a".repeat(3 * 1024 * 1024) }),
        status: 413,
        error: "it is over 64 KiB",
      },
    ];
    for (const { body, status, error } of cases) {
      const answer = await fetch(at("/api/secrets"), {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain(error);
    }
    expect((await fetch(at("/api/secrets"))).status).toBe(405);
    expect((await fetch(at("/no/such/page"))).status).toBe(404);
    expect(
      (await fetch(at("/api/secrets"), { method: "POST", body: new URLSearchParams({ secret: "a" }) }))
        .status,
    ).toBe(415);
  });

  it("the largest secret survives, one of each byte as JSON needs it", async () => {
    const secret = "\u0001".repeat(64 * 1024);
    expect(await reveal(await store(secret))).toMatchObject({ body: { secret } });
  });

  it("purge removes ten thousand secrets and prints how many", async () => {
    const env = { REDIS_PORT: String(redis.port) };
    await run([images.program("snappass"), "purge"], env);
    for (let batch = 0; batch < 100; batch += 1)
      await Promise.all(Array.from({ length: 100 }, () => store("one of many")));
    expect(await run([images.program("snappass"), "purge"], env)).toEqual({
      code: 0,
      stdout: "10000\n",
      stderr: "",
    });
    expect(await run([images.program("snappass"), "purge"], env)).toEqual({
      code: 0,
      stdout: "0\n",
      stderr: "",
    });
  }, 60_000);
});
