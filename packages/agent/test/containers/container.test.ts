import { describe, expect, it } from "bun:test";
import { Container } from "../../src/containers/container.ts";
import type { Exit } from "../../src/containers/machine.ts";
import { NoticeCursor } from "../../src/containers/notices.ts";
import { hookName } from "../../src/hooks/hook.ts";
import { formatProgress } from "../../src/progress.ts";
import { fakeSupervisor } from "../fixtures/fake-client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";

interface Steering {
  isUp: boolean;
  cannotSpawn: boolean;
  exit: (exit: Exit) => void;
  spawned: number;
}

const make = () => {
  const clock = fakeClock();
  const seen = {
    told: [] as string[],
    queued: [] as string[],
    withdrawn: [] as string[],
    signals: [] as string[],
  };
  const steer: Steering = { isUp: false, cannotSpawn: false, exit: () => undefined, spawned: 0 };
  const container = new Container("db", {
    clock,
    report: (event) =>
      seen.told.push(formatProgress(event, { elapsedMs: 0, aboutWidth: 0, colour: false }).trim().slice(7)),
    spawn: () => {
      if (steer.cannotSpawn) throw new Error("no such file");
      steer.spawned += 1;
      const { promise, resolve } = Promise.withResolvers<Exit>();
      steer.exit = resolve;
      return { pid: 100 + steer.spawned, exited: promise };
    },
    signal: (pid, signal) => seen.signals.push(`${signal} ${pid}`),
    sweep: () => Promise.resolve(),
    client: fakeSupervisor().client,
    isUp: () => Promise.resolve(steer.isUp),
    tail: () => ["last words"],
    logFile: "/log",
    cursor: new NoticeCursor({ after: "", changes: [] }),
    queue: (hook) => seen.queued.push(hookName(hook)),
    withdraw: (hook) => seen.withdrawn.push(hookName(hook)),
  });
  return { container, clock, seen, steer };
};

describe("a container", () => {
  it("has pebble-ready when its API answers", async () => {
    const { container, clock, seen, steer } = make();
    container.start();
    await clock.advance(50);
    expect([container.phase, container.pid, seen.queued]).toEqual(["starting", 101, []]);
    steer.isUp = true;
    await clock.advance(100);
    expect([container.phase, seen.queued]).toEqual(["ready", ["db-pebble-ready"]]);
  });

  it("says what it waits for when that takes long", async () => {
    const { container, clock, seen } = make();
    container.start();
    await clock.advance(25_000);
    expect(seen.told.filter((line) => line.includes("still waiting"))).toHaveLength(2);
    expect(seen.told[1]).toMatch(
      /^db {2}still waiting for its API after 10(\.\d)? s; its output is in \/log$/,
    );
  });

  it("is started again, later each time, when its supervisor dies", async () => {
    const { container, clock, seen, steer } = make();
    container.start();
    steer.exit({ code: 1, signal: null });
    await settle();
    expect(seen.withdrawn).toEqual(["db-pebble-ready"]);
    expect(seen.told.at(-1)).toContain(
      "exited with code 1, starting it again in 250 ms\n           | last words",
    );
    await clock.advance(249);
    expect(steer.spawned).toBe(1);
    await clock.advance(1);
    expect(steer.spawned).toBe(2);
    steer.exit({ code: null, signal: "SIGKILL" });
    await settle();
    expect(seen.told.at(-1)).toEndWith("was killed by SIGKILL, starting it again in 500 ms");
  });

  it("forgets its deaths when it has been up for a while", async () => {
    const { container, clock, seen, steer } = make();
    steer.isUp = true;
    container.start();
    await settle();
    steer.exit({ code: null, signal: "SIGKILL" });
    await clock.advance(11_000);
    steer.exit({ code: null, signal: "SIGKILL" });
    await settle();
    expect(seen.told.at(-1)).toEndWith("starting it again in 250 ms");
  });

  it("tries again when its supervisor cannot be started", async () => {
    const { container, clock, seen, steer } = make();
    steer.cannotSpawn = true;
    container.start();
    await settle();
    expect(seen.told.at(-1)).toContain("the supervisor cannot be started: no such file");
    steer.cannotSpawn = false;
    await clock.advance(250);
    expect(container.phase).toBe("starting");
  });

  it("stops in order, and kills a supervisor that does not", async () => {
    const { container, clock, seen, steer } = make();
    container.start();
    const stopped = container.stop();
    await clock.advance(10_000);
    expect(seen.signals).toEqual(["SIGTERM 101", "SIGKILL 101"]);
    steer.exit({ code: null, signal: "SIGKILL" });
    await stopped;
    expect(container.phase).toBe("stopped");
    expect(steer.spawned).toBe(1);
  });
});
