import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findContenders, startSupervisor } from "../contender.ts";
import { compile } from "../dispatch/compile.ts";
import { makeHookTools } from "../dispatch/hook-tools.ts";
import { type HookPlace, runHook, runTool } from "../dispatch/run-hook.ts";
import { makeVariants, type Variant } from "../dispatch/variants.ts";
import { type Measure, median } from "../measure.ts";
import type { PeerSubject } from "../subject.ts";

const runsPerHook = 15;

const hooks = {
  "update-status": "update-status, one tool to set the status",
  "config-changed": "config-changed, a layer and a replan in a container",
  "backends-relation-joined": "relation-joined, 50 reads of one unit's data",
  "backends-relation-changed": "relation-changed, reads the data of 50 units",
} as const;

async function measure(variant: Variant, place: HookPlace): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const [hook, what] of Object.entries(hooks)) {
    await runHook(variant, { ...place, hook });
    const runs = [];
    for (let index = 0; index < runsPerHook; index += 1)
      runs.push(await runHook(variant, { ...place, hook }));
    measures.push(
      { what, unit: "ms", value: median(runs.map(({ ms }) => ms)) },
      {
        what: `${hook.split("-").slice(-2).join("-")}, memory`,
        unit: "MiB",
        value: median(runs.map(({ memoryMib }) => memoryMib)),
      },
    );
  }
  const tools = Array.from({ length: runsPerHook }, () => runTool(place));
  return [...measures, { what: "a hook tool by itself", unit: "ms", value: median(tools) }];
}

/** One hook of the same charm, packed in each way and in Python. */
export const dispatch: PeerSubject = {
  name: "dispatch",
  about: `median of ${runsPerHook} dispatches of the same charm, from the start of its process to its end, and the most memory of that process; the hook tools are a small program, run by both`,
  reference: "Python ops",
  async enter(root) {
    const folder = await mkdtemp(join(tmpdir(), "cobble-bench-dispatch-"));
    const [cobble] = findContenders(root);
    if (cobble === undefined) throw new Error("cannot measure dispatches: there is no supervisor");
    const supervisor = await startSupervisor(cobble);
    const place = {
      runProgram: join(folder, "run-program"),
      bin: await makeHookTools(join(folder, "tools")),
      containers: join(folder, "containers"),
    };
    compile("run-program", place.runProgram);
    await mkdir(join(place.containers, "web"), { recursive: true });
    await symlink(supervisor.socketPath, join(place.containers, "web/pebble.socket"));
    const variants = await makeVariants(folder);
    return {
      contestants: variants.map((variant) => ({
        name: variant.name,
        measure: () => measure(variant, place),
      })),
      async [Symbol.asyncDispose]() {
        await supervisor[Symbol.asyncDispose]();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};
