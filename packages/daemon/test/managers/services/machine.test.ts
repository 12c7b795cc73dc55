import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { startWindowMs, stepService } from "../../../src/managers/services/machine.ts";
import {
  hasProcess,
  initialServiceState,
  type Policy,
  type ServiceEvent,
  type ServiceState,
  serviceStatus,
} from "../../../src/managers/services/state.ts";

const policy: Policy = {
  onSuccess: "restart",
  onFailure: "restart",
  killDelayMs: 5000,
  backoffDelayMs: 500,
  backoffFactor: 2,
  backoffLimitMs: 30_000,
};
const fresh = { count: 0, delayMs: 0 };

const states: Readonly<Record<string, ServiceState>> = {
  stopped: initialServiceState,
  exited: { name: "exited", since: 1, failed: true },
  spawning: { name: "spawning", since: 1, backoff: fresh, asked: true },
  starting: { name: "starting", since: 1, backoff: fresh, asked: true },
  running: { name: "running", since: 1, backoff: fresh },
  terminating: { name: "terminating", since: 1, backoff: fresh, goal: "stop" },
  killing: { name: "killing", since: 1, backoff: fresh, goal: "stop" },
  backoff: { name: "backoff", since: 1, backoff: { count: 1, delayMs: 500 } },
};

const events: Readonly<Record<ServiceEvent["type"], ServiceEvent>> = {
  start: { type: "start", at: 9 },
  spawned: { type: "spawned", at: 9 },
  spawnFailed: { type: "spawnFailed", at: 9, message: "no such file" },
  windowPassed: { type: "windowPassed" },
  exited: { type: "exited", at: 9, code: 3 },
  stop: { type: "stop", at: 9 },
  startAborted: { type: "startAborted" },
  killDelayPassed: { type: "killDelayPassed" },
  failDelayPassed: { type: "failDelayPassed" },
  backoffPassed: { type: "backoffPassed", at: 9 },
  resetPassed: { type: "resetPassed" },
  checkFailed: { type: "checkFailed", action: "restart" },
};

/** The state that follows, where it is another one; every pair that is not named stays as it is. */
const transitions: Readonly<Record<string, Partial<Record<ServiceEvent["type"], ServiceState["name"]>>>> = {
  stopped: { start: "spawning" },
  exited: { start: "spawning" },
  spawning: { spawned: "starting", spawnFailed: "stopped" },
  starting: { windowPassed: "running", exited: "backoff", stop: "terminating", startAborted: "killing" },
  running: { exited: "backoff", stop: "terminating", checkFailed: "terminating" },
  terminating: { exited: "stopped", killDelayPassed: "killing" },
  killing: { exited: "stopped" },
  backoff: { start: "spawning", backoffPassed: "spawning", stop: "stopped" },
};

const effectTypes = (state: ServiceState, event: ServiceEvent, given: Policy = policy): readonly string[] =>
  stepService(state, event, given).effects.map((effect) => effect.type);

