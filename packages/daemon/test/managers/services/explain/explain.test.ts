import { describe, expect, it } from "bun:test";
import type { Service } from "@cobble/plan";
import type { CheckFact } from "../../../../src/managers/services/explain/facts.ts";
import type { ServiceEnd } from "../../../../src/managers/services/record.ts";
import type { ServiceState } from "../../../../src/managers/services/state.ts";
import { backoff, chainOf, change, ended, explain, now, second, startTask, stopTask, web } from "./cases.ts";

const running: ServiceState = { name: "running", since: now - 60 * second, backoff };
const waiting: ServiceState = { name: "backoff", since: now - second, backoff };
const up: CheckFact = { name: "up", action: "restart", status: "up", failures: 0, threshold: 3 };

describe("a service that runs is explained", () => {
  const record = { restarts: 0, pid: 7, startedAt: now - 60 * second };

  it("by how long it has, and who started it", () => {
    expect(chainOf({ state: running, record, change: change({ task: startTask("Done") }) })).toEqual([
      "running: has been running for 1m0s, as process 7",
      'change: was last touched by change 5 (Start service "web"), 10s ago: task "Start service "web"" is Done',
    ]);
  });

  it("with what ended it before, when it was started again by itself", () => {
    expect(
      chainOf({ state: running, record: { ...record, byItself: true, restarts: 2, lastEnd: ended({}) } }),
    ).toEqual([
      "running: has been running for 1m0s, as process 7",
      "restarted: was started again by itself, 2 times since the supervisor started; the process before ended 1s ago",
      "exited: ended by itself with exit code 3, 3s after its start",
    ]);
  });

  it("without what ended it before, when somebody asked for the start", () => {
    const kinds = explain({ state: running, record: { ...record, restarts: 2, lastEnd: ended({}) } }).chain;
    expect(kinds.map(({ kind }) => kind)).toEqual(["running"]);
  });

  it("with the fields that a replan would change, which come first after the state", () => {
    const changes = [{ field: "command", kind: "changed", from: "a", to: "b" }] as const;
    const explanation = explain({ state: running, record, changes });
    const remark = 'runs with another configuration than the plan has, until a replan: command: "a" -> "b"';
    expect(explanation.chain[1]).toEqual({
      kind: "config-changed",
      text: remark,
      data: { fields: ["command"] },
    });
    expect(explanation.summary).toBe(`has been running for 1m0s, as process 7; it ${remark}`);
  });

  it("with a check that is about to end it, and one whose action was taken already", () => {
    const failing = { ...up, failures: 2, error: "refused" };
    const down: CheckFact = { ...failing, name: "low", action: "ignore", status: "down", failures: 5 };
    expect(chainOf({ state: running, record, checks: [up, failing, down] }).slice(1)).toEqual([
      'check-failing: has check "up" failing, 2 of 3 times: then its action is "restart": refused',
      'check-failing: has check "low" down: its action "ignore" is taken once, when it goes down: refused',
    ]);
  });

  it("with what it requires and does not run", () => {
    const requires = [
      { name: "db", current: "backoff" },
      { name: "fine", current: "active" },
    ] as const;
    expect(chainOf({ state: running, record, requires }).slice(1)).toEqual([
      'dependency: requires "db", which is backoff',
    ]);
  });

  it("as starting, in its first second", () => {
    const state: ServiceState = { name: "starting", since: now, backoff };
    expect(chainOf({ state, record: { ...record, startedAt: now - 0.3 * second } })).toEqual([
      "starting: was started 300ms ago: that counts as good after 1s",
    ]);
  });
});

