import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "@cobble/client";
import { TestingError } from "../errors.ts";
import { makeFolder, removeFolder } from "./root.ts";

/** What a real container is made from. */
export interface RealContainerOptions {
  /** The path of the supervisor's executable; that of the variable COBBLE_EXECUTABLE unless given. */
  readonly executable?: string | undefined;
  /** Its layers as YAML, by label, lowest first. */
  readonly layers: Readonly<Record<string, string>>;
  /** Files and folders of this machine that it has, by their place in it; they can be written to. */
  readonly mounts: Readonly<Record<string, string>>;
}

/** How long a supervisor may take to answer. */
const startTimeoutMs = 10_000;

/** Where the supervisor keeps what is its own, in the container. */
const pebbleDir = "var/lib/pebble/default";

/**
 * Runs in namespaces of its own: makes a root of the folder, in which the programs of this machine can be run and not be
 * written to, and becomes the supervisor there. Its arguments are the folder, the executable, and pairs of a place and what
 * is mounted there.
 */
const script = `
set -eu
root=$1 executable=$2
shift 2
show() {
  if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "$(dirname "$2")"; touch "$2"; fi
  mount --rbind "$1" "$2"
}
for path in /usr /bin /sbin /lib /lib64; do
  if [ -L "$path" ]; then cp -P "$path" "$root$path"
  elif [ -e "$path" ]; then show "$path" "$root$path"; mount -o remount,bind,ro "$root$path"; fi
done
mkdir -p "$root/proc" "$root/dev" "$root/tmp" "$root/root" "$root/etc"
mount -t proc proc "$root/proc"
for device in null zero full random urandom tty; do show "/dev/$device" "$root/dev/$device"; done
echo root:x:0:0:root:/root:/bin/sh > "$root/etc/passwd"
echo root:x:0: > "$root/etc/group"
show "$executable" "$root/charm/bin/pebble"
while [ $# -gt 0 ]; do show "$2" "$root$1"; shift 2; done
exec chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \\
  PEBBLE=/${pebbleDir} /charm/bin/pebble run --create-dirs --hold
`;

const findExecutable = (given: string | undefined): string => {
  const path = given ?? process.env["COBBLE_EXECUTABLE"] ?? "";
  if (path !== "" && existsSync(path)) return path;
  const what = path === "" ? "COBBLE_EXECUTABLE is not set" : `there is no file ${path}`;
  throw new TestingError(
    "real-container",
    `cannot start a real container: ${what}; name the built supervisor, as in dist/cobble`,
  );
};

const writeLayers = (root: string, layers: Readonly<Record<string, string>>): void => {
  const folder = join(root, pebbleDir, "layers");
  mkdirSync(folder, { recursive: true });
  for (const [index, [label, yaml]] of Object.entries(layers).entries()) {
    writeFileSync(join(folder, `${String(index + 1).padStart(3, "0")}-${label}.yaml`), yaml);
  }
};

/** The supervisor's executable, in user, mount and process namespaces of its own, with a folder of the test as its root. */
export class RealContainer implements Disposable {
  /** The folder that holds the container's files: `/etc/x` is `etc/x` in it. */
  readonly root: string;
  readonly client: Client;
  /** The socket that its supervisor listens on. */
  readonly socketPath: string;
  readonly #process: ChildProcess;
  #output = "";

  private constructor(options: RealContainerOptions) {
    const executable = findExecutable(options.executable);
    this.root = makeFolder("cobble-real-");
    writeLayers(this.root, options.layers);
    const mounts = Object.entries(options.mounts).flat();
    const namespaces = ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"];
    const shell = ["sh", "-c", script, "sh", this.root, executable, ...mounts];
    this.#process = spawn("unshare", [...namespaces, ...shell], { stdio: ["ignore", "ignore", "pipe"] });
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#output = (this.#output + text).slice(-4096);
    });
    // Told by its exit code and what it said; a machine without unshare has neither.
    this.#process.on("error", (error) => {
      this.#output += String(error);
    });
    this.socketPath = join(this.root, pebbleDir, ".pebble.socket");
    this.client = createClient({ socketPath: this.socketPath });
  }

  /**
   * Starts a supervisor, and settles when it answers. Services are not started.
   * @throws {TestingError} when it cannot be, with what it said
   */
  static async start(options: RealContainerOptions): Promise<RealContainer> {
    const container = new RealContainer(options);
    const deadline = performance.now() + startTimeoutMs;
    while (!(await container.#answers())) {
      if (container.#process.exitCode === null && performance.now() < deadline) await sleep(10);
      else {
        container[Symbol.dispose]();
        throw new TestingError(
          "real-container",
          `cannot start a real container: ${container.#output.trim()}`,
        );
      }
    }
    return container;
  }

  /** Kills everything in the container, and removes its files when all are gone. */
  [Symbol.dispose](): void {
    const { root } = this;
    if (this.#process.exitCode !== null || this.#process.pid === undefined) removeFolder(root);
    else this.#process.once("exit", () => removeFolder(root));
    this.#process.kill("SIGKILL");
  }

  async #answers(): Promise<boolean> {
    try {
      await this.client.system.info();
      return true;
    } catch {
      // Nobody listens yet.
      return false;
    }
  }
}
