import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { type RunningDaemon, startDaemon } from "./daemon.ts";
import { executable, until } from "./support.ts";

const files = {
  "layers/001-flood.yaml": `services: {flood: {override: replace, command: sh -c 'yes ${"x".repeat(79)}', startup: enabled}}\n`,
};

/** Follows the logs with what is read going to `shell`; gives the exit code of `cobble logs` when that has ended. */
const followInto = async (daemon: RunningDaemon, shell: string): Promise<number> => {
  const script = `{ "$0" logs -f; echo $? > ${daemon.folder}/code; } | ${shell}`;
  const pipe = Bun.spawn(["sh", "-c", script, executable], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PEBBLE: daemon.folder },
  });
  await pipe.exited;
  return Number(readFileSync(`${daemon.folder}/code`, "utf8"));
};

/** Megabytes of memory that a process has in use. */
const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

/** Megabytes that a process has read so far. */
const readMb = (pid: number): number =>
  Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1]) / 1e6;

describe("following the logs of a service that floods", () => {
  test("ends as by SIGPIPE, when nobody reads any more", async () => {
    await using daemon = await startDaemon({ files });
    expect(await followInto(daemon, "head -n 5 > /dev/null")).toBe(141);
  });

  test("takes little memory on both sides while its reader stands still, and goes on when it reads on", async () => {
    await using daemon = await startDaemon({ files });
    const follower = Bun.spawn([executable, "logs", "-f"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PEBBLE: daemon.folder },
    });
    const reader = follower.stdout.getReader();
    await reader.read();
    const before = readMb(daemon.pid);
    await until(
      "half a gigabyte more is written",
      async () => readMb(daemon.pid) - before > 500 || undefined,
    );
    expect(residentMb(follower.pid)).toBeLessThan(200);
    expect(residentMb(daemon.pid)).toBeLessThan(300);
    const decoder = new TextDecoder();
    let text = "";
    while (!text.includes(" lines lost)"))
      text = text.slice(-100) + decoder.decode((await reader.read()).value);
    follower.kill("SIGINT");
    await reader.cancel();
    expect([0, 141]).toContain(await follower.exited);
  });
});
