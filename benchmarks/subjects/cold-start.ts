import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@cobble/client";
import { type Contender, spawnSupervisor, untilAnswers } from "../contender.ts";
import { median } from "../measure.ts";
import type { Subject } from "../subject.ts";

const startsPerRound = 9;
const serviceCount = 10;

const tenServices = `services:\n${Array.from(
  { length: serviceCount },
  (_, index) => `  s${index}: {override: replace, startup: enabled, command: sleep 1000}\n`,
).join("")}`;

/** From the start of the process to an answer of its API, and to ten services that run. */
export const coldStart: Subject = {
  name: "cold-start",
  about: `median of ${startsPerRound} starts, not pinned to a core, new folder each time`,
  measure: async (contender) => {
    const empty: number[] = [];
    const loaded: number[] = [];
    for (let index = 0; index < startsPerRound; index += 1) {
      empty.push(await timeStart(contender));
      loaded.push(await timeStart(contender, tenServices));
    }
    return [
      { what: "start to the API answering", unit: "ms", value: median(empty) },
      { what: `start to ${serviceCount} services active`, unit: "ms", value: median(loaded) },
    ];
  },
};

async function timeStart(contender: Contender, layer?: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "cobble-bench-"));
  await mkdir(join(folder, "layers"));
  if (layer !== undefined) await writeFile(join(folder, "layers/001-bench.yaml"), layer);
  const socketPath = join(folder, ".pebble.socket");
  const start = performance.now();
  const child = spawnSupervisor(contender, { pebbleDir: folder, hold: false, pinned: false });
  try {
    if (!(await untilAnswers(socketPath)))
      throw new Error(`cannot measure ${contender.name}: it does not answer`);
    if (layer !== undefined) await untilAllActive(socketPath);
    return performance.now() - start;
  } finally {
    child.kill("SIGTERM");
    await child.exited;
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilAllActive(socketPath: string): Promise<void> {
  const client = createClient({ socketPath });
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const services = await client.services.list();
    if (services.length === serviceCount && services.every(({ current }) => current === "active")) return;
  }
  throw new Error("cannot measure: services do not become active");
}
