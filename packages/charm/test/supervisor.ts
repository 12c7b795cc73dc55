import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Container } from "@cobble/charm";
import { createClient } from "@cobble/client";
import { createLocalFiles } from "../src/os/local-files.ts";

/** A supervisor in a folder of its own, and the container that a charm sees of it. */
export interface TestSupervisor extends AsyncDisposable {
  /** An empty folder that commands in the container may use. */
  readonly workDir: string;
  /** Holds `web/pebble.socket`, as `COBBLE_CONTAINERS_DIR` does. */
  readonly containersDir: string;
  readonly container: Container;
  readonly socketPath: string;
}

const bun = fileURLToPath(new URL("../../../node_modules/.bin/bun", import.meta.url));
const cobble = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));

/** Cobble from its sources; any other supervisor of that kind when the variable names its executable. */
const command = (): readonly [string, ...string[]] => {
  const other = process.env["COBBLE_TEST_SUPERVISOR"];
  return other === undefined || other === "" ? [bun, cobble] : [other];
};

/** How long a container of a test waits, and by what clock. */
export const containerTimes = {
  connectTimeoutMs: 5_000,
  changeTimeoutMs: 30_000,
  now: () => performance.now(),
  delay: (ms: number) => sleep(ms),
} as const;

/** Makes the container `web` of a socket. */
export const makeContainer = (socketPath: string, options: { connectTimeoutMs?: number } = {}): Container =>
  new Container("web", {
    client: createClient({ socketPath }),
    ...containerTimes,
    ...options,
    loadLocalFiles: () => Promise.resolve(createLocalFiles()),
  });

/**
 * Starts a supervisor that holds its services, and ends it at the end.
 * @param options.wait until it answers, which is the default
 * @param options.env goes over this process's own
 */
export const startSupervisor = async (
  options: { readonly wait?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<TestSupervisor> => {
  const { wait = true, env = {} } = options;
  const root = await mkdtemp(join(tmpdir(), "charm-pod-"));
  const socketPath = join(root, "containers", "web", "pebble.socket");
  const workDir = join(root, "work");
  await mkdir(join(root, "containers", "web"), { recursive: true });
  await mkdir(workDir);
  const [executable, ...words] = command();
  const child = spawn(executable, [...words, "run", "--hold", "--create-dirs"], {
    env: { ...process.env, ...env, PEBBLE: join(root, "pebble"), PEBBLE_SOCKET: socketPath },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = `${said}${text}`.slice(-10_000);
  });
  const end = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    await rm(root, { recursive: true, force: true });
  };
  const container = makeContainer(socketPath, { connectTimeoutMs: 15_000 });
  try {
    if (wait) await container.getServices();
  } catch (cause) {
    await end();
    throw new Error(`the supervisor did not come up; it said: ${said}`, { cause });
  }
  return {
    socketPath,
    workDir,
    containersDir: join(root, "containers"),
    container,
    [Symbol.asyncDispose]: end,
  };
};
