import { existsSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@cobble/client";

/** A supervisor that is measured. */
export interface Contender {
  readonly name: string;
  readonly executable: string;
}

/** How a supervisor is started for a measurement. */
export interface StartOptions {
  /** The one layer it starts with, as YAML. */
  readonly layer?: string;
  /** The `.pebble.state` that it found when it ran before: to take it over is no part of what is measured. */
  readonly state?: string;
  /** Whether services that are enabled stay down. */
  readonly hold?: boolean;
}

/** A supervisor that runs, in a folder of its own; disposing of it stops it and removes the folder. */
export interface RunningSupervisor extends AsyncDisposable {
  readonly pid: number;
  readonly socketPath: string;
  readonly client: Client;
  /** A folder for what a measurement needs. */
  readonly folder: string;
}

const answerDeadlineMs = 30_000;
const stopWithinMs = 10_000;

/** Cobble as it was built, and the reference where `pebble` on PATH is another program. */
export function findContenders(root: string): readonly Contender[] {
  const executable = join(root, "dist/cobble");
  if (!existsSync(executable)) throw new Error("cannot find dist/cobble: run `npm run build` first");
  const pebble = Bun.which("pebble");
  const isOther = pebble !== null && !realpathSync(pebble).startsWith(root);
  return [{ name: "cobble", executable }, ...(isOther ? [{ name: "pebble", executable: pebble }] : [])];
}

/**
 * Starts a supervisor and waits until its API answers. On two cores or more it has the first for itself, and what drives it
 * should run on another.
 * @throws {Error} when it does not answer within 30 s
 */
export async function startSupervisor(
  contender: Contender,
  options: StartOptions = {},
): Promise<RunningSupervisor> {
  const folder = await mkdtemp(join(tmpdir(), "cobble-bench-"));
  const pebbleDir = join(folder, "pebble");
  await mkdir(join(pebbleDir, "layers"), { recursive: true });
  if (options.layer !== undefined) await writeFile(join(pebbleDir, "layers/001-bench.yaml"), options.layer);
  if (options.state !== undefined) {
    await writeFile(join(pebbleDir, ".pebble.state"), options.state);
    await runOnce(contender, pebbleDir);
  }
  const child = spawnSupervisor(contender, { pebbleDir, hold: options.hold ?? false, pinned: true });
  const socketPath = join(pebbleDir, ".pebble.socket");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    // Whoever is slow to end is not waited for: how long that takes is another subject.
    const killer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
    await child.exited;
    clearTimeout(killer);
    await rm(folder, { recursive: true, force: true });
  };
  if (!(await untilAnswers(socketPath))) {
    await stop();
    throw new Error(`cannot measure ${contender.name}: it does not answer`);
  }
  return {
    pid: child.pid,
    socketPath,
    folder,
    client: createClient({ socketPath }),
    [Symbol.asyncDispose]: stop,
  };
}

/** Starts a supervisor in a folder, and stops it when it has read its state. */
async function runOnce(contender: Contender, pebbleDir: string): Promise<void> {
  const child = spawnSupervisor(contender, { pebbleDir, hold: true, pinned: true });
  const socketPath = join(pebbleDir, ".pebble.socket");
  await untilAnswers(socketPath);
  // Cobble answers before it has read its state, but not about that.
  await createClient({ socketPath }).notices.list({ keys: ["example.com/none"] });
  child.kill("SIGTERM");
  await child.exited;
}

/** Starts the process alone, without waiting for it. */
export function spawnSupervisor(
  { executable }: Contender,
  {
    pebbleDir,
    hold,
    pinned,
  }: { readonly pebbleDir: string; readonly hold: boolean; readonly pinned: boolean },
): Bun.Subprocess {
  const pin =
    pinned && navigator.hardwareConcurrency > 1 && Bun.which("taskset") !== null
      ? ["taskset", "-c", "0"]
      : [];
  return Bun.spawn([...pin, executable, "run", "--create-dirs", ...(hold ? ["--hold"] : [])], {
    env: { ...process.env, PEBBLE: pebbleDir },
    stdio: ["ignore", "ignore", "ignore"],
  });
}

/** Asks for system-info again and again, without a pause, until it is answered. */
export async function untilAnswers(socketPath: string): Promise<boolean> {
  const deadline = performance.now() + answerDeadlineMs;
  while (performance.now() < deadline) {
    if (existsSync(socketPath) && (await answers(socketPath))) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => socket.write("GET /v1/system-info HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    socket.once("data", () => {
      resolve(true);
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}

/** Seconds of processor that a process has used, its own and the kernel's for it. */
export async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)?.split(" ") ?? [];
  // Linux counts in hundredths of a second on every machine that Cobble runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory of a process that is in use, and the part of it that no file stands behind. */
export async function memoryMib(
  pid: number,
): Promise<{ readonly resident: number; readonly anonymous: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  return { resident: read("VmRSS"), anonymous: read("RssAnon") };
}
