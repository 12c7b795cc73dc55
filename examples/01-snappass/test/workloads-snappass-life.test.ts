import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  buildImages,
  findFreePort,
  type Images,
  pathWith,
  poll,
  post,
  run,
  startRedis,
  startSnappass,
} from "./workloads-processes.ts";

let images: Images;
beforeAll(async () => {
  images = await buildImages();
});
afterAll(async () => {
  await images[Symbol.asyncDispose]();
});

describe("snappass", () => {
  it("health follows Redis, away and back", async () => {
    const port = await findFreePort();
    await using web = await startSnappass(images, { redisPort: port });
    const health = async (wanted: number): Promise<true | undefined> =>
      (await fetch(`http://127.0.0.1:${web.port}/health`)).status === wanted ? true : undefined;
    await poll("503 without Redis", () => health(503));
    {
      await using redis = await startEmbeddedOn(port);
      await poll("200 with Redis", () => health(200));
      expect(redis.port).toBe(port);
    }
    await poll("503 after Redis", () => health(503));
    await using _again = await startEmbeddedOn(port);
    await poll("200 again", () => health(200));
  });

  it("each secret that is read is told to the supervisor, also when that fails", async () => {
    const folder = join(images.folder, "notify");
    await mkdir(folder);
    await writeFile(
      join(folder, "pebble"),
      `#!/bin/sh\necho "$@" >> ${folder}/told\ntest -e ${folder}/fail && exit 1\nexit 0\n`,
    );
    await chmod(join(folder, "pebble"), 0o755);
    await using redis = await startRedis(images, "embedded");
    const env = { PATH: pathWith(folder), PEBBLE_SOCKET: join(folder, "socket") };
    await using web = await startSnappass(images, { redisPort: redis.port, env });
    const readOne = async (): Promise<void> => {
      const { body } = await post(`http://127.0.0.1:${web.port}/api/secrets`, { secret: "a" });
      const { status } = await post(`http://127.0.0.1:${web.port}/api/secrets/${body["key"]}/reveal`, {});
      expect(status).toBe(200);
    };
    const told = (line: string) =>
      poll(line, async () =>
        (await readFile(join(folder, "told"), "utf8").catch(() => "")).includes(`${line}\n`)
          ? true
          : undefined,
      );
    await readOne();
    await told("notify snappass.example/secret-read count=1");
    await writeFile(join(folder, "fail"), "");
    await readOne();
    await poll("the failure is logged", () => /WARNING cannot notify/.exec(web.output()) ?? undefined);
  });

  it("a port that is taken is a clear error, exit 1", async () => {
    await using redis = await startRedis(images, "embedded");
    const ended = await run([images.program("snappass")], { SNAPPASS_PORT: String(redis.port) });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: `snappass: cannot listen on 127.0.0.1:${redis.port}: the port is taken (SNAPPASS_PORT chooses another)\n`,
    });
  });

  it("a wrong setting is a clear error, exit 1", async () => {
    const level = await run([images.program("snappass")], { SNAPPASS_LOG_LEVEL: "loud" });
    expect(level).toMatchObject({ code: 1, stderr: expect.stringContaining("debug, info, warning, error") });
    const port = await run([images.program("snappass")], { SNAPPASS_PORT: "http" });
    expect(port).toMatchObject({ code: 1, stderr: expect.stringContaining('SNAPPASS_PORT "http"') });
    expect((await run([images.program("snappass"), "purge", "all"], {})).code).toBe(1);
  });

  it("SIGTERM ends it with exit 0, and keys never reach the log", async () => {
    await using redis = await startRedis(images, "embedded");
    await using web = await startSnappass(images, {
      redisPort: redis.port,
      env: { SNAPPASS_LOG_LEVEL: "debug" },
    });
    const { body } = await post(`http://127.0.0.1:${web.port}/api/secrets`, { secret: "a" });
    await fetch(String(body["url"]));
    web.process.kill("SIGTERM");
    expect(await web.process.exited).toBe(0);
    expect(web.output()).toContain("DEBUG GET /KEY 200");
    expect(web.output()).not.toContain(String(body["key"]));
  });
});

async function startEmbeddedOn(port: number): Promise<{ port: number } & AsyncDisposable> {
  const child = Bun.spawn([images.program("redis-embedded")], {
    env: { PATH: images.barePath, REDIS_PORT: String(port) },
    stdout: "ignore",
  });
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await child.exited;
    },
  };
}
