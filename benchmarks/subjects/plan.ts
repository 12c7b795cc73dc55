import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@cobble/client";
import { type Contender, memoryMib, spawnSupervisor, startSupervisor, untilAnswers } from "../contender.ts";
import { type Measure, median } from "../measure.ts";
import { serviceLayer } from "../service-layer.ts";
import { timed } from "../stop-watch.ts";
import type { Subject } from "../subject.ts";

/** How many services a layer has. */
const counts = [10, 100, 1000, 10_000] as const;

const startsPerRound = 3;
const addsPerRound = 20;

/** What layers cost: read at start, added over the API, under a small one that changes, and printed. */
export const plan: Subject = {
  name: "plan",
  about: `layers of ${counts.map((count) => count.toLocaleString("en")).join(", ")} services of nine lines, none of them started; median of ${startsPerRound} starts and of ${addsPerRound} small layers`,
  measure: async (contender) => {
    const empty = await timeStart(contender, "summary: nothing\n");
    const measures: Measure[] = [];
    for (const count of counts) measures.push(...(await measureCount(contender, { count, empty })));
    return measures;
  },
};

async function measureCount(
  contender: Contender,
  { count, empty }: { readonly count: number; readonly empty: number },
): Promise<readonly Measure[]> {
  const layer = serviceLayer(count);
  const started = await timeStart(contender, layer);
  await using supervisor = await startSupervisor(contender, { hold: true });
  const { client, pid } = supervisor;
  const before = await memoryMib(pid);
  const added = await timed(() => client.layers.add({ label: "bench", yaml: layer }));
  const printed = await timed(() => client.plan.get());
  const small = await timeSmallLayers(client);
  const after = await memoryMib(pid);
  const of = (what: string): string => `${count.toLocaleString("en")} services: ${what}`;
  return [
    { what: of("read at start"), unit: "ms", value: Math.max(started - empty, 0) },
    { what: of("added"), unit: "ms", value: added },
    { what: of("first GET plan"), unit: "ms", value: printed },
    { what: of("a small layer on top"), unit: "ms", value: small },
    { what: of("memory for them"), unit: "MiB", value: after.anonymous - before.anonymous },
  ];
}

/** From the start of the process to an answer of its API. */
async function timeStart(contender: Contender, layer: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < startsPerRound; index += 1) times.push(await timeOneStart(contender, layer));
  return median(times);
}

async function timeOneStart(contender: Contender, layer: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "cobble-bench-"));
  await mkdir(join(folder, "layers"));
  await writeFile(join(folder, "layers/001-bench.yaml"), layer);
  const start = performance.now();
  const child = spawnSupervisor(contender, { pebbleDir: folder, hold: true, pinned: false });
  try {
    if (await untilAnswers(join(folder, ".pebble.socket"))) return performance.now() - start;
    throw new Error(`cannot measure ${contender.name}: it does not answer`);
  } finally {
    child.kill("SIGTERM");
    await child.exited;
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeSmallLayers(client: Client): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < addsPerRound; index += 1) {
    const layer = `services: {svc-0: {override: merge, summary: Changed ${index} times}}\n`;
    times.push(await timed(() => client.layers.add({ label: "small", yaml: layer, combine: true })));
  }
  return median(times);
}