describe("a service's machine", () => {
  for (const [name, state] of Object.entries(states)) {
    for (const event of Object.values(events)) {
      const next = transitions[name]?.[event.type] ?? name;
      it(`${name} becomes ${next}, when ${event.type} happens`, () => {
        expect(stepService(state, event, policy).state.name).toBe(next as ServiceState["name"]);
      });
    }
  }

  it("waits out the start window, when it has been spawned", () => {
    expect(stepService(states["spawning"] ?? initialServiceState, events.spawned, policy).effects).toEqual([
      { type: "timer", timer: "window", ms: startWindowMs },
    ]);
  });

  it("is killed and not tried again, when its start is aborted within the window", () => {
    const killing = stepService(states["starting"] ?? initialServiceState, { type: "startAborted" }, policy);
    expect(killing.effects).toContainEqual({ type: "signal", signal: "SIGKILL" });
    expect(killing.effects).toContainEqual({
      type: "started",
      error: "start aborted, sent SIGKILL to process",
    });
    expect(stepService(killing.state, events.exited, policy).state).toEqual({ name: "stopped", since: 9 });
    const restarting = { ...states["starting"], asked: false } as ServiceState;
    expect(stepService(restarting, events.startAborted, policy).state).toEqual(restarting);
  });

  it("fails its start and backs off, when it exits within the window", () => {
    const { state, effects } = stepService(states["starting"] ?? initialServiceState, events.exited, policy);
    expect(state).toEqual({ name: "backoff", since: 9, backoff: { count: 1, delayMs: 500 } });
    expect(effects).toContainEqual({
      type: "started",
      error: "service start attempt: exited quickly with code 3, will restart",
      output: true,
    });
    expect(effects).toContainEqual({ type: "timer", timer: "backoff", ms: 500 });
  });

  it("doubles the delay up to the limit, when it keeps failing", () => {
    let state: ServiceState = { name: "running", since: 1, backoff: fresh };
    const delays: number[] = [];
    for (let round = 0; round < 8; round++) {
      state = stepService(state, events.exited, policy).state;
      if (state.name !== "backoff") throw new Error(`expected backoff, got ${state.name}`);
      delays.push(state.backoff.delayMs);
      state = { name: "running", since: 1, backoff: state.backoff };
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("begins its back-off anew, when it has run for the limit", () => {
    const running: ServiceState = { name: "running", since: 1, backoff: { count: 4, delayMs: 4000 } };
    expect(stepService(running, events.resetPassed, policy).state).toEqual({
      name: "running",
      since: 1,
      backoff: fresh,
    });
  });

  it("is killed, when it outlives the kill delay, and the stop fails five seconds later", () => {
    const killing = stepService(states["terminating"] ?? initialServiceState, events.killDelayPassed, policy);
    expect(killing.effects).toEqual([
      { type: "signal", signal: "SIGKILL" },
      { type: "timer", timer: "fail", ms: 5000 },
    ]);
    expect(stepService(killing.state, events.failDelayPassed, policy).effects).toEqual([
      { type: "stopped", error: "process still running after SIGTERM and SIGKILL" },
    ]);
  });

  it("comes back after a back-off, when a failed check ended it", () => {
    const ending = stepService(states["running"] ?? initialServiceState, events.checkFailed, policy);
    expect(stepService(ending.state, events.exited, policy).state.name).toBe("backoff");
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
      const { effects } = stepService(
        states["running"] ?? initialServiceState,
        { type: "exited", at: 9, code },
        given,
      );
      expect(effects).toContainEqual({ type: "shutdown", exitCode });
    });
  }

  it("ends the daemon with 11, when a check fails and the action is shutdown", () => {
    const event = { type: "checkFailed", action: "shutdown" } as const;
    expect(stepService(states["running"] ?? initialServiceState, event, policy).effects).toContainEqual({
      type: "shutdown",
      exitCode: 11,
    });
  });

  it("answers every start and stop at most once, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 40 }), (sequence) => {
        let state = initialServiceState;
        for (const event of sequence) {
          const before = state;
          const step = stepService(state, event, policy);
          state = step.state;
          const spawns = step.effects.filter((effect) => effect.type === "spawn").length;
          expect(spawns).toBeLessThanOrEqual(1);
          if (spawns === 1) expect(hasProcess(before)).toBe(false);
        }
      }),
    );
  });

  it("shows a quick failure that is ignored as error, and a success as inactive", () => {
    const ignore = { ...policy, onSuccess: "ignore", onFailure: "ignore" } as const;
    const failed = stepService(
      states["running"] ?? initialServiceState,
      { type: "exited", at: 9, code: 1 },
      ignore,
    );
    const done = stepService(
      states["running"] ?? initialServiceState,
      { type: "exited", at: 9, code: 0 },
      ignore,
    );
    expect([serviceStatus(failed.state), serviceStatus(done.state)]).toEqual(["error", "inactive"]);
    expect(effectTypes(failed.state, events.windowPassed)).toEqual([]);
  });
});
