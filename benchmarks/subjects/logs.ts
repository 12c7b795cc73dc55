import { existsSync } from "node:fs";
import { join } from "node:path";
import { cpuSeconds, startSupervisor } from "../contender.ts";
import type { Subject } from "../subject.ts";

const lineCount = 2_000_000;
const lineBytes = 100;
const deadlineMs = 120_000;

/** A service that writes as fast as its supervisor reads. */
export const logs: Subject = {
  name: "logs",
  about: `${lineCount / 1e6} million lines of ${lineBytes} bytes from one service`,
  measure: async (contender) => {
    await using supervisor = await startSupervisor(contender, { hold: true });
    const done = join(supervisor.folder, "done");
    const flood = `yes ${"x".repeat(lineBytes - 1)} | head -n ${lineCount}; touch ${done}; sleep 1000`;
    const yaml = `services: {flood: {override: replace, command: sh -c "${flood}"}}`;
    await supervisor.client.layers.add({ label: "flood", yaml });
    const cpuBefore = await cpuSeconds(supervisor.pid);
    const start = performance.now();
    const change = await supervisor.client.services.start(["flood"]);
    while (!existsSync(done)) {
      if (performance.now() - start > deadlineMs)
        throw new Error("cannot measure logs: the flood does not end");
      await Bun.sleep(2);
    }
    const seconds = (performance.now() - start) / 1000;
    const cpu = (await cpuSeconds(supervisor.pid)) - cpuBefore;
    await supervisor.client.changes.waitDone(change);
    return [
      { what: "log lines taken in", unit: "per s", value: lineCount / seconds },
      { what: "processor per million lines", unit: "s CPU", value: cpu / (lineCount / 1e6) },
    ];
  },
};
