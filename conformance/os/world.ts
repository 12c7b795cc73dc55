import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Subprocess, spawn } from "bun";
import { type Certificate, type CertificateKind, makeCertificate } from "./certificates.ts";
import { freePort } from "./free-port.ts";
import { sendRequest } from "./request.ts";
import type { Target } from "./target.ts";

const startWithinMs = 15_000;
const stopWithinMs = 8_000;

/** What a case finds before it starts. */
export interface WorldOptions {
  readonly files: Readonly<Record<string, string>>;
  /** Symbolic links, and what each points to. */
  readonly links: Readonly<Record<string, string>>;
  /** Variables of the daemon and of commands, besides those that every case has. `{dir}` in them is the folder. */
  readonly env: Readonly<Record<string, string>>;
  /** What follows `run`, or with `enter` in front, that; "none" starts no daemon. */
  readonly daemon: readonly string[] | "none";
  /** Certificates to make, by name. */
  readonly certificates: Readonly<Record<string, CertificateKind>>;
}

/** A temporary folder with a daemon of its own; disposing stops the daemon and removes the folder. */
export interface World extends AsyncDisposable {
  readonly dir: string;
  readonly socketPath: string;
  /** The whole environment of the daemon and of commands. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the daemon listens over TCP, as far as it was told to. */
  readonly ports: Ports;
  readonly certificates: ReadonlyMap<string, Certificate>;
  /** Ends the daemon by a signal, and starts it again. @throws {Error} when there is none, or it does not come up */
  readonly restart: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

/** Ports of 127.0.0.1. */
export interface Ports {
  readonly http?: number;
  readonly https?: number;
}

async function choosePorts(words: readonly string[]): Promise<Ports> {
  const [http, https] = await Promise.all(
    ["{http}", "{https}"].map((word) => (words.includes(word) ? freePort() : undefined)),
  );
  return { ...(http === undefined ? {} : { http }), ...(https === undefined ? {} : { https }) };
}

async function makeCertificates(
  dir: string,
  kinds: Readonly<Record<string, CertificateKind>>,
): Promise<ReadonlyMap<string, Certificate>> {
  const entries = Object.entries(kinds).map(
    async ([name, kind]) => [name, await makeCertificate(dir, name, kind)] as const,
  );
  return new Map(await Promise.all(entries));
}

/**
 * Makes the folder, starts the daemon in it and waits until its API answers.
 * @throws {Error} with the daemon's output when it does not come up.
 */
export async function createWorld(target: Target, options: WorldOptions): Promise<World> {
  const { files, links, daemon } = options;
  const dir = await mkdtemp(join(tmpdir(), "conformance-"));
  // Other users must reach the socket: what they may do is for the daemon to say.
  await chmod(dir, 0o755);
  const given = Object.entries(options.env).map(([name, value]) => [name, value.replaceAll("{dir}", dir)]);
  const env: Readonly<Record<string, string>> = {
    PATH: process.env["PATH"] ?? "",
    HOME: dir,
    XDG_CONFIG_HOME: join(dir, "config"),
    PEBBLE: dir,
    TZ: "UTC",
    LC_ALL: "C.UTF-8",
    ...Object.fromEntries(given),
  };
  const socketPath = env["PEBBLE_SOCKET"] ?? join(env["PEBBLE"] ?? dir, ".pebble.socket");
  await writeFiles(dir, files);
  for (const [path, target] of Object.entries(links)) await symlink(target, join(dir, path));
  const ports = daemon === "none" ? {} : await choosePorts(daemon);
  const certificates = await makeCertificates(dir, options.certificates);
  const world = { dir, socketPath, env, ports, certificates };
  if (daemon === "none") {
    return { ...world, restart: cannotRestart, [Symbol.asyncDispose]: () => removeFolder(dir) };
  }
  const words = daemon.map((word) =>
    word.replace(/^\{(https?)\}$/, (_, name: keyof Ports) => `127.0.0.1:${ports[name]}`),
  );
  const program = target.daemonCommand ?? target.command;
  const command = [...program, ...(words[0] === "enter" ? [] : ["run"]), ...words];
  const start = (): Promise<Subprocess> => startDaemon(command, { dir, env, socketPath });
  let child = await start().catch(async (error: unknown) => {
    await removeFolder(dir);
    throw error;
  });
  return {
    ...world,
    restart: async (signal) => {
      await stop(child, signal);
      child = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await stop(child, "SIGTERM");
      await removeFolder(dir);
    },
  };
}

function cannotRestart(): never {
  throw new Error("cannot restart the daemon of a case that has none");
}

/** @throws {Error} with the daemon's output when it does not come up */
async function startDaemon(
  command: readonly string[],
  { dir, env, socketPath }: Pick<World, "dir" | "env" | "socketPath">,
): Promise<Subprocess> {
  const child = spawn([...command], {
    cwd: dir,
    env: { ...env },
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const log = child.stderr.text();
  try {
    await waitUntilReady(child, socketPath);
    return child;
  } catch (error) {
    await stop(child, "SIGTERM");
    throw new Error(`the daemon did not come up: ${await log}`, { cause: error });
  }
}

async function writeFiles(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(dir, "layers"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

async function waitUntilReady(child: Subprocess, socketPath: string): Promise<void> {
  const endsAt = Date.now() + startWithinMs;
  while (child.exitCode === null && Date.now() < endsAt) {
    const answer = await sendRequest({
      to: { socketPath },
      method: "GET",
      path: "/v1/system-info",
      timeoutMs: 1_000,
    }).catch(
      // Expected until the socket is there.
      () => undefined,
    );
    if (answer?.status === 200) return;
    await Bun.sleep(15);
  }
  throw new Error(
    child.exitCode === null ? `not ready within ${startWithinMs} ms` : `it ended with ${child.exitCode}`,
  );
}

async function stop(child: Subprocess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  child.kill(signal);
  const killer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
  await child.exited;
  clearTimeout(killer);
}

function removeFolder(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true });
}
