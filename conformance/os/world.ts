import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Subprocess, spawn } from "bun";
import { sendRequest } from "./request.ts";
import type { Target } from "./target.ts";

const startWithinMs = 15_000;
const stopWithinMs = 8_000;

/** What a case finds before it starts. */
export interface WorldOptions {
  readonly files: Readonly<Record<string, string>>;
  /** Symbolic links, and what each points to. */
  readonly links: Readonly<Record<string, string>>;
  /** What follows `run`, or with `enter` in front, that; "none" starts no daemon. */
  readonly daemon: readonly string[] | "none";
}

/** A temporary folder with a daemon of its own; disposing stops the daemon and removes the folder. */
export interface World extends AsyncDisposable {
  readonly dir: string;
  readonly socketPath: string;
  /** The whole environment of the daemon and of commands. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the folder, starts the daemon in it and waits until its API answers.
 * @throws {Error} with the daemon's output when it does not come up.
 */
export async function createWorld(target: Target, { files, links, daemon }: WorldOptions): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), "conformance-"));
  // Other users must reach the socket: what they may do is for the daemon to say.
  await chmod(dir, 0o755);
  const socketPath = join(dir, ".pebble.socket");
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: dir,
    XDG_CONFIG_HOME: join(dir, "config"),
    PEBBLE: dir,
    TZ: "UTC",
    LC_ALL: "C.UTF-8",
  };
  await writeFiles(dir, files);
  for (const [path, target] of Object.entries(links)) await symlink(target, join(dir, path));
  if (daemon === "none") return { dir, socketPath, env, [Symbol.asyncDispose]: () => removeFolder(dir) };
  const child = spawn([...target.command, ...(daemon[0] === "enter" ? [] : ["run"]), ...daemon], {
    cwd: dir,
    env,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const log = child.stderr.text();
  const dispose = async (): Promise<void> => {
    await stop(child);
    await removeFolder(dir);
  };
  try {
    await waitUntilReady(child, socketPath);
  } catch (error) {
    await dispose();
    throw new Error(`the daemon did not come up: ${await log}`, { cause: error });
  }
  return { dir, socketPath, env, [Symbol.asyncDispose]: dispose };
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
      socketPath,
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

async function stop(child: Subprocess): Promise<void> {
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
  await child.exited;
  clearTimeout(killer);
}

function removeFolder(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true });
}
