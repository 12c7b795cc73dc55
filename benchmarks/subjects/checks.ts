import { createServer } from "node:net";
import {
  type Contender,
  cpuSeconds,
  memoryMib,
  type RunningSupervisor,
  startSupervisor,
} from "../contender.ts";
import type { Measure } from "../measure.ts";
import type { Subject } from "../subject.ts";

const checkCount = 1000;
const periodMs = 10_000;
/** The first runs, and those of a period after, when all there is to load and to make is there. */
const settleMs = 1.2 * periodMs;
const watchMs = 2 * periodMs;

/** What many checks cost that find all well. */
export const checks: Subject = {
  name: "checks",
  about: `${checkCount} checks each ${periodMs / 1000} s, all well, seen for ${watchMs / 1000} s; the processor time of the commands of exec checks is not in it`,
  measure: async (contender) => {
    await using target = await startTarget();
    return [
      ...(await watch(contender, { kind: "exec", check: 'exec: {command: "true"}' })),
      ...(await watch(contender, { kind: "http", check: `http: {url: "http://${target.address}/"}` })),
    ];
  },
};

async function watch(
  contender: Contender,
  { kind, check }: { readonly kind: string; readonly check: string },
): Promise<readonly Measure[]> {
  const entries = Array.from(
    { length: checkCount },
    (_, at) => `  c${at}: {override: replace, period: ${periodMs}ms, ${check}}\n`,
  );
  await using supervisor = await startSupervisor(contender, { layer: `checks:\n${entries.join("")}` });
  await Bun.sleep(settleMs);
  const runsBefore = await runsOf(supervisor);
  const [cpuBefore, start] = [await cpuSeconds(supervisor.pid), performance.now()];
  await Bun.sleep(watchMs);
  const cpuMs = ((await cpuSeconds(supervisor.pid)) - cpuBefore) * 1000;
  const elapsedMs = performance.now() - start;
  const runs = (await runsOf(supervisor)) - runsBefore;
  const { resident } = await memoryMib(supervisor.pid);
  return [
    { what: `${kind} checks: processor`, unit: "%", value: (cpuMs / elapsedMs) * 100 },
    { what: `${kind} checks: processor for each run`, unit: "ms", value: cpuMs / runs },
    { what: `${kind} checks: resident memory`, unit: "MiB", value: resident },
  ];
}

/** @throws {Error} when a check has failed: then something else is measured */
async function runsOf(supervisor: RunningSupervisor): Promise<number> {
  const infos = await supervisor.client.checks.list();
  if (infos.some(({ failures = 0 }) => failures > 0)) throw new Error("cannot measure checks: some fail");
  return infos.reduce((sum, { successes = 0 }) => sum + successes, 0);
}

/** An HTTP server that says that all is well, as briefly as can be. */
async function startTarget(): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((socket) => {
    // Whoever asked may hang up first.
    socket.on("error", () => socket.destroy());
    socket.once("data", () => socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("cannot listen on TCP");
  return {
    address: `127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
