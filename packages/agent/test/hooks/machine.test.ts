import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import type { Hook } from "../../src/hooks/hook.ts";
import {
  emptyQueue,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  retryDelayMs,
  stepQueue,
} from "../../src/hooks/machine.ts";

const install: Hook = { kind: "lifecycle", name: "install" };
const start: Hook = { kind: "lifecycle", name: "start" };
const stop: Hook = { kind: "lifecycle", name: "stop" };
const ready: Hook = { kind: "pebble-ready", container: "web" };
const action: Hook = { kind: "action", name: "purge", id: "1", params: {} };

const running = (hook: Hook, waiting: readonly Hook[] = [], attempt = 1): QueueState => ({
  phase: "running",
  hook,
  attempt,
  waiting,
});
const backingOff = (hook: Hook, waiting: readonly Hook[] = [], attempt = 1): QueueState => ({
  phase: "backing-off",
  hook,
  attempt,
  waiting,
});
const stopping = (hook: Hook, last: readonly Hook[] = []): QueueState => ({ phase: "stopping", hook, last });
const stopped: QueueState = { phase: "stopped" };

const queued = (hook: Hook): QueueEvent => ({ type: "queued", hook });
const withdrawn = (hook: Hook): QueueEvent => ({ type: "withdrawn", hook });
const done: QueueEvent = { type: "finished", result: "done" };
const failed: QueueEvent = { type: "finished", result: "failed" };
const retry: QueueEvent = { type: "retry" };
const stopNow: QueueEvent = { type: "stop", last: [stop] };
const run = (hook: Hook, attempt = 1): QueueEffect => ({ type: "run", hook, attempt });

type Case = readonly [string, QueueState, QueueEvent, QueueState, readonly QueueEffect[]];

const cases: readonly Case[] = [
  ["idle, a hook comes: it runs", emptyQueue, queued(install), running(install), [run(install)]],
  ["idle, withdrawn: nothing", emptyQueue, withdrawn(ready), emptyQueue, []],
  ["idle, finished: nothing", emptyQueue, done, emptyQueue, []],
  ["idle, retry: nothing", emptyQueue, retry, emptyQueue, []],
  ["idle, stop: the last hooks run", emptyQueue, stopNow, stopping(stop), [run(stop)]],
  [
    "idle, stop without last hooks: ended",
    emptyQueue,
    { type: "stop", last: [] },
    stopped,
    [{ type: "ended" }],
  ],
  ["running, another comes: it waits", running(install), queued(start), running(install, [start]), []],
  [
    "running, one that waits comes again: once",
    running(install, [ready]),
    queued(ready),
    running(install, [ready]),
    [],
  ],
  [
    "running, the same comes again: it waits",
    running(install),
    queued(install),
    running(install, [install]),
    [],
  ],
  ["running, withdrawn: it waits no more", running(install, [ready]), withdrawn(ready), running(install), []],
  ["running, done: the next runs", running(install, [start]), done, running(start), [run(start)]],
  ["running, done, none waits: idle", running(install), done, emptyQueue, []],
  [
    "running, failed: it waits for its turn",
    running(install, [start]),
    failed,
    backingOff(install, [start]),
    [{ type: "wait", hook: install, ms: 1000 }],
  ],
  [
    "running, an action failed: the next runs",
    running(action, [start]),
    failed,
    running(start),
    [run(start)],
  ],
  ["running, retry: nothing", running(install), retry, running(install), []],
  [
    "running, stop: it goes on, the others are dropped",
    running(install, [action]),
    stopNow,
    stopping(install, [stop]),
    [{ type: "drop", hook: action }],
  ],
  [
    "backing off, another comes: it waits",
    backingOff(install),
    queued(start),
    backingOff(install, [start]),
    [],
  ],
  [
    "backing off, the same comes: the next attempt serves",
    backingOff(start),
    queued(start),
    backingOff(start),
    [],
  ],
  [
    "backing off, withdrawn: it waits no more",
    backingOff(install, [ready]),
    withdrawn(ready),
    backingOff(install),
    [],
  ],
  ["backing off, finished: nothing", backingOff(install), done, backingOff(install), []],
  [
    "backing off, retry: it runs again",
    backingOff(install, [start], 3),
    retry,
    running(install, [start], 4),
    [{ type: "stop-waiting" }, run(install, 4)],
  ],
  [
    "backing off, stop: it is dropped",
    backingOff(install, [action]),
    stopNow,
    stopping(stop),
    [{ type: "stop-waiting" }, { type: "drop", hook: install }, { type: "drop", hook: action }, run(stop)],
  ],
  [
    "stopping, one comes: dropped",
    stopping(stop),
    queued(action),
    stopping(stop),
    [{ type: "drop", hook: action }],
  ],
  ["stopping, done: the next of the last", stopping(install, [stop]), done, stopping(stop), [run(stop)]],
  [
    "stopping, failed: the next of the last all the same",
    stopping(install, [stop]),
    failed,
    stopping(stop),
    [run(stop)],
  ],
  ["stopping, the last is done: ended", stopping(stop), done, stopped, [{ type: "ended" }]],
  ["stopping, withdrawn: nothing", stopping(stop), withdrawn(ready), stopping(stop), []],
  ["stopping, retry: nothing", stopping(stop), retry, stopping(stop), []],
  ["stopping, stop: nothing", stopping(stop), stopNow, stopping(stop), []],
  ["stopped, one comes: dropped", stopped, queued(action), stopped, [{ type: "drop", hook: action }]],
  ["stopped, finished: nothing", stopped, done, stopped, []],
  ["stopped, withdrawn: nothing", stopped, withdrawn(ready), stopped, []],
  ["stopped, retry: nothing", stopped, retry, stopped, []],
  ["stopped, stop: nothing", stopped, stopNow, stopped, []],
];

describe("the queue of hooks", () => {
  it.each(cases)("%s", (...[, before, event, after, effects]) => {
    expect(stepQueue(before, event)).toEqual({ state: after, effects });
  });

  it("waits 1 s after the first failure, twice as long after each, 60 s at most", () => {
    expect([1, 2, 3, 6, 7, 8, 1000].map(retryDelayMs)).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it("runs hooks in the order they came, one at a time, whatever fails between", () => {
    const hooks = fc.array(fc.nat(3), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(hooks, (failures) => {
        const wanted = failures.map(
          (_, index): Hook => ({ kind: "action", name: "a", id: String(index), params: {} }),
        );
        const notices = wanted.map(
          (hook, index): Hook => ({
            kind: "custom-notice",
            container: "web",
            notice: { id: String(index), type: "custom", key: "a.b/c" },
            at: hook.kind,
          }),
        );
        let state: QueueState = emptyQueue;
        const ran: Hook[] = [];
        const apply = (event: QueueEvent): void => {
          const step = stepQueue(state, event);
          state = step.state;
          for (const effect of step.effects) if (effect.type === "run") ran.push(effect.hook);
        };
        for (const hook of notices) apply(queued(hook));
        for (const times of failures) {
          for (let i = 0; i < times; i++) {
            apply(failed);
            apply(retry);
          }
          apply(done);
        }
        expect(ran).toEqual(notices.flatMap((hook, i) => Array<Hook>((failures[i] ?? 0) + 1).fill(hook)));
        expect(state).toEqual(emptyQueue);
      }),
    );
  });
});
