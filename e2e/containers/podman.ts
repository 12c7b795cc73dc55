import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../support.ts";

/** Works without systemd, cgroup delegation or an engine's daemon. */
const configuration = `[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`;

/** Whether containers can run here: podman and runc are there, and we may start them. */
export const hasPodman: boolean =
  Bun.which("podman") !== null && Bun.which("runc") !== null && process.getuid?.() === 0;

/** A container engine of its own for one test, with its containers and files in a folder that goes with it. */
export interface Podman {
  /** A folder for roots and volumes. */
  readonly folder: string;
  /** Runs `podman` to its end. */
  run(args: readonly string[]): Promise<Run>;
  /** Makes an empty root, with the mount points that a container needs. */
  emptyRoot(name: string): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

const mountPoints = ["proc", "sys", "dev", "run", "tmp", "etc", "charm/bin"];

/** Sets up an engine; its containers are removed by force in the end. */
export const startPodman = async (): Promise<Podman> => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-podman-"));
  const configFile = join(folder, "containers.conf");
  await writeFile(configFile, configuration);
  const own = ["podman", "--root", join(folder, "storage"), "--runroot", join(folder, "state")];
  const run = async (args: readonly string[]): Promise<Run> => {
    const child = Bun.spawn([...own, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CONTAINERS_CONF: configFile },
    });
    const [stdout, stderr, exitCode] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { exitCode, stdout, stderr };
  };
  return {
    folder,
    run,
    emptyRoot: async (name) => {
      const root = join(folder, name);
      for (const point of mountPoints) await mkdir(join(root, point), { recursive: true });
      return root;
    },
    [Symbol.asyncDispose]: async () => {
      await run(["rm", "--all", "--force", "--time", "0"]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
