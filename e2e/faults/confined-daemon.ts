import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executable, type Run, until } from "../support.ts";

/** Whether this machine lets us make namespaces of our own. */
export const canConfine: boolean =
  Bun.spawnSync(["unshare", "--user", "--map-root-user", "--mount", "true"]).exitCode === 0;

/** A daemon of the built executable that sees mounts of its own. */
export interface ConfinedDaemon extends AsyncDisposable {
  readonly pid: number;
  /** The daemon's folder, as the daemon names it. */
  readonly folder: string;
  /** A folder beside it, on the disk that all share. */
  readonly outside: string;
  /** The daemon's folder, as it is reached from here. */
  readonly reached: string;
  log(): string;
  /** Runs a command against it, in the same mounts. */
  cobble(...words: readonly string[]): Promise<Run>;
  /** Runs shell commands where it runs; `$PEBBLE` is its folder. */
  shell(script: string): Promise<Run>;
  connect(): Socket;
  /** Ends it by a signal, and settles with its exit code. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number>;
  /** Starts it again, after it was ended. */
  start(): Promise<void>;
}

const collect = async (child: Bun.Subprocess<"ignore", "pipe", "pipe">): Promise<Run> => {
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr };
};

/**
 * Starts the executable in a mount namespace.
 * @param options.prepare shell commands that make the folder `$PEBBLE` what it is to be, as root of that namespace only
 * @param options.words what follows `run`
 */
export const startConfined = async (options: {
  readonly prepare: string;
  readonly words?: readonly string[];
}): Promise<ConfinedDaemon> => {
  const base = await mkdtemp(join(tmpdir(), "cobble-confined-"));
  const pebble = join(base, "p");
  const env = { ...process.env, PEBBLE: pebble, XDG_CONFIG_HOME: base };
  // It holds the namespace, whatever becomes of the daemon.
  const keeper = Bun.spawn(
    [
      "unshare",
      "--user",
      "--map-root-user",
      "--mount",
      "sh",
      "-ec",
      `mkdir "$PEBBLE"; ${options.prepare}\necho ready; exec sleep 100000`,
    ],
    { stdio: ["ignore", "pipe", "inherit"], env },
  );
  const { value } = await keeper.stdout.getReader().read();
  if (value === undefined) throw new Error(`cannot prepare: ${options.prepare}`);
  const inside = [
    "nsenter",
    "--target",
    String(keeper.pid),
    "--user",
    "--mount",
    "--preserve-credentials",
    "--",
  ];
  const reached = `/proc/${keeper.pid}/root${pebble}`;
  const run = (words: readonly string[]): Promise<Run> =>
    collect(Bun.spawn([...inside, ...words], { stdio: ["ignore", "pipe", "pipe"], env, cwd: "/" }));
  let log = "";
  let daemon: Bun.Subprocess<"ignore", "ignore", "pipe"> | undefined;
  const isUp = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = createConnection(join(reached, ".pebble.socket"));
      socket.once("connect", () => socket.destroy());
      socket.once("error", () => resolve(false));
      socket.once("close", (hadError) => resolve(!hadError));
    });
  const start = async (): Promise<void> => {
    const started = Bun.spawn([...inside, executable, "run", ...(options.words ?? [])], {
      stdio: ["ignore", "ignore", "pipe"],
      env,
      cwd: "/",
    });
    daemon = started;
    const decoder = new TextDecoder();
    void (async () => {
      for await (const chunk of started.stderr) log += decoder.decode(chunk, { stream: true });
    })();
    await until(
      "the daemon listens",
      async () => {
        if (started.exitCode !== null) throw new Error(`the daemon ended with ${started.exitCode}: ${log}`);
        return (await isUp()) || undefined;
      },
      () => log,
    );
  };
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<number> => {
    daemon?.kill(signal);
    return (await daemon?.exited) ?? 0;
  };
  const dispose = async (): Promise<void> => {
    await end("SIGTERM");
    keeper.kill();
    await keeper.exited;
    await rm(base, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    get pid() {
      return daemon?.pid ?? 0;
    },
    folder: pebble,
    outside: base,
    reached,
    log: () => log,
    cobble: (...words) => run([executable, ...words]),
    shell: (script) => run(["sh", "-c", script]),
    connect: () => createConnection(join(reached, ".pebble.socket")),
    end,
    start,
    [Symbol.asyncDispose]: dispose,
  };
};