describe("a service that waits for its next start is explained", () => {
  const ends: readonly (readonly [title: string, end: Partial<ServiceEnd>, text: string])[] = [
    ["an exit code", {}, "exited: ended by itself with exit code 3, 3s after its start"],
    ["a success", { code: 0 }, "exited: ended by itself with exit code 0, 3s after its start"],
    [
      "a code by which a shell means something",
      { code: 127 },
      "exited: ended by itself with exit code 127 (what a shell gives for a command that it cannot find), 3s after its start",
    ],
    [
      "a signal that a shell passes on",
      { code: 139 },
      "exited: ended by itself with exit code 139 (what a shell gives for a command killed by signal 11), 3s after its start",
    ],
    [
      "a signal",
      { code: 139, signal: "SIGSEGV", sender: "unknown" },
      "killed: was killed by SIGSEGV 3s after its start: the supervisor did not send it",
    ],
    [
      "a client's signal",
      { code: 143, signal: "SIGTERM", sender: "client" },
      "killed: was killed by SIGTERM 3s after its start: a client of the supervisor sent it",
    ],
    [
      "SIGKILL, where the kernel does not tell",
      { code: 137, signal: "SIGKILL", sender: "unknown" },
      "killed: was killed by SIGKILL 3s after its start: perhaps out of memory, or killed from outside",
    ],
    [
      "SIGKILL that was not for memory",
      { code: 137, signal: "SIGKILL", sender: "unknown", oomKills: 0 },
      "killed: was killed by SIGKILL 3s after its start: from outside: the kernel counted no kill for want of memory",
    ],
    [
      "a kill for want of memory",
      { code: 137, signal: "SIGKILL", sender: "unknown", oomKills: 1 },
      "out-of-memory: was killed 3s after its start, out of memory: the kernel counted such a kill at that time",
    ],
    [
      "a kill of a shell's child for want of memory",
      { code: 137, oomKills: 1 },
      "out-of-memory: was killed 3s after its start, out of memory: the kernel counted such a kill at that time",
    ],
  ];
  for (const [title, end, text] of ends) {
    it(`by ${title}`, () => {
      expect(chainOf({ state: waiting, record: { restarts: 2, lastEnd: ended(end) } })[1]).toBe(text);
    });
  }

  it("by when that is, the delays that lead there, and its last lines", () => {
    const explanation = explain({
      state: waiting,
      dueAt: now + 1.25 * second,
      record: { restarts: 2, lastEnd: ended({}) },
      output: Array.from({ length: 12 }, (_, i) => `line ${i}`),
    });
    expect(explanation.current).toBe("backoff");
    expect(explanation.chain[0]).toEqual({
      kind: "waiting",
      text: "is to be started again in 1.3s, restart 3 in a row (delays: 500ms, times 2 each, up to 30s)",
      data: {
        "next-start": "1970-01-01T00:16:41.25Z",
        attempt: 3,
        "delay-ms": 2000,
        "backoff-delay-ms": 500,
        "backoff-factor": 2,
        "backoff-limit-ms": 30000,
      },
    });
    expect(explanation.chain[1]?.data).toEqual({
      at: "1970-01-01T00:16:39Z",
      "exit-code": 3,
      "ran-ms": 3000,
    });
    expect(explanation.chain[2]?.text).toBe("wrote last: line 11");
    expect(explanation.chain[2]?.data?.["lines"]).toHaveLength(10);
  });

  it("by the check that ended it", () => {
    const record = {
      restarts: 0,
      lastEnd: ended({ code: 143, signal: "SIGTERM", sender: "supervisor", goal: "restart" }),
      checkFailure: { at: now, check: "up" },
    } as const;
    const checks = [{ ...up, status: "down", failures: 3, error: "refused" }] as const;
    expect(chainOf({ state: waiting, record, checks }).slice(1)).toEqual([
      'check-down: was ended because check "up" went down: refused',
      "killed: was killed by SIGTERM 3s after its start: the supervisor sent it",
    ]);
    expect(chainOf({ state: waiting, record })[1]).toBe('check-down: was ended because check "up" went down');
  });

  it("by what could not be started, and what is missing now", () => {
    const record = { restarts: 1, lastEnd: ended({}), lastFault: { at: now, message: "no such file" } };
    const missing = [{ what: "program", text: '"/bin/web" does not exist' }] as const;
    expect(chainOf({ state: waiting, record, missing }).slice(1)).toEqual([
      "cannot-start: could not be started: no such file",
      'missing: cannot be started now: "/bin/web" does not exist',
    ]);
  });
});

