import { chmod, chown, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, until } from "../support.ts";

/** Owns nothing on this machine but the folders that a disposable root gives it. */
const uid = 64_321;

const busybox = Bun.which("busybox");
const injected = join(root, "dist/inject");

/** Only root can become a user that owns nothing. */
export const canDispose: boolean =
  process.getuid?.() === 0 &&
  busybox !== null &&
  Bun.spawnSync(["setpriv", `--reuid=${uid}`, "--clear-groups", "unshare", "-Urmpnf", "true"]).exitCode === 0;

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

/** The header of an admin, whom the daemon knows by name and password. */
export const adminHeader = `Basic ${Buffer.from("fuzzer:secret").toString("base64")}`;

const identities = `identities: {fuzzer: {access: admin, basic: {password: ${hash}}}}\n`;

const layer = `services:
  app: {override: replace, command: sleep 1000, startup: enabled}
  quick: {override: replace, command: echo hi}
checks:
  up: {override: replace, exec: {command: true}}
`;

/** A daemon that can reach nothing but a root of its own: other files, processes, networks and users are not there. */
export interface DisposableDaemon extends AsyncDisposable {
  readonly socketPath: string;
  /** Its exit code, once it has ended. */
  exitCode(): number | null;
  log(): Promise<string>;
  /** Of the daemon and of what it runs, in MiB. */
  memory(): number;
}

const applets = ["sh", "sleep", "echo", "cat", "true", "false", "ls", "id", "head"];

const fillRoot = async (base: string): Promise<void> => {
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  for (const folder of ["bin", "etc", "proc", "charm", "home/layers", "tmp", "sockets"]) {
    await mkdir(at(folder), { recursive: true });
  }
  // Links cost nothing, where both are on one disk.
  const copied = Bun.spawnSync([
    "sh",
    "-c",
    'cp -al "$0" "$1" 2>/dev/null || cp -a "$0" "$1"',
    injected,
    at("charm/bin"),
  ]);
  if (copied.exitCode !== 0) throw new Error(`cannot copy ${injected}: ${copied.stderr}`);
  Bun.spawnSync(["cp", String(busybox), at("bin/busybox")]);
  for (const name of applets) await symlink("busybox", at("bin", name));
  await writeFile(at("etc/passwd"), "root:x:0:0::/home:/bin/sh\n");
  await writeFile(at("etc/group"), "root:x:0:\n");
  await writeFile(at("home/layers/001-base.yaml"), layer);
  await writeFile(at("etc/identities.yaml"), identities);
  await chmod(base, 0o755);
  Bun.spawnSync(["chown", "-R", `${uid}:${uid}`, at("home"), at("tmp"), at("sockets")]);
};

/** Starts the built executable in a root of its own. */
export const startDisposable = async (): Promise<DisposableDaemon> => {
  const base = await mkdtemp(join(tmpdir(), "cobble-disposable-"));
  await fillRoot(base);
  const logFile = join(base, "daemon.log");
  const child = Bun.spawn(
    [
      ...["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"],
      ...["unshare", "-Urmpnf", "--kill-child", "--mount-proc", `--root=${base}`, "--wd=/"],
      ...["/charm/bin/cobble", "run", "--identities", "/etc/identities.yaml"],
    ],
    {
      stdio: ["ignore", "ignore", Bun.file(logFile)],
      env: { PATH: "/bin", HOME: "/home", PEBBLE: "/home", PEBBLE_SOCKET: "/sockets/cobble" },
    },
  );
  const socketPath = join(base, "sockets/cobble");
  const log = (): Promise<string> => readFile(logFile, "utf8");
  const dispose = async (): Promise<void> => {
    child.kill("SIGKILL");
    await child.exited;
    await rm(base, { recursive: true, force: true });
  };
  try {
    await until("it listens", async () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${await log()}`);
      return (await log()).includes("Started daemon") || undefined;
    });
  } catch (error) {
    await dispose();
    throw error;
  }
  // Whatever is removed then, we can still connect.
  await chown(join(base, "sockets"), 0, 0);
  return {
    socketPath,
    exitCode: () => child.exitCode,
    log,
    memory: () => {
      const { stdout } = Bun.spawnSync(["ps", "-o", "rss=", "-u", String(uid)]);
      return (
        stdout
          .toString()
          .split("\n")
          .reduce((sum, line) => sum + Number(line), 0) / 1024
      );
    },
    [Symbol.asyncDispose]: dispose,
  };
};
