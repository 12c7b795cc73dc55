import { readdirSync, readFileSync } from "node:fs";
import { startSupervisor } from "../contender.ts";
import { percentile } from "../measure.ts";
import type { Subject } from "../subject.ts";

const restarts = 100;
const pauseMs = 20;
const deadlineMs = 10_000;

const layer =
  "services: {s: {override: replace, command: sleep 100000, backoff-delay: 1ms, backoff-factor: 1.0}}";

/** From the death of a service to its next process. */
export const restart: Subject = {
  name: "restart",
  about: `a service with a back-off of 1 ms is killed ${restarts} times, ${pauseMs} ms apart; the supervisor's children are read without a pause`,
  measure: async (contender) => {
    await using supervisor = await startSupervisor(contender, { layer, hold: true });
    const { client, pid } = supervisor;
    await client.changes.waitDone(await client.services.start(["s"]));
    const times: number[] = [];
    for (let index = 0; index < restarts; index += 1) {
      times.push(timeRestart(pid));
      await Bun.sleep(pauseMs);
    }
    return [
      { what: "killed to new pid, p50", unit: "ms", value: percentile(times, 50) },
      { what: "killed to new pid, p99", unit: "ms", value: percentile(times, 99) },
    ];
  },
};

function timeRestart(supervisor: number): number {
  const before = onlyChild(supervisor);
  if (before === undefined) throw new Error("cannot measure restarts: the service does not run");
  const start = performance.now();
  process.kill(before, "SIGKILL");
  while (performance.now() - start < deadlineMs) {
    const now = onlyChild(supervisor);
    if (now !== undefined && now !== before) return performance.now() - start;
  }
  throw new Error("cannot measure restarts: the service does not come back");
}

function onlyChild(supervisor: number): number | undefined {
  const threads = `/proc/${supervisor}/task`;
  for (const thread of readdirSync(threads)) {
    const [child] = readFileSync(`${threads}/${thread}/children`, "utf8").split(" ");
    if (child !== undefined && child !== "") return Number(child);
  }
  return undefined;
}
