import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentError } from "../errors.ts";

/** The longest path of a Unix socket that Linux takes, without the NUL behind it. */
const maxSocketPath = 107;

/** Where the files of one pod are. All but the sockets are in `.cobble` of the pod's folder. */
export interface PodPaths {
  readonly podDir: string;
  readonly stateDir: string;
  readonly unitStateFile: string;
  /** Holds a folder `<name>/<index>` for each storage of the charm. */
  readonly storageDir: string;
  /** Tells which process runs the pod. */
  readonly pidFile: string;
  /** What the charm's hooks print and log. */
  readonly charmLog: string;
  /** The executable under both its names. */
  readonly binDir: string;
  readonly hookToolsDir: string;
  /** `.cobble`, or a folder with a shorter path when a socket's would be too long there. */
  readonly socketsDir: string;
  /** Holds `<container>/pebble.socket`. */
  readonly containersDir: string;
  readonly agentSocket: string;
}

/** The user who runs this; only Linux is supported, where there always is one. */
export const currentUid = (): number => process.getuid?.() ?? 0;

/** The folder of what is only needed while this user's pods run. */
export const runtimeDir = (env: Readonly<Record<string, string | undefined>>): string => {
  const given = env["XDG_RUNTIME_DIR"];
  return given === undefined || given === ""
    ? join(tmpdir(), `cobble-${currentUid()}`)
    : join(given, "cobble");
};

/** A short name for a pod's folder. */
export const podHash = (podDir: string): string =>
  createHash("sha256").update(podDir).digest("hex").slice(0, 12);

/** Where the files of a pod are. */
export const podPaths = (
  podDir: string,
  options: { readonly containers: readonly string[]; readonly runtimeDir: string },
): PodPaths => {
  const stateDir = join(podDir, ".cobble");
  const socketOf = (dir: string, name: string): string => join(dir, "containers", name, "pebble.socket");
  const longest = Math.max(
    Buffer.byteLength(join(stateDir, "agent.socket")),
    ...options.containers.map((name) => Buffer.byteLength(socketOf(stateDir, name))),
  );
  const socketsDir =
    longest <= maxSocketPath ? stateDir : join(options.runtimeDir, "sockets", podHash(podDir));
  return {
    podDir,
    stateDir,
    unitStateFile: join(stateDir, "unit.json"),
    storageDir: join(stateDir, "storage"),
    pidFile: join(stateDir, "runner.pid"),
    charmLog: join(stateDir, "charm.log"),
    binDir: join(stateDir, "bin"),
    hookToolsDir: join(stateDir, "hook-tools"),
    socketsDir,
    containersDir: join(socketsDir, "containers"),
    agentSocket: join(socketsDir, "agent.socket"),
  };
};

/** The directory of a container's supervisor in the folder of its pod: layers and state. */
export const keptDir = (podDir: string, container: string): string =>
  join(podDir, ".cobble", "containers", container);

/** A container's socket. */
export const containerSocket = (paths: PodPaths, container: string): string =>
  join(paths.containersDir, container, "pebble.socket");

/** What a container's supervisor prints. */
export const containerLog = (paths: PodPaths, container: string): string =>
  join(paths.stateDir, "containers", `${container}.log`);

/**
 * Makes a folder that only this user may look into, with its parents.
 * @throws {AgentError} when it is there but somebody else's, as may happen in a shared temporary folder
 */
export const makePrivateDir = (dir: string, uid: number): void => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const seen = lstatSync(dir);
  if (!seen.isDirectory() || seen.uid !== uid) {
    throw new AgentError("foreign-dir", `cannot use ${dir}: it has to be a folder of this user`);
  }
  chmodSync(dir, 0o700);
};

/** Whether a folder holds a charm, or was a pod once. */
export const isPodFolder = (dir: string): boolean =>
  ["charmcraft.yaml", "metadata.yaml", ".cobble"].some((name) =>
    statSync(join(dir, name), { throwIfNoEntry: false }),
  );
