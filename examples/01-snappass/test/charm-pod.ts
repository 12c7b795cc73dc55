import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Client, createClient } from "@cobble/client";
import { buildImages, findFreePort } from "./workloads-processes.ts";

const deadlineMs = 15_000;
const example = join(import.meta.dirname, "..");
const cobble = join(example, "../../packages/cli/src/main.ts");

/** The charm's options, as the agent would print them. */
export interface PodConfig {
  readonly port: number;
  readonly "log-level": string;
  readonly "redis-port": number;
}

/** What one run of the charm asked of the agent. */
export interface HookResult {
  readonly exitCode: number;
  /** What the charm wrote itself. */
  readonly output: string;
  /** Each hook tool with its arguments, in order, without reading the configuration. */
  readonly tools: readonly string[];
}

/** Two real supervisors with the example's images, and hooks that run when the test says so: a pod without an agent. */
export interface CharmPod extends AsyncDisposable {
  config: PodConfig;
  readonly snappass: Client;
  readonly redis: Client;
  /** Runs the charm for one hook, as in `hooks/config-changed`. */
  run(hook: string, env?: Readonly<Record<string, string>>): Promise<HookResult>;
}

const hookTools = ["config-get", "status-set", "juju-log", "action-get", "action-set", "action-fail"];

const toolScript = `#!/bin/sh
tool=$(basename "$0")
case $tool in config-get) cat "$TEST_CONFIG"; exit;; action-get) echo '{}'; exit;; esac
printf '%s\\n' "$tool $*" >> "$TEST_RECORD"
`;

/** Starts a supervisor whose programs are first on its PATH; resolves when it answers. */
const startSupervisor = async (
  root: string,
  container: { readonly name: string; readonly bin: string },
): Promise<{ readonly client: Client; stop(): Promise<void> }> => {
  const socketPath = join(root, "containers", container.name, "pebble.socket");
  await mkdir(join(root, "containers", container.name), { recursive: true });
  const other = process.env["COBBLE_TEST_SUPERVISOR"];
  const command = other === undefined ? [process.execPath, cobble] : [other];
  const child = Bun.spawn([...command, "run", "--hold", "--create-dirs"], {
    env: {
      ...process.env,
      PATH: `${container.bin}${delimiter}${process.env["PATH"] ?? ""}`,
      PEBBLE: join(root, container.name),
      PEBBLE_SOCKET: socketPath,
    },
    stdio: ["ignore", "ignore", "ignore"],
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await child.exited;
  };
  const client = createClient({ socketPath });
  const deadline = performance.now() + deadlineMs;
  while (!(await answers(client))) {
    if (performance.now() > deadline || child.exitCode !== null) {
      await stop();
      throw new Error(`the supervisor of ${container.name} does not answer`);
    }
    await Bun.sleep(20);
  }
  return { client, stop };
};

const answers = (client: Client): Promise<boolean> =>
  client.system.info().then(
    () => true,
    () => false,
  );

/** Makes the pod in a folder of its own, on free ports. */
export const startCharmPod = async (): Promise<CharmPod> => {
  const images = await buildImages();
  const root = await mkdtemp(join(tmpdir(), "snappass-pod-"));
  const files = {
    config: join(root, "config.json"),
    record: join(root, "record"),
    tools: join(root, "tools"),
  };
  await mkdir(files.tools);
  for (const tool of hookTools) {
    await writeFile(join(files.tools, tool), toolScript);
    await chmod(join(files.tools, tool), 0o755);
  }
  const bin = (image: string): string => join(images.folder, "dist", image, "bin");
  const snappass = await startSupervisor(root, { name: "snappass", bin: bin("snappass") });
  const redis = await startSupervisor(root, { name: "redis", bin: bin("redis") });
  const pod: CharmPod = {
    config: { port: await findFreePort(), "log-level": "info", "redis-port": await findFreePort() },
    snappass: snappass.client,
    redis: redis.client,
    async run(hook, env = {}) {
      await writeFile(files.config, JSON.stringify(pod.config));
      await writeFile(files.record, "");
      const child = Bun.spawn([process.execPath, join(example, "src/charm.ts")], {
        env: {
          PATH: `${files.tools}${delimiter}${process.env["PATH"] ?? ""}`,
          JUJU_DISPATCH_PATH: hook,
          JUJU_UNIT_NAME: "snappass/0",
          JUJU_CHARM_DIR: example,
          COBBLE_CONTAINERS_DIR: join(root, "containers"),
          TEST_CONFIG: files.config,
          TEST_RECORD: files.record,
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const output = (await Promise.all([child.stdout.text(), child.stderr.text()])).join("");
      const exitCode = await child.exited;
      const record = await readFile(files.record, "utf8");
      return { exitCode, output, tools: record.split("\n").filter((line) => line !== "") };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([snappass.stop(), redis.stop()]);
      await rm(root, { recursive: true, force: true });
      await images[Symbol.asyncDispose]();
    },
  };
  return pod;
};
