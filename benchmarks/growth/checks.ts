import { cpuSeconds, memoryMib, startSupervisor } from "../contender.ts";
import { openKeepAlive } from "../keep-alive.ts";
import { median } from "../measure.ts";
import { timed, timedEach } from "../stop-watch.ts";
import type { Growing } from "./growing.ts";

const periodMs = 10_000;
/** The first runs come one period after the layer. */
const settleMs = 1.2 * periodMs;
const watchMs = periodMs;
const listings = 20;

/** Checks that find all well. */
export const checks: Growing = {
  noun: "checks",
  counts: [10, 100, 1000, 10_000],
  about: `TCP checks each ${periodMs / 1000} s, added over the API, then seen for ${watchMs / 1000} s: the daemon's processor time for each second, and GET checks (median of ${listings})`,
  measure: async (contender, count) => {
    using target = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { open: (socket) => void socket.end(), data: () => undefined },
    });
    await using supervisor = await startSupervisor(contender, { hold: true });
    const { client, pid } = supervisor;
    const check = `{override: replace, period: ${periodMs}ms, tcp: {port: ${target.port}}}`;
    const entries = Array.from({ length: count }, (_, index) => `  c${index}: ${check}\n`);
    const added = await timed(() =>
      client.layers.add({ label: "bench", yaml: `checks:\n${entries.join("")}` }),
    );
    await Bun.sleep(settleMs);
    const before = await cpuSeconds(pid);
    await Bun.sleep(watchMs);
    const cpuMs = ((await cpuSeconds(pid)) - before) * 1000;
    if (!(await client.health.get())) throw new Error("cannot measure checks: some fail");
    using connection = await openKeepAlive(supervisor.socketPath);
    // Each in words of its own, or else the daemon has the answer ready.
    const listed = await timedEach(listings, (index) => connection.send({ path: `/v1/checks?n=${index}` }));
    return [
      { what: "layer added", unit: "ms", value: added },
      { what: "processor each second", unit: "ms", value: cpuMs / (watchMs / 1000) },
      { what: "GET checks", unit: "ms", value: median(listed) },
      { what: "anonymous memory", unit: "MiB", value: (await memoryMib(pid)).anonymous },
    ];
  },
};
