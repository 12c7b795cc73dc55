import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cpuSeconds, memoryMib, type RunningSupervisor, startSupervisor } from "../contender.ts";
import type { Growing } from "./growing.ts";

const lineCount = 100;
const bursts = 5;
const deadlineMs = 60_000;
const newline = 10;

/** Clients that follow the log of one service. */
export const followers: Growing = {
  noun: "followers",
  counts: [1, 10, 100, 1000, 5000],
  about: `clients that follow a service which writes ${lineCount} lines at once: until the last has the last line (mean of ${bursts}), and the daemon's processor time for it`,
  measure: async (contender, count) => {
    await using supervisor = await startSupervisor(contender, { hold: true });
    const file = join(supervisor.folder, "lines");
    await writeFile(file, "");
    const yaml = `services: {writer: {override: replace, command: tail -n +1 -f ${file}}}`;
    await supervisor.client.layers.add({ label: "writer", yaml });
    await supervisor.client.changes.waitDone(await supervisor.client.services.start(["writer"]));
    await using crowd = await openCrowd(supervisor, count);
    const write = (): Promise<void> => appendFile(file, `${"x".repeat(99)}\n`.repeat(lineCount));
    await crowd.untilAllHave(lineCount, write);
    const before = await cpuSeconds(supervisor.pid);
    const start = performance.now();
    for (let burst = 2; burst <= bursts + 1; burst += 1) await crowd.untilAllHave(burst * lineCount, write);
    const each = (total: number): number => total / bursts;
    return [
      { what: "until all have the lines", unit: "ms", value: each(performance.now() - start) },
      { what: "processor", unit: "ms", value: each((await cpuSeconds(supervisor.pid)) - before) * 1000 },
      { what: "anonymous memory", unit: "MiB", value: (await memoryMib(supervisor.pid)).anonymous },
    ];
  },
};

interface Crowd extends AsyncDisposable {
  /** Does `act`, and settles when each follower has got so many lines since it began. */
  untilAllHave(lines: number, act: () => Promise<void>): Promise<void>;
}

async function openCrowd({ socketPath }: RunningSupervisor, count: number): Promise<Crowd> {
  let wanted = Number.POSITIVE_INFINITY;
  let missing = 0;
  let complete = Promise.withResolvers<void>();
  const follow = () => {
    let lines = 0;
    return Bun.connect({
      unix: socketPath,
      socket: {
        open: (socket) =>
          void socket.write(
            "GET /v1/logs?follow=true&n=0&services=writer HTTP/1.1\r\nHost: localhost\r\n\r\n",
          ),
        data: (_, chunk) => {
          const before = lines;
          lines += countLines(chunk);
          if (before < wanted && lines >= wanted) {
            missing -= 1;
            if (missing === 0) complete.resolve();
          }
        },
      },
    });
  };
  const sockets: Awaited<ReturnType<typeof follow>>[] = [];
  for (let index = 0; index < count; index += 1) sockets.push(await follow());
  // A follower is one when its request has been read, which nothing tells before the first line.
  await Bun.sleep(500);
  return {
    untilAllHave: async (lines, act) => {
      [wanted, missing, complete] = [lines, count, Promise.withResolvers()];
      const timer = setTimeout(
        () => complete.reject(new Error("cannot measure followers: lines are missing")),
        deadlineMs,
      );
      await act();
      await complete.promise;
      clearTimeout(timer);
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.end();
    },
  };
}

/** How many lines of a log end in a chunk: each is a line of JSON, which the lines of the answer's head and chunks do not look like. */
function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
    if (chunk[at - 1] === 0x7d) count += 1;
  }
  return count;
}
