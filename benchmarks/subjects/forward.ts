import { join } from "node:path";
import { type Contender, cpuSeconds, startSupervisor } from "../contender.ts";
import type { Measure } from "../measure.ts";
import { onOtherCore } from "../other-core.ts";
import { readNumbers } from "../read-numbers.ts";
import type { Subject } from "../subject.ts";

const lineBytes = 100;
const floodLines = 500_000;
const steadyPerSecond = 10_000;
const steadyMs = 4000;
const written = (steadyPerSecond * steadyMs) / 1000;

/** Log targets of a service that floods, and of one that writes steadily. */
export const forward: Subject = {
  name: "forward",
  about:
    `lines of ${lineBytes} bytes to a receiver on another core: ${floodLines} of them as fast as the service can, ` +
    `and ${steadyPerSecond} a second`,
  measure: async (contender) => [
    ...(await measureFlood(contender, "loki")),
    ...(await measureFlood(contender, "syslog")),
    ...(await measureSteady(contender)),
  ],
};

type Target = "loki" | "syslog";

interface Received {
  readonly lines: number;
  readonly lost: number;
  readonly seconds: number;
  readonly cpu: number;
}

async function measureFlood(contender: Contender, target: Target): Promise<readonly Measure[]> {
  const flood = `sleep 1; yes ${"x".repeat(lineBytes - 1)} | head -n ${floodLines}`;
  const { lines, lost, seconds } = await forwarded(contender, { target, command: flood });
  return [
    { what: `${target}, full speed, lines delivered`, unit: "per s", value: lines / seconds },
    { what: `${target}, full speed, lines lost`, unit: "%", value: (1 - lines / floodLines) * 100 },
    {
      what: `${target}, full speed, lines lost without a word`,
      unit: "%",
      value: (1 - (lines + lost) / floodLines) * 100,
    },
  ];
}

async function measureSteady(contender: Contender): Promise<readonly Measure[]> {
  const script = join(import.meta.dir, "../follow-writer.ts");
  const command = `sleep 1; ${process.execPath} ${script} ${steadyPerSecond} ${steadyMs}`;
  const { lines, cpu } = await forwarded(contender, { target: "loki", command });
  return [
    { what: `loki, ${steadyPerSecond} lines a second, lost`, unit: "%", value: (1 - lines / written) * 100 },
    { what: "loki, processor per million lines", unit: "s CPU", value: cpu / (lines / 1e6) },
  ];
}

/** Runs `command` as a service whose lines go to a target, and gives what its receiver tells. */
async function forwarded(
  contender: Contender,
  { target, command }: { readonly target: Target; readonly command: string },
): Promise<Received> {
  const script = join(import.meta.dir, "../forward-receiver.ts");
  const receiver = Bun.spawn([...onOtherCore, process.execPath, script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = readLines(receiver.stdout);
  const ports = readNumbers((await said.next()).value, ["loki", "syslog"]);
  const location =
    target === "loki" ? `http://127.0.0.1:${ports.loki}/loki/api/v1/push` : `tcp://127.0.0.1:${ports.syslog}`;
  const pinned = [...onOtherCore, "sh", "-c"].join(" ");
  await using supervisor = await startSupervisor(contender, {
    hold: true,
    layer:
      `services: {writer: {override: replace, on-success: ignore, command: ${pinned} '${command}; sleep 1000'}}\n` +
      `log-targets: {bench: {override: replace, type: ${target}, location: "${location}", services: [all]}}\n`,
  });
  const cpuBefore = await cpuSeconds(supervisor.pid);
  await supervisor.client.services.start(["writer"]);
  const report = readNumbers((await said.next()).value, ["lines", "lost", "seconds"]);
  return { ...report, cpu: (await cpuSeconds(supervisor.pid)) - cpuBefore };
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  return rest;
}
