import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Subprocess, spawn } from "bun";
import { buildWorkloads } from "../build.ts";

const deadlineMs = 10_000;

/** Which program plays Redis. */
export type RedisKind = "embedded" | "redis-server";

/** The built images in a folder of their own, and a PATH without redis-server. */
export interface Images extends AsyncDisposable {
  readonly folder: string;
  readonly barePath: string;
  program(name: "snappass" | "redis" | "redis-embedded" | "redis-ping"): string;
}

/** A program that runs; disposing stops it. */
export interface Running extends AsyncDisposable {
  readonly process: Subprocess<"ignore", "pipe", "pipe">;
  readonly port: number;
  /** All that it wrote to standard output until now. */
  output(): string;
}

/** Builds both images into a new temporary folder. */
export async function buildImages(): Promise<Images> {
  const folder = await mkdtemp(join(tmpdir(), "cobble-snappass-"));
  await buildWorkloads(join(folder, "dist"));
  const barePath = join(folder, "bare");
  await mkdir(barePath);
  for (const tool of ["node", "sh", "env", "dirname", "readlink", "sed"]) {
    await symlink(Bun.which(tool) ?? tool, join(barePath, tool));
  }
  return {
    folder,
    barePath,
    program: (name) => join(folder, "dist", name === "snappass" ? "snappass" : "redis", "bin", name),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts Redis of a kind on a free port and waits until it answers. */
export async function startRedis(images: Images, kind: RedisKind): Promise<Running> {
  const port = kind === "embedded" ? 0 : await findFreePort();
  const path = kind === "embedded" ? images.barePath : (process.env["PATH"] ?? "");
  const ready = kind === "embedded" ? /ready on 127\.0\.0\.1:(\d+)/ : /Ready to accept connections/;
  return start({
    command: [images.program("redis")],
    env: { PATH: path, REDIS_PORT: String(port) },
    ready,
    port,
  });
}

/** Starts the web app on a free port and waits until it listens. */
export async function startSnappass(
  images: Images,
  { redisPort, env = {} }: { redisPort: number; env?: Readonly<Record<string, string>> },
): Promise<Running> {
  return start({
    command: [images.program("snappass")],
    env: { PATH: process.env["PATH"] ?? "", SNAPPASS_PORT: "0", REDIS_PORT: String(redisPort), ...env },
    ready: /listening on http:\/\/127\.0\.0\.1:(\d+)/,
    port: 0,
  });
}

/** Runs a program to its end. */
export async function run(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn([...command], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { code, stdout, stderr };
}

/** Asks again until the probe gives something, for at most ten seconds. */
export async function poll<T>(what: string, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const endsAt = Date.now() + deadlineMs;
  while (Date.now() < endsAt) {
    const found = await probe();
    if (found !== undefined) return found;
    await Bun.sleep(20);
  }
  throw new Error(`${what}: not seen within ${deadlineMs} ms`);
}

/** A port of 127.0.0.1 that nothing listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("a TCP server has an address");
  return address.port;
}

/** A PATH with a folder in front. */
export function pathWith(folder: string): string {
  return folder + delimiter + (process.env["PATH"] ?? "");
}

/** Posts JSON and reads the JSON of the answer. */
export async function post(
  url: string,
  body: unknown,
): Promise<{ status: number; body: Readonly<Record<string, unknown>> }> {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const read: unknown = await answer.json();
  return { status: answer.status, body: typeof read === "object" ? { ...read } : {} };
}

async function start({
  command,
  env,
  ready,
  port,
}: {
  command: readonly string[];
  env: Readonly<Record<string, string>>;
  ready: RegExp;
  port: number;
}): Promise<Running> {
  const child = spawn([...command], { env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  let output = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) output += decoder.decode(chunk, { stream: true });
  })();
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await child.exited;
    await reading;
  };
  const match = await poll(`${command.join(" ")} ready`, async () => {
    if (child.exitCode !== null) throw new Error(`it ended at once: ${await child.stderr.text()}`);
    return ready.exec(output) ?? undefined;
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    process: child,
    port: port || Number(match[1]),
    output: () => output,
    [Symbol.asyncDispose]: stop,
  };
}
