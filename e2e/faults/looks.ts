import { readFileSync } from "node:fs";
import type { RunningDaemon } from "../daemon.ts";
import { until } from "../support.ts";

/** Settles when the daemon answers. */
export const isUp = (daemon: RunningDaemon): Promise<true> =>
  until(
    "the daemon answers",
    async () => (await daemon.cobble("version")).stdout.includes("server") || undefined,
  );

/** What a process holds in memory, in MiB. */
export const residentMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
