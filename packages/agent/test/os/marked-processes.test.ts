import { describe, expect, it } from "bun:test";
import {
  containerVariable,
  endMarked,
  findMarked,
  killMarked,
  podVariable,
} from "../../src/os/marked-processes.ts";
import { temporaryFolder, until } from "../fixtures/temporary.ts";

const startSleeper = (podDir: string, container: string, script = "exec sleep 100") =>
  Bun.spawn({
    cmd: ["/bin/sh", "-c", script],
    env: { ...process.env, [podVariable]: podDir, [containerVariable]: container },
    stdio: ["ignore", "ignore", "ignore"],
  });

describe("marked processes", () => {
  it("are found by pod and container, and nobody else's are touched", async () => {
    using folder = temporaryFolder();
    const [db, web, other] = [
      startSleeper(folder.path, "db"),
      startSleeper(folder.path, "web"),
      startSleeper(`${folder.path}2`, "db"),
    ];
    await until("three sleepers", () => findMarked({ podDir: folder.path }).length === 2);
    expect(findMarked({ podDir: folder.path, container: "db" }).map(({ pid }) => pid)).toEqual([db.pid]);
    expect(await killMarked({ podDir: folder.path })).toEqual(new Set([db.pid, web.pid]));
    expect([await db.exited, await web.exited].every((code) => code !== 0)).toBe(true);
    expect(other.exitCode).toBeNull();
    other.kill();
    await other.exited;
  });

  it("are found when their parent was killed", async () => {
    using folder = temporaryFolder();
    const parent = startSleeper(folder.path, "db", "sleep 100 & wait");
    await until("parent and child", () => findMarked({ podDir: folder.path }).length === 2);
    parent.kill("SIGKILL");
    await parent.exited;
    expect((await killMarked({ podDir: folder.path })).size).toBe(1);
  });

  it("are asked to end first, and killed when they do not", async () => {
    using folder = temporaryFolder();
    const polite = startSleeper(folder.path, "a", "trap 'exit 7' TERM; while :; do sleep 0.01; done");
    const stubborn = startSleeper(folder.path, "b", "trap '' TERM; while :; do sleep 0.01; done");
    await until("both", () => findMarked({ podDir: folder.path }).length >= 2);
    // The traps are set once the loops have started their first child.
    await until("loops", () => findMarked({ podDir: folder.path }).length >= 3);
    expect(await endMarked({ podDir: folder.path }, { graceMs: 300 })).toBeGreaterThanOrEqual(2);
    expect(await polite.exited).toBe(7);
    await stubborn.exited;
    expect(stubborn.signalCode).toBe("SIGKILL");
  });
});
