import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { executable, type Run } from "./support.ts";

/** A daemon of the built executable, in a folder that goes with it. */
export interface RunningDaemon {
  readonly pid: number;
  readonly folder: string;
  /** What it has logged. */
  log(): Promise<string>;
  /** Runs a command against it. */
  cobble(...words: readonly string[]): Promise<Run>;
  /** Ends it with SIGTERM; settles with its exit code. */
  stop(): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a daemon finds when it starts. `{dir}` in a file or a variable is the daemon's folder. */
export interface DaemonPlace {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The soft limit of open files that it is started with. */
  readonly openFiles?: number;
  /** Its user, whose the folder becomes; only root can choose. */
  readonly uid?: number;
  /** What follows `run`. */
  readonly words?: readonly string[];
}

/** Starts the executable in a new folder with those files. */
export const startDaemon = async ({
  files = {},
  env = {},
  openFiles,
  uid,
  words: runWords = [],
}: DaemonPlace): Promise<RunningDaemon> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-daemon-"));
  const fill = (text: string): string => text.replaceAll("{dir}", folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), fill(text));
  }
  const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
  const variables = { ...process.env, PEBBLE: folder, ...filled };
  const logFile = join(folder, "daemon.log");
  const limited = openFiles === undefined ? [] : ["sh", "-c", `ulimit -Sn ${openFiles}; exec "$0" "$@"`];
  const asUser =
    uid === undefined ? [] : ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", "--"];
  if (uid !== undefined) Bun.spawnSync(["chown", "-R", `${uid}:${uid}`, folder]);
  const child = Bun.spawn([...asUser, ...limited, executable, "run", ...runWords.map(fill)], {
    stdio: ["ignore", "ignore", Bun.file(logFile)],
    env: variables,
  });
  const stop = (): Promise<number> => {
    child.kill("SIGTERM");
    return child.exited;
  };
  return {
    pid: child.pid,
    folder,
    log: () => readFile(logFile, "utf8"),
    cobble: async (...words) => {
      const command = Bun.spawn([executable, ...words], {
        stdio: ["ignore", "pipe", "pipe"],
        env: variables,
      });
      const [stdout, stderr, exitCode] = await Promise.all([
        new Response(command.stdout).text(),
        new Response(command.stderr).text(),
        command.exited,
      ]);
      return { exitCode, stdout, stderr };
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
