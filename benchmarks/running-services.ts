import type { Client } from "@cobble/client";
import { type Contender, memoryMib, startSupervisor } from "./contender.ts";
import type { Measure } from "./measure.ts";
import { timed } from "./stop-watch.ts";

const settleMs = 1000;
const deadlineMs = 180_000;

/** What so many services cost that sleep: to start, to keep, to look at, to stop, each as one change. */
export async function measureRunningServices(
  contender: Contender,
  count: number,
): Promise<readonly Measure[]> {
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
  return [
    { what: "all active", unit: "ms", value: active },
    { what: "change ready", unit: "ms", value: ready },
    { what: "resident", unit: "MiB", value: resident },
    { what: "replan of nothing", unit: "ms", value: replan },
    { what: "stop", unit: "ms", value: stop },
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

function timeChange(client: Client, begin: () => Promise<string>): Promise<number> {
  return timed(async () => client.changes.waitDone(await begin()));
}
