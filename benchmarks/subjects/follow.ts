import { open } from "node:fs/promises";
import { join } from "node:path";
import { type Contender, type RunningSupervisor, startSupervisor } from "../contender.ts";
import type { Measure } from "../measure.ts";
import { onOtherCore } from "../other-core.ts";
import { readNumbers } from "../read-numbers.ts";
import type { Subject } from "../subject.ts";

const lineBytes = 100;
const floodLines = 3_000_000;
/** With the word by which the service says that it is there. */
const written = floodLines + 1;
const steadyPerSecond = 10_000;
const steadyMs = 4000;

/** What the follower tells of what it read. */
type Report = Readonly<Record<"lines" | "seconds" | "told" | "p99Ms", number>>;

/** One that follows a service at full speed, and at a speed that anyone can follow. */
export const follow: Subject = {
  name: "follow",
  about:
    `one follower of a service that writes ${floodLines / 1e6} million lines of ${lineBytes} bytes as fast as it can, ` +
    `then of one that writes ${steadyPerSecond} lines a second; service and follower on another core than the daemon`,
  measure: async (contender) => [...(await measureFlood(contender)), ...(await measureSteady(contender))],
};

async function measureFlood(contender: Contender): Promise<readonly Measure[]> {
  await using supervisor = await startSupervisor(contender, { hold: true });
  const file = join(supervisor.folder, "lines");
  await writeLines(file);
  const { lines, seconds, told } = await followOf(supervisor, `cat ${file}`);
  const percentMissing = (from: number): number => ((written - from) / written) * 100;
  return [
    { what: "full speed, lines delivered", unit: "per s", value: lines / seconds },
    { what: "full speed, lines lost", unit: "%", value: percentMissing(lines) },
    { what: "full speed, lines lost without a word", unit: "%", value: percentMissing(lines + told) },
  ];
}

async function measureSteady(contender: Contender): Promise<readonly Measure[]> {
  await using supervisor = await startSupervisor(contender, { hold: true });
  const script = join(import.meta.dir, "../follow-writer.ts");
  const report = await followOf(supervisor, `${process.execPath} ${script} ${steadyPerSecond} ${steadyMs}`);
  return [{ what: `${steadyPerSecond} lines a second, age when read, p99`, unit: "ms", value: report.p99Ms }];
}

async function writeLines(file: string): Promise<void> {
  const handle = await open(file, "w");
  const block = Buffer.from(`${"x".repeat(lineBytes - 1)}\n`.repeat(10_000));
  for (let lines = 0; lines < floodLines; lines += 10_000) await handle.write(block);
  await handle.close();
}

/** Starts a service that runs `command` when somebody follows it, and gives what the follower tells. */
async function followOf(supervisor: RunningSupervisor, command: string): Promise<Report> {
  // The reference follows only services that have run, so the writer waits for a word.
  const go = join(supervisor.folder, "go");
  const wait = `echo begin; until test -e ${go}; do sleep 0.01; done; exec ${[...onOtherCore, command].join(" ")}`;
  const yaml = `services: {writer: {override: replace, on-success: ignore, command: sh -c "${wait}"}}`;
  await supervisor.client.layers.add({ label: "writer", yaml });
  await supervisor.client.changes.waitDone(await supervisor.client.services.start(["writer"]));
  const script = join(import.meta.dir, "../follow-reader.ts");
  const path = "/v1/logs?follow=true&services=writer&n=-1";
  const words = [process.execPath, script, supervisor.socketPath, path];
  const reader = Bun.spawn([...onOtherCore, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Bun.sleep(500);
  await Bun.write(go, "");
  return readNumbers(await new Response(reader.stdout).text(), ["lines", "seconds", "told", "p99Ms"]);
}
