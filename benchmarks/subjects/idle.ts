import { cpuSeconds, memoryMib, startSupervisor } from "../contender.ts";
import type { Subject } from "../subject.ts";

const settleMs = 2000;
const watchMs = 10_000;
const numbers = Array.from({ length: 10 }, (_, index) => index);

const one = "services: {s: {override: replace, startup: enabled, command: sleep 1000}}";
const ten = `services:
${numbers.map((n) => `  s${n}: {override: replace, startup: enabled, command: sleep 1000}\n`).join("")}checks:
${numbers.map((n) => `  c${n}: {override: replace, period: 1s, exec: {command: "true"}}\n`).join("")}`;

/** What a supervisor costs that has nothing to do. */
export const idle: Subject = {
  name: "idle",
  about: `memory with 1 service after ${settleMs / 1000} s; processor with 10 services and 10 checks each second, seen for ${watchMs / 1000} s`,
  measure: async (contender) => {
    const memory = await idleMemory();
    await using busy = await startSupervisor(contender, { layer: ten });
    await Bun.sleep(settleMs);
    const before = await cpuSeconds(busy.pid);
    await Bun.sleep(watchMs);
    const perMinute = ((await cpuSeconds(busy.pid)) - before) * (60_000 / watchMs);
    return [
      { what: "resident memory", unit: "MiB", value: memory.resident },
      { what: "anonymous memory", unit: "MiB", value: memory.anonymous },
      { what: "processor per minute with checks", unit: "s CPU", value: perMinute },
    ];

    async function idleMemory(): Promise<Awaited<ReturnType<typeof memoryMib>>> {
      await using supervisor = await startSupervisor(contender, { layer: one });
      await Bun.sleep(settleMs);
      return await memoryMib(supervisor.pid);
    }
  },
};
