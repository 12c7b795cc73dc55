import { describe, expect, it } from "bun:test";
import { emptyService, type Plan, type Service } from "@cobble/plan";
import { LaunchQueue } from "../../../src/managers/services/launch-queue.ts";
import { ServiceRunner } from "../../../src/managers/services/runner.ts";
import type { Process } from "../../../src/os/processes.ts";
import type { ProcessEnd } from "../../../src/os/spawn.ts";
import { createFakeClock } from "../../fake-clock.ts";
import { noEvents } from "../../no-events.ts";

const never = new AbortController().signal;

/** A runner of one service, whose processes do only what the test says. */
const createWorld = (settings: Partial<Service> = {}) => {
  const clock = createFakeClock();
  const service: Service = { ...emptyService("web"), command: "web", killDelayMs: 2000, ...settings };
  const plan: Pick<Plan, "services" | "workloads"> = {
    services: new Map([["web", service]]),
    workloads: new Map(),
  };
  const log: string[] = [];
  const signals: string[] = [];
  const ends: PromiseWithResolvers<ProcessEnd>[] = [];
  const group = { isAlive: true };
  const spawn = (): Process => {
    const end = Promise.withResolvers<ProcessEnd>();
    ends.push(end);
    return {
      pid: 1000 + ends.length,
      output: new ReadableStream({ start: (controller) => controller.close() }),
      exited: end.promise,
      signal: () => undefined,
      signalGroup: (signal) => void signals.push(signal),
      isGroupAlive: () => group.isAlive,
    };
  };
  const runner = new ServiceRunner("web", {
    clock,
    log: { notice: (text) => void log.push(text), debug: () => undefined },
    logs: { drain: () => Promise.resolve(), tail: () => [] },
    processes: { spawn },
    launches: new LaunchQueue(clock),
    random: () => 1,
    oomKills: () => undefined,
    // A runner looks at services and workloads only.
    plan: () => plan as Plan,
    shutdown: () => undefined,
    changed: () => undefined,
    events: noEvents,
    users: {
      resolve: () => undefined,
      account: () => undefined,
      groupName: () => undefined,
      accountMessage: () => undefined,
      idsToSet: () => ({ uid: undefined, gid: undefined }),
    },
    programs: {
      find: (name) => `/bin/${name}`,
      isExecutable: () => true,
      directoryFault: () => undefined,
      fault: () => undefined,
    },
    environment: {},
  });
  const exit = async (code: number): Promise<void> => {
    ends.at(-1)?.resolve({ code, signal: undefined });
    await clock.advance(0);
  };
  return { clock, runner, log, signals, group, exit, startCount: () => ends.length };
};

const settled = async (promise: Promise<void>): Promise<string> =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe("a service's runner", () => {
  it("is told that a stop has failed, five seconds after SIGKILL, and of the end when it comes", async () => {
    const { clock, runner, signals, group, exit } = createWorld();
    const started = runner.start(never);
    await clock.advance(1000);
    await started;
    const stopped = settled(runner.stop());
    await clock.advance(1999);
    expect(signals).toEqual(["SIGTERM"]);
    await clock.advance(1);
    expect(signals).toEqual(["SIGTERM", "SIGKILL"]);
    await clock.advance(5000);
    expect(await stopped).toBe("process still running after SIGTERM and SIGKILL");
    expect(runner.state.name).toBe("killing");
    const again = settled(runner.stop());
    group.isAlive = false;
    await exit(137);
    expect(await again).toBe("done");
    expect(runner.state.name).toBe("stopped");
    expect(clock.pending()).toBe(0);
  });

  it("waits for the whole process group, and kills what is left of it after the kill delay", async () => {
    const { clock, runner, signals, group, exit } = createWorld();
    const started = runner.start(never);
    await clock.advance(1000);
    await started;
    const stopped = settled(runner.stop());
    await exit(0);
    expect(runner.state.name).toBe("terminating");
    await clock.advance(2000);
    expect(signals).toEqual(["SIGTERM", "SIGKILL"]);
    group.isAlive = false;
    await clock.advance(50);
    expect(await stopped).toBe("done");
    expect(clock.pending()).toBe(0);
  });

  it("does not wait for the group of a process that ends by itself, and adds at most a tenth to the back-off", async () => {
    const { clock, runner, exit, startCount } = createWorld({ backoffDelayMs: 1000 });
    const started = runner.start(never);
    await clock.advance(1000);
    await started;
    await exit(1);
    expect(runner.state.name).toBe("backoff");
    await clock.advance(1099);
    expect(startCount()).toBe(1);
    await clock.advance(1);
    expect(startCount()).toBe(2);
  });
});
