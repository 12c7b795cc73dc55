import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@cobble/client";
import { memoryMib, type RunningSupervisor, startSupervisor } from "../contender.ts";
import { openKeepAlive, type RawRequest } from "../keep-alive.ts";
import { percentile } from "../measure.ts";
import { stayOnOtherCore } from "../other-core.ts";
import { pushRequest } from "../push-request.ts";
import { timed } from "../stop-watch.ts";
import type { Subject } from "../subject.ts";

const clientCount = 16;
const durationMs = 30_000;
/** When memory is looked at for the first time. */
const warmMs = 10_000;

const numbers = Array.from({ length: 10 }, (_, index) => index);
const layer = `services:
${numbers.map((n) => `  s${n}: {override: replace, startup: enabled, command: sleep 1000}\n`).join("")}checks:
${numbers.map((n) => `  c${n}: {override: replace, period: 1s, exec: {command: "true"}}\n`).join("")}`;

/** All at once, as a pod with its charm, its probes and its users has it. */
export const mixed: Subject = {
  name: "mixed",
  about: `${clientCount} clients for ${durationMs / 1000} s, each going round: system-info, services, checks, health, plan, logs, changes, list, push and pull of 1 KB, notify, exec /bin/true; 10 services, 10 checks each second`,
  measure: async (contender) => {
    using _core = stayOnOtherCore();
    await using supervisor = await startSupervisor(contender, { layer });
    await writeFile(join(supervisor.folder, "read"), Buffer.alloc(1024, "x"));
    const stop = AbortSignal.timeout(durationMs);
    const execTimes: number[] = [];
    const warm = Bun.sleep(warmMs).then(() => memoryMib(supervisor.pid));
    const start = performance.now();
    const counts = await Promise.all(
      Array.from({ length: clientCount }, (_, client) => drive(supervisor, { client, stop, execTimes })),
    );
    const seconds = (performance.now() - start) / 1000;
    const after = await memoryMib(supervisor.pid);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return [
      { what: "operations", unit: "per s", value: total / seconds },
      { what: "exec /bin/true, p50", unit: "ms", value: percentile(execTimes, 50) },
      { what: "exec /bin/true, p99", unit: "ms", value: percentile(execTimes, 99) },
      { what: `resident after ${warmMs / 1000} s`, unit: "MiB", value: (await warm).resident },
      { what: `resident after ${durationMs / 1000} s`, unit: "MiB", value: after.resident },
    ];
  },
};

/** One client until it is told to stop; gives how many operations it did. */
async function drive(
  { socketPath, folder, client }: RunningSupervisor,
  options: { readonly client: number; readonly stop: AbortSignal; readonly execTimes: number[] },
): Promise<number> {
  using connection = await openKeepAlive(socketPath);
  let count = 0;
  for (let round = 0; !options.stop.aborted; round += 1) {
    for (const request of requestsOf(folder, { client: options.client, round })) {
      await connection.send(request);
      count += 1;
    }
    options.execTimes.push(await timed(() => execTrue(client)));
    count += 1;
  }
  return count;
}

function requestsOf(
  folder: string,
  { client, round }: { readonly client: number; readonly round: number },
): readonly RawRequest[] {
  const notice = { action: "add", type: "custom", key: `example.com/client-${client}/round-${round % 100}` };
  const body = [Buffer.from(JSON.stringify(notice))];
  return [
    { path: "/v1/system-info" },
    { path: "/v1/services" },
    { path: "/v1/checks" },
    { path: "/v1/health" },
    { path: "/v1/plan?format=yaml" },
    { path: "/v1/logs?n=30" },
    { path: "/v1/changes?select=in-progress" },
    { path: `/v1/files?action=list&path=${folder}` },
    pushRequest(join(folder, `pushed-${client}`), [Buffer.alloc(1024, "x")]),
    { path: `/v1/files?action=read&path=${join(folder, "read")}` },
    { method: "POST", path: "/v1/notices", body },
  ];
}

async function execTrue(client: Client): Promise<void> {
  const command = await client.exec.start(["/bin/true"]);
  const drain = async (): Promise<void> => {
    for await (const chunk of command.stdout) if (chunk.length < 0) return;
  };
  const [code] = await Promise.all([command.wait(), command.endInput(), drain()]);
  if (code !== 0) throw new Error(`cannot measure exec: /bin/true ended with ${code}`);
}