describe("a service that is not started again is explained", () => {
  const fails = {
    name: "exited",
    since: now - second,
    backoff: { count: 0, delayMs: 0 },
    failed: true,
  } as const;

  it("by its action, and the end that led to it", () => {
    const service: Service = { ...web, onFailure: "ignore" };
    const explanation = explain({ service, state: fails, record: { restarts: 0, lastEnd: ended({}) } });
    expect(explanation.current).toBe("error");
    expect(explanation.summary).toBe(
      'is not started again by itself: on-failure is "ignore"; it ended by itself with exit code 3, 3s after its start',
    );
  });

  it("by its action for successes, when it was one", () => {
    const service: Service = { ...web, onSuccess: "ignore" };
    const state: ServiceState = { ...fails, failed: false };
    const chain = chainOf({ service, state, record: { restarts: 0, lastEnd: ended({ code: 0 }) } });
    expect(chain[0]).toBe('ended: is not started again by itself: on-success is "ignore"');
  });
});

describe("a service that is being ended, or was, is explained", () => {
  const ending: ServiceState = { name: "terminating", since: now - second, backoff, goal: "stop" };

  it("by the change that ends it, and when patience ends", () => {
    const facts = {
      state: ending,
      dueAt: now + 2 * second,
      change: change({ kind: "stop", summary: "Stop it", task: stopTask }),
    };
    expect(chainOf(facts)).toEqual([
      "stopping: is being ended: SIGTERM was sent, SIGKILL follows in 2s",
      "change: was stopped by change 5 (Stop it)",
    ]);
    const killing: ServiceState = { ...ending, name: "killing" };
    expect(chainOf({ ...facts, state: killing })[0]).toBe(
      "stopping: is being ended: SIGKILL was sent; it is given up in 2s",
    );
  });

  it("by the check that went down", () => {
    const state: ServiceState = { ...ending, goal: "restart" };
    const record = { restarts: 0, checkFailure: { at: now, check: "up" } };
    expect(chainOf({ state, record })[1]).toBe('check-down: was ended because check "up" went down');
  });

  it("by the change that stopped it, and what it requires that was stopped too", () => {
    const state: ServiceState = { name: "stopped", since: now - 2 * second };
    const service: Service = { ...web, requires: ["db"] };
    const facts = {
      service,
      state,
      record: { restarts: 0, startedAt: now - 60 * second, lastEnd: ended({ goal: "stop" }) },
      change: change({
        kind: "stop",
        summary: 'Stop service "db" and 1 more',
        task: stopTask,
        stops: ["web", "db"],
      }),
    };
    expect(chainOf(facts)).toEqual([
      "stopped: was stopped 2s ago",
      'change: was stopped by change 5 (Stop service "db" and 1 more), since it requires "db", which stopped too',
    ]);
  });

  it("by the start that came to nothing", () => {
    const state: ServiceState = { name: "stopped", since: now - 2 * second };
    const record = {
      restarts: 0,
      lastFault: { at: now - 2 * second, message: "user: unknown user nobody-here" },
    };
    const missing = [{ what: "user", text: "user: unknown user nobody-here" }] as const;
    expect(chainOf({ state, record, missing })).toEqual([
      "cannot-start: could not be started: user: unknown user nobody-here",
      "missing: cannot be started now: user: unknown user nobody-here",
    ]);
  });
});

describe("a service that was stopped while it could not be restarted", () => {
  it("is explained by the stop, and what is still missing", () => {
    const record = {
      restarts: 1,
      lastEnd: ended({ at: now - 9 * second }),
      lastFault: { at: now - 5 * second, message: "gone" },
    };
    const missing = [{ what: "program", text: '"/bin/web" does not exist' }] as const;
    const stop = change({ kind: "stop", summary: "Stop it", task: stopTask });
    const state: ServiceState = { name: "stopped", since: now - 2 * second };
    expect(chainOf({ state, record, missing, change: stop })).toEqual([
      "stopped: was stopped 2s ago",
      "change: was stopped by change 5 (Stop it)",
      'missing: cannot be started now: "/bin/web" does not exist',
    ]);
  });
});
