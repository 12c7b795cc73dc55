import { describe, expect, it } from "bun:test";
import { stepService } from "../../../src/managers/services/machine.ts";
import { events, type Name, policy, states, type Type, words } from "./machine-cases.ts";

/** Nothing comes of it. */
const same = undefined;

/** What follows, and what is done: `state: effects`. Every pair stands here; a new state or event does not compile without. */
const table: { readonly [N in Name]: { readonly [T in Type]: string | undefined } } = {
  stopped: {
    start: "spawning: cancelTimer spawn",
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: same,
    stop: same,
    startAborted: same,
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: same,
    resetPassed: same,
    checkFailed: same,
  },
  exited: {
    start: "spawning: cancelTimer spawn",
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: same,
    stop: same,
    startAborted: same,
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: same,
    resetPassed: same,
    checkFailed: "backoff: timer=backoff log",
  },
  spawning: {
    start: same,
    spawned: "starting: timer=window",
    spawnFailed: "stopped: started=error",
    windowPassed: same,
    exited: same,
    stop: "stopped: cancelSpawn started=error stopped",
    startAborted: "stopped: cancelSpawn started=error",
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: same,
    resetPassed: same,
    checkFailed: same,
  },
  starting: {
    start: same,
    spawned: same,
    spawnFailed: same,
    windowPassed: "running: timer=reset started",
    exited: "backoff: timer=backoff log log started=error",
    stop: "terminating: cancelTimer signal=SIGTERM timer=kill started=error",
    startAborted: "killing: cancelTimer signal=SIGKILL timer=fail started=error",
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: same,
    resetPassed: same,
    checkFailed: same,
  },
  running: {
    start: same,
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: "backoff: timer=backoff log log",
    stop: "terminating: cancelTimer signal=SIGTERM timer=kill",
    startAborted: same,
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: same,
    resetPassed: "running:",
    checkFailed: "terminating: log cancelTimer signal=SIGTERM timer=kill",
  },
  terminating: {
    start: "terminating: started=error",
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: "stopped: cancelTimer log stopped",
    stop: "terminating:",
    startAborted: same,
    killDelayPassed: "killing: cancelTimer signal=SIGKILL timer=fail",
    failDelayPassed: "terminating: stopped=error",
    backoffPassed: same,
    resetPassed: same,
    checkFailed: same,
  },
  killing: {
    start: "killing: started=error",
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: "stopped: cancelTimer log stopped",
    stop: "killing: cancelTimer signal=SIGKILL timer=fail",
    startAborted: same,
    killDelayPassed: "killing: cancelTimer signal=SIGKILL timer=fail",
    failDelayPassed: "killing: stopped=error",
    backoffPassed: same,
    resetPassed: same,
    checkFailed: same,
  },
  backoff: {
    start: "spawning: cancelTimer spawn",
    spawned: same,
    spawnFailed: same,
    windowPassed: same,
    exited: same,
    stop: "stopped: cancelTimer log stopped",
    startAborted: same,
    killDelayPassed: same,
    failDelayPassed: same,
    backoffPassed: "spawning: spawn=urgent",
    resetPassed: same,
    checkFailed: "backoff: log",
  },
};

describe("a service's machine", () => {
  for (const [name, row] of Object.entries(table)) {
    for (const [type, outcome] of Object.entries(row)) {
      it(`${outcome ?? "stays as it is"}, when ${type} happens to one that is ${name}`, () => {
        // The names are those of the tables above.
        const state = states[name as Name];
        const next = stepService(state, events[type as Type], policy);
        expect(words(next)).toBe(outcome ?? `${name}:`);
        if (outcome === undefined) expect(next.state).toEqual(state);
      });
    }
  }
});
