import { describe, expect, it } from "bun:test";
import type { ServiceAction } from "@cobble/plan";
import fc from "fast-check";
import { startWindowMs, stepService } from "../../../src/managers/services/machine.ts";
import {
  hasProcess,
  initialServiceState,
  type ServiceState,
  serviceStatus,
} from "../../../src/managers/services/state.ts";
import { checkFailed, events, fresh, logOf, policy, states, words } from "./machine-cases.ts";

describe("a service's machine", () => {
  it("waits out the start window, when it has been spawned", () => {
    expect(stepService(states.spawning, events.spawned, policy).effects).toEqual([
      { type: "timer", timer: "window", ms: startWindowMs },
    ]);
  });

  it("runs at once, when it was restarted by itself: its back-off counts from the spawn", () => {
    const backoff = { count: 3, delayMs: 2000 };
    const again: ServiceState = { ...states.spawning, backoff, asked: false };
    const next = stepService(again, events.spawned, policy);
    expect(next).toEqual({
      state: { name: "running", since: 9, backoff },
      effects: [{ type: "timer", timer: "reset", ms: policy.backoffLimitMs }],
    });
  });

  it("is what it was before, while it waits for its turn", () => {
    const first = stepService(states.stopped, events.start, policy).state;
    expect([serviceStatus(first), first.since]).toEqual(["inactive", undefined]);
    const again = stepService(states.backoff, events.backoffPassed, policy).state;
    expect([serviceStatus(again), again.since]).toEqual(["backoff", 1]);
    expect(words(stepService(again, events.stop, policy))).toBe("stopped: cancelSpawn log stopped");
    expect(words(stepService(again, events.startAborted, policy))).toBe("spawning:");
  });

  it("fails its start and backs off, when it exits within the window", () => {
    const { state, effects } = stepService(states.starting, events.exited, policy);
    expect(state).toEqual({ name: "backoff", since: 9, backoff: { count: 1, delayMs: 500 } });
    expect(effects).toContainEqual({
      type: "started",
      error: "service start attempt: exited quickly with code 3, will restart",
      output: true,
    });
    expect(effects).toContainEqual({ type: "timer", timer: "backoff", ms: 500 });
  });

  it("is tried again, when it ran before and its program is missing now", () => {
    const again: ServiceState = { ...states.spawning, asked: false };
    const next = stepService(again, events.spawnFailed, policy);
    expect(next.state).toEqual({ name: "backoff", since: 9, backoff: { count: 1, delayMs: 500 } });
    expect(logOf(next)).toEqual([
      "cannot be restarted: no such file, waiting ~500ms before restart (backoff 1)",
    ]);
  });

  it("doubles the delay up to the limit, when it keeps failing", () => {
    let state: ServiceState = states.running;
    const delays: number[] = [];
    for (let round = 0; round < 8; round++) {
      state = stepService(state, events.exited, policy).state;
      if (state.name !== "backoff") throw new Error(`expected backoff, got ${state.name}`);
      delays.push(state.backoff.delayMs);
      state = { name: "running", since: 1, backoff: state.backoff };
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("waits no longer than its limit, however huge its factor is, or no number at all", () => {
    for (const backoffFactor of [1e308, Number.POSITIVE_INFINITY, Number.NaN]) {
      const state: ServiceState = { ...states.running, backoff: { count: 1, delayMs: 500 } };
      const next = stepService(state, events.exited, { ...policy, backoffFactor }).state;
      expect(next).toMatchObject({ backoff: { count: 2, delayMs: policy.backoffLimitMs } });
    }
  });

  it("begins its back-off anew at once, when there is no limit to run for", () => {
    const backoff = { count: 4, delayMs: 4000 };
    for (const backoffLimitMs of [0, -1]) {
      const step = stepService({ ...states.starting, backoff }, events.windowPassed, {
        ...policy,
        backoffLimitMs,
      });
      expect(step.state).toEqual({ ...states.running, since: states.starting.since });
    }
  });

  it("begins its back-off anew, when it has run for the limit, and when somebody starts it", () => {
    const backoff = { count: 4, delayMs: 4000 };
    expect(stepService({ ...states.running, backoff }, events.resetPassed, policy).state).toEqual(
      states.running,
    );
    for (const state of [
      { ...states.backoff, backoff },
      { ...states.exited, backoff },
    ]) {
      expect(stepService(state, events.start, policy).state).toMatchObject({ backoff: fresh });
    }
  });

  it("is ended in the end, and the stop fails five seconds after SIGKILL", () => {
    const terminating = stepService(states.running, events.stop, policy);
    expect(terminating.effects).toContainEqual({ type: "timer", timer: "kill", ms: 4000 });
    const killing = stepService(terminating.state, events.killDelayPassed, policy);
    expect(killing.effects).toContainEqual({ type: "timer", timer: "fail", ms: 5000 });
    expect(stepService(killing.state, events.failDelayPassed, policy).effects).toEqual([
      { type: "stopped", error: "process still running after SIGTERM and SIGKILL" },
    ]);
  });

  it("is inactive since it was asked to end, however long that takes", () => {
    const seen: unknown[] = [];
    let { state } = stepService(states.running, events.stop, policy);
    for (const event of [events.killDelayPassed, { ...events.exited, at: 20 }]) {
      seen.push([serviceStatus(state), state.since]);
      ({ state } = stepService(state, event, policy));
    }
    seen.push([serviceStatus(state), state.since]);
    expect(seen).toEqual(Array.from({ length: 3 }, () => ["inactive", 9]));
  });

  it("comes back after a back-off, when a failed check ended it, unless it is stopped meanwhile", () => {
    const ending = stepService(states.running, events.checkFailed, policy).state;
    const back = stepService(ending, events.exited, policy);
    expect(back.state.name).toBe("backoff");
    expect(logOf(back)).toEqual([
      "exited after check failure, restarting",
      'on-check-failure action is "restart", waiting ~500ms before restart (backoff 1)',
    ]);
    const stopped = stepService(stepService(ending, events.stop, policy).state, events.exited, policy);
    expect(stopped.state.name).toBe("stopped");
  });

  it("stays ended, when it ended well and its check fails", () => {
    const done: ServiceState = { ...states.exited, failed: false };
    expect(words(stepService(done, events.checkFailed, policy))).toBe("exited:");
    expect(words(stepService(done, checkFailed("shutdown"), policy))).toBe("exited:");
  });

  const shutdowns = [
    { action: "shutdown", code: 0, exitCode: 0 },
    { action: "shutdown", code: 3, exitCode: 10 },
    { action: "success-shutdown", code: 3, exitCode: 0 },
    { action: "failure-shutdown", code: 0, exitCode: 10 },
  ] as const;
  for (const { action, code, exitCode } of shutdowns) {
    it(`ends the daemon with ${exitCode}, when it exits with ${code} and the action is ${action}`, () => {
      const given = { ...policy, onSuccess: action, onFailure: action };
      const { effects } = stepService(states.running, { type: "exited", at: 9, code }, given);
      expect(effects).toContainEqual({ type: "shutdown", exitCode });
    });
  }

  for (const state of [states.running, states.backoff, states.exited]) {
    it(`ends the daemon, or does not, as its action for the failed check says, when it is ${state.name}`, () => {
      const effectsOf = (action: ServiceAction) => stepService(state, checkFailed(action), policy).effects;
      expect(effectsOf("shutdown")).toContainEqual({ type: "shutdown", exitCode: 11 });
      expect(effectsOf("success-shutdown")).toContainEqual({ type: "shutdown", exitCode: 0 });
      expect(effectsOf("ignore")).toEqual([]);
    });
  }

  it("spawns only when no process of it runs, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 40 }), (sequence) => {
        let state = initialServiceState;
        for (const event of sequence) {
          const before = state;
          const next = stepService(state, event, policy);
          state = next.state;
          const spawns = next.effects.filter((effect) => effect.type === "spawn").length;
          expect(spawns).toBeLessThanOrEqual(1);
          if (spawns === 1) expect(hasProcess(before)).toBe(false);
        }
      }),
    );
  });

  it("shows a failure that is ignored as error, and a success as inactive", () => {
    const ignore = { ...policy, onSuccess: "ignore", onFailure: "ignore" } as const;
    const failed = stepService(states.running, { type: "exited", at: 9, code: 1 }, ignore);
    const done = stepService(states.running, { type: "exited", at: 9, code: 0 }, ignore);
    expect([serviceStatus(failed.state), serviceStatus(done.state)]).toEqual(["error", "inactive"]);
  });
});
