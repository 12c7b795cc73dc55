import { join } from "node:path";
import { startSupervisor } from "../contender.ts";
import type { Measure } from "../measure.ts";
import { onOtherCore } from "../other-core.ts";
import { readNumbers } from "../read-numbers.ts";
import type { Subject } from "../subject.ts";

const durationMs = 1000;
const numbers = Array.from({ length: 10 }, (_, index) => index);

const layer = `services:
${numbers.map((n) => `  s${n}: {override: replace, startup: enabled, command: sleep 1000}\n`).join("")}checks:
${numbers.map((n) => `  c${n}: {override: replace, period: 1h, exec: {command: "true"}}\n`).join("")}`;

const paths = [
  ["system-info", "/v1/system-info"],
  ["services", "/v1/services"],
  ["health", "/v1/health"],
  ["checks", "/v1/checks"],
  ["plan", "/v1/plan?format=yaml"],
] as const;

/** GET requests over the socket, as fast as they are answered. */
export const requests: Subject = {
  name: "requests",
  about: `10 services and 10 checks; keep-alive connections, ${durationMs} ms each, the load on another core`,
  measure: async (contender) => {
    await using supervisor = await startSupervisor(contender, { layer });
    const measures: Measure[] = [];
    for (const [name, path] of paths) {
      for (const connections of [1, 16]) {
        const { perSecond, p99Ms } = await load({ socketPath: supervisor.socketPath, path, connections });
        const what = `GET ${name}, ${connections} ${connections === 1 ? "connection" : "connections"}`;
        measures.push(
          { what, unit: "per s", value: perSecond },
          { what: `${what}, p99`, unit: "ms", value: p99Ms },
        );
      }
    }
    return measures;
  },
};

async function load({
  socketPath,
  path,
  connections,
}: {
  readonly socketPath: string;
  readonly path: string;
  readonly connections: number;
}): Promise<{ readonly perSecond: number; readonly p99Ms: number }> {
  const script = join(import.meta.dir, "../load.ts");
  const words = [socketPath, path, String(connections), String(durationMs)];
  const child = Bun.spawn([...onOtherCore, process.execPath, script, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { perSecond, p99Ms, bad } = readNumbers(await new Response(child.stdout).text(), [
    "perSecond",
    "p99Ms",
    "bad",
  ]);
  await child.exited;
  if (bad > 0) throw new Error(`cannot measure ${path}: ${bad} answers were no success`);
  return { perSecond, p99Ms };
}
