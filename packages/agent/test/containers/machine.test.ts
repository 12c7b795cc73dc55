import { describe, expect, it } from "bun:test";
import {
  backOffMs,
  type ContainerEffect,
  type ContainerEvent,
  type ContainerState,
  stepContainer,
} from "../../src/containers/machine.ts";

const waiting: ContainerState = { phase: "waiting" };
const starting = (deaths = 0): ContainerState => ({ phase: "starting", pid: 7, deaths });
const ready = (deaths = 0): ContainerState => ({ phase: "ready", pid: 7, deaths });
const sweeping = (deaths: number): ContainerState => ({ phase: "sweeping", deaths });
const backingOff = (deaths: number): ContainerState => ({ phase: "backing-off", deaths });
const stopping: ContainerState = { phase: "stopping", pid: 7 };
const clearing: ContainerState = { phase: "clearing" };
const stopped: ContainerState = { phase: "stopped" };

const spawned: ContainerEvent = { type: "spawned", pid: 7 };
const notSpawned: ContainerEvent = { type: "not-spawned", reason: "cannot be started: no" };
const killed: ContainerEvent = { type: "exited", exit: { code: null, signal: "SIGKILL" } };
const ended: ContainerEvent = { type: "exited", exit: { code: 3, signal: null } };
const events: readonly ContainerEvent[] = [
  { type: "start" },
  spawned,
  notSpawned,
  { type: "answered" },
  { type: "settled" },
  killed,
  { type: "swept" },
  { type: "backed-off" },
  { type: "stop" },
  { type: "overdue" },
];

const lost = (why: string, more: { byItself: boolean; retryMs: number }): readonly ContainerEffect[] => [
  { type: "announce-lost", why, ...more },
  { type: "sweep" },
];
const announceStopped: ContainerEffect = { type: "announce-stopped" };
const term: readonly ContainerEffect[] = [
  { type: "signal", pid: 7, signal: "SIGTERM" },
  { type: "expect-exit", pid: 7 },
];

type Case = readonly [string, ContainerState, ContainerEvent, ContainerState, readonly ContainerEffect[]];

const cases: readonly Case[] = [
  ["waiting, start: spawns", waiting, { type: "start" }, waiting, [{ type: "spawn" }]],
  ["waiting, spawned: probes", waiting, spawned, starting(), [{ type: "probe" }]],
  [
    "waiting, not spawned: backs off",
    waiting,
    notSpawned,
    sweeping(1),
    lost("cannot be started: no", { byItself: false, retryMs: 250 }),
  ],
  ["waiting, stop: stopped", waiting, { type: "stop" }, stopped, [announceStopped]],
  ["starting, answered: ready", starting(2), { type: "answered" }, ready(2), [{ type: "announce-ready" }]],
  [
    "starting, exited: lost",
    starting(1),
    ended,
    sweeping(2),
    lost("exited with code 3", { byItself: true, retryMs: 500 }),
  ],
  ["starting, stop: terminates", starting(), { type: "stop" }, stopping, term],
  ["starting, settled: deaths forgotten", starting(2), { type: "settled" }, starting(0), []],
  ["ready, answered again: nothing", ready(), { type: "answered" }, ready(), []],
  ["ready, settled: deaths forgotten", ready(4), { type: "settled" }, ready(0), []],
  [
    "ready, killed: lost",
    ready(),
    killed,
    sweeping(1),
    lost("was killed by SIGKILL", { byItself: false, retryMs: 250 }),
  ],
  ["ready, stop: terminates", ready(), { type: "stop" }, stopping, term],
  ["sweeping, swept: waits", sweeping(3), { type: "swept" }, backingOff(3), [{ type: "wait", ms: 1000 }]],
  ["sweeping, stop: clears", sweeping(3), { type: "stop" }, clearing, []],
  [
    "backing off, time over: spawns",
    backingOff(1),
    { type: "backed-off" },
    backingOff(1),
    [{ type: "spawn" }],
  ],
  ["backing off, spawned: probes", backingOff(1), spawned, starting(1), [{ type: "probe" }]],
  [
    "backing off, not spawned: longer",
    backingOff(1),
    notSpawned,
    sweeping(2),
    lost("cannot be started: no", { byItself: false, retryMs: 500 }),
  ],
  [
    "backing off, stop: stopped",
    backingOff(1),
    { type: "stop" },
    stopped,
    [{ type: "stop-waiting" }, announceStopped],
  ],
  ["stopping, exited: clears", stopping, killed, clearing, [{ type: "sweep" }]],
  [
    "stopping, overdue: kills",
    stopping,
    { type: "overdue" },
    stopping,
    [{ type: "signal", pid: 7, signal: "SIGKILL" }],
  ],
  ["clearing, swept: stopped", clearing, { type: "swept" }, stopped, [announceStopped]],
];

const states = [waiting, starting(1), ready(1), sweeping(1), backingOff(1), stopping, clearing, stopped];

describe("the life of a container", () => {
  it.each(cases)("%s", (...[, before, event, after, effects]) => {
    expect(stepContainer(before, event)).toEqual({ state: after, effects });
  });

  it("is left alone by every other event", () => {
    for (const state of states) {
      for (const event of events) {
        const isCase = cases.some(
          ([, before, one]) => before.phase === state.phase && one.type === event.type,
        );
        if (!isCase) expect(stepContainer(state, event)).toEqual({ state, effects: [] });
      }
    }
  });

  it("is stopped from anywhere when it is abandoned", () => {
    for (const state of states) {
      expect(stepContainer(state, { type: "abandon" })).toEqual({
        state: stopped,
        effects: [{ type: "stop-waiting" }],
      });
    }
  });

  it("waits 250 ms after the first death, twice as long after each, 30 s at most", () => {
    expect([1, 2, 3, 7, 8, 99].map(backOffMs)).toEqual([250, 500, 1000, 16_000, 30_000, 30_000]);
  });
});
