import type { Client } from "@cobble/client";
import { type Contender, memoryMib, startSupervisor } from "../contender.ts";
import type { Measure } from "../measure.ts";
import type { Subject } from "../subject.ts";

/** How many services run at once. */
const counts = [10, 100, 1000] as const;

const settleMs = 1000;
const deadlineMs = 180_000;

/** What many services cost that have nothing to do: to start, to keep, to look at, to stop. */
export const scale: Subject = {
  name: "scale",
  about: `${counts.join(", ")} services that sleep: started, left alone, replanned without a change, and stopped, each as one change`,
  measure: async (contender) => {
    const measures: Measure[] = [];
    for (const count of counts) measures.push(...(await measureCount(contender, count)));
    return measures;
  },
};

async function measureCount(contender: Contender, count: number): Promise<readonly Measure[]> {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const entries = names.map(
    (name) => `  ${name}: {override: replace, startup: enabled, command: sleep 100000}\n`,
  );
  await using supervisor = await startSupervisor(contender, {
    layer: `services:\n${entries.join("")}`,
    hold: true,
  });
  const { client, pid } = supervisor;
  const start = performance.now();
  const started = await client.services.autostart();
  const [active, ready] = await Promise.all([
    untilActive(client, count).then(() => performance.now() - start),
    client.changes.waitDone(started).then(() => performance.now() - start),
  ]);
  await Bun.sleep(settleMs);
  const { resident } = await memoryMib(pid);
  const replan = await timeChange(client, () => client.services.replan());
  const stop = await timeChange(client, () => client.services.stop(names));
  const of = (what: string): string => `${count.toLocaleString("en")} services: ${what}`;
  return [
    { what: of("all active"), unit: "ms", value: active },
    { what: of("change ready"), unit: "ms", value: ready },
    { what: of("resident"), unit: "MiB", value: resident },
    { what: of("replan of nothing"), unit: "ms", value: replan },
    { what: of("stop"), unit: "ms", value: stop },
  ];
}

async function untilActive(client: Client, count: number): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (performance.now() < deadline) {
    const services = await client.services.list();
    if (services.filter(({ current }) => current === "active").length === count) return;
    // Looking is work for the daemon too: the more services, the less often.
    await Bun.sleep(count / 20);
  }
  throw new Error(`cannot measure: ${count} services do not become active`);
}

async function timeChange(client: Client, begin: () => Promise<string>): Promise<number> {
  const start = performance.now();
  await client.changes.waitDone(await begin());
  return performance.now() - start;
}
