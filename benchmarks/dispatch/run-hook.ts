import { readFile, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Variant } from "./variants.ts";

/** What one dispatch took. */
export interface Dispatched {
  readonly ms: number;
  /** The most memory that its process had. */
  readonly memoryMib: number;
}

/** Where hooks are run. */
export interface HookPlace {
  /** The program that runs another one and measures it. */
  readonly runProgram: string;
  /** The folder of the hook tools. */
  readonly bin: string;
  /** The folder with the sockets of containers. */
  readonly containers: string;
}

const relation = {
  JUJU_RELATION: "backends",
  JUJU_RELATION_ID: "backends:3",
  JUJU_REMOTE_APP: "backend",
  JUJU_REMOTE_UNIT: "backend/0",
};

const environment = (hook: string, { variant, place }: { variant: Variant; place: HookPlace }) => ({
  PATH: `${place.bin}:${join(import.meta.dir, "../../node_modules/.bin")}:${process.env["PATH"]}`,
  HOME: variant.charmDir,
  HOOK_TOOLS: dirname(place.bin),
  COBBLE_CONTAINERS_DIR: place.containers,
  JUJU_CHARM_DIR: variant.charmDir,
  JUJU_DISPATCH_PATH: `hooks/${hook}`,
  JUJU_UNIT_NAME: "shop/0",
  JUJU_MODEL_NAME: "test",
  JUJU_MODEL_UUID: "b3f1b5b8-3c5c-4c6c-8a5c-3c5c4c6c8a5c",
  JUJU_VERSION: "3.6.4",
  ...(hook.includes("-relation-") && relation),
});

/**
 * Runs one hook of the charm, from the start of its process to its end.
 * @throws {Error} when it fails, or does not say at its end how the unit is
 */
export async function runHook(
  variant: Variant,
  { hook, ...place }: HookPlace & { hook: string },
): Promise<Dispatched> {
  const record = join(dirname(place.bin), "record");
  await truncate(record);
  const { stdout, stderr } = Bun.spawnSync([place.runProgram, ...variant.command], {
    cwd: variant.charmDir,
    env: environment(hook, { variant, place }),
  });
  const [exitCode, microseconds, memoryKib] = stdout.toString().split(" ").map(Number);
  const runs = (await readFile(record, "utf8")).trim().split("\n");
  if (exitCode !== 0 || !runs.some((run) => run.startsWith("status-set ")))
    throw new Error(`cannot measure ${hook} of ${variant.name}: ${stderr.toString()}\n${runs.join("\n")}`);
  return { ms: (microseconds ?? Number.NaN) / 1000, memoryMib: (memoryKib ?? Number.NaN) / 1024 };
}

/** How long one hook tool takes that nobody but the measurement runs, in milliseconds. */
export function runTool({ runProgram, bin }: HookPlace): number {
  const { stdout } = Bun.spawnSync([runProgram, join(bin, "is-leader")], {
    env: { HOOK_TOOLS: dirname(bin) },
    stderr: "ignore",
  });
  return Number(stdout.toString().split(" ")[1]) / 1000;
}
