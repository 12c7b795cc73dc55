import { memoryMib, startSupervisor } from "../contender.ts";
import { type KeepAlive, openKeepAlive } from "../keep-alive.ts";
import { median } from "../measure.ts";
import { timedEach } from "../stop-watch.ts";
import type { Growing } from "./growing.ts";

const requests = 500;
const systemInfo = { path: "/v1/system-info" };

/** Connections that are open and idle. */
export const connections: Growing = {
  noun: "connections",
  counts: [10, 100, 1000, 10_000],
  about: `connections to the socket that have asked once and stay open: until all are, and GET system-info on one of them (median of ${requests})`,
  measure: async (contender, count) => {
    await using supervisor = await startSupervisor(contender, { hold: true });
    const start = performance.now();
    const open: KeepAlive[] = [];
    try {
      for (let index = 0; index < count; index += 1) {
        const connection = await openKeepAlive(supervisor.socketPath);
        open.push(connection);
        await connection.send(systemInfo);
      }
      const openedMs = performance.now() - start;
      const asked = await timedEach(
        requests,
        (index) => open[index % open.length]?.send(systemInfo) ?? Promise.resolve(),
      );
      return [
        { what: "all opened", unit: "ms", value: openedMs },
        { what: "GET system-info", unit: "ms", value: median(asked) },
        { what: "anonymous memory", unit: "MiB", value: (await memoryMib(supervisor.pid)).anonymous },
      ];
    } finally {
      for (const connection of open) connection[Symbol.dispose]();
    }
  },
};
