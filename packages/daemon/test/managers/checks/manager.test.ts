import { beforeEach, describe, expect, test } from "bun:test";
import { type Check, emptyCheck, emptyPlan, emptyService, type Plan } from "@cobble/plan";
import { type Change, changeStatus } from "../../../src/engine/change.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { type CheckManager, createCheckManager } from "../../../src/managers/checks/manager.ts";
import type { CheckOutcome } from "../../../src/managers/checks/runner.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";

const ok: CheckOutcome = { type: "ok" };
const fault: CheckOutcome = { type: "failed", message: "exit status 3", details: "line1\nline2" };

const exec = {
  command: "true",
  serviceContext: "",
  environment: new Map(),
  user: "",
  group: "",
  workingDir: "",
};
const check = (name: string, more: Partial<Check> = {}): Check => ({
  ...emptyCheck(name),
  periodMs: 1000,
  threshold: 2,
  exec,
  ...more,
});
const planOf = (...checks: readonly Check[]): Plan => ({
  ...emptyPlan,
  checks: new Map(checks.map((each) => [each.name, each])),
});

describe("check manager", () => {
  let clock: FakeClock;
  let engine: Engine;
  let manager: CheckManager;
  let lines: string[];
  let failures: string[];
  let runs: string[];
  /** What the next runs come to, by name; well when nothing is said. */
  let outcome: Record<string, CheckOutcome | "hang">;

  beforeEach(() => {
    clock = createFakeClock();
    lines = [];
    failures = [];
    runs = [];
    outcome = {};
    const log = { notice: (text: string) => void lines.push(text), debug: () => undefined };
    engine = new Engine({ clock, store: createMemoryStore(), log });
    manager = createCheckManager({
      events: { publish: () => undefined },
      clock,
      engine,
      log,
      random: () => 0,
      onFailure: (name) => void failures.push(name),
      runner: {
        run: async ({ name }, signal) => {
          runs.push(name);
          const result = outcome[name] ?? ok;
          if (result !== "hang") return result;
          return new Promise((resolve) => {
            signal.addEventListener("abort", () => resolve({ type: "aborted" }));
          });
        },
      },
    });
  });
  const infoOf = (name: string) => manager.list({ names: [name] })[0];
  const changeOf = (id: string | undefined): Change => {
    const change = engine.find(id ?? "");
    if (change === undefined) throw new Error(`no change ${id}`);
    return change;
  };

  test("an enabled check starts with the plan, runs after one period, and counts successes", async () => {
    manager.planChanged(planOf(check("web", { level: "alive" })));
    const before = { name: "web", level: "alive", startup: "enabled", status: "up", threshold: 2 } as const;
    expect(infoOf("web")).toEqual({ ...before, successes: 0, "change-id": "1" });
    await clock.advance(999);
    expect(runs).toEqual([]);
    await clock.advance(2001);
    expect(runs.length).toBe(3);
    expect(infoOf("web")).toEqual({ ...before, successes: 3, "change-id": "1" });
    const change = changeOf("1");
    expect(change).toMatchObject({
      kind: "perform-check",
      summary: 'Perform exec check "web"',
      data: { "check-name": "web" },
    });
    expect(changeStatus(change)).toBe("Doing");
  });

  test("the summary says what type a check is", () => {
    const http = { url: "http://x", headers: new Map() };
    manager.planChanged(
      planOf({ ...emptyCheck("h"), http }, { ...emptyCheck("t"), tcp: { port: 1, host: "" } }),
    );
    expect(engine.list().map((change) => change.summary)).toEqual([
      'Perform HTTP check "h"',
      'Perform TCP check "t"',
    ]);
  });

  test("failures below the threshold leave it up; the one that hits it takes it down", async () => {
    manager.planChanged(planOf(check("web")));
    outcome["web"] = fault;
    await clock.advance(1000);
    expect(infoOf("web")).toMatchObject({ status: "up", failures: 1 });
    expect(failures).toEqual([]);
    await clock.advance(1000);
    expect(infoOf("web")).toMatchObject({
      status: "down",
      failures: 2,
      "change-id": "2",
      "prev-change-id": "1",
    });
    expect(failures).toEqual(["web"]);
    expect(changeStatus(changeOf("1"))).toBe("Error");
    expect(changeOf("1").tasks[0]?.log).toEqual([
      "2026-01-02T03:04:06Z ERROR exit status 3; line1\nline2",
      "2026-01-02T03:04:07Z ERROR exit status 3; line1\nline2",
    ]);
    expect(changeOf("2")).toMatchObject({ kind: "recover-check", summary: 'Recover exec check "web"' });
    expect(lines).toEqual([
      'Check "web" failure 1/2: exit status 3',
      'Check "web" failure 2/2: exit status 3',
      'Check "web" threshold 2 hit, triggering action and recovering',
      'Change 1 task (Perform exec check "web") failed: exit status 3; line1\nline2',
    ]);
  });

  test("a check that is down acts once, keeps ten lines, and recovers with the first success", async () => {
    manager.planChanged(planOf(check("web")));
    outcome["web"] = fault;
    await clock.advance(15_000);
    expect(failures).toEqual(["web"]);
    expect(infoOf("web")).toMatchObject({ status: "down", failures: 15 });
    expect(changeOf("2").tasks[0]?.log.length).toBe(10);
    outcome["web"] = ok;
    await clock.advance(1000);
    expect(changeStatus(changeOf("2"))).toBe("Done");
    expect(infoOf("web")).toEqual({
      name: "web",
      startup: "enabled",
      status: "up",
      successes: 1,
      threshold: 2,
      "change-id": "3",
      "prev-change-id": "2",
    });
    await clock.advance(2000);
    expect(infoOf("web")?.successes).toBe(2);
  });

  test("a run that takes too long is ended and is a failure", async () => {
    manager.planChanged(planOf(check("web", { timeoutMs: 400 })));
    outcome["web"] = "hang";
    await clock.advance(1399);
    expect(infoOf("web")?.failures).toBeUndefined();
    await clock.advance(1);
    expect(infoOf("web")?.failures).toBe(1);
    expect(lines).toEqual(['Check "web" failure 1/2: check timed out after 400ms']);
  });

  test("a run that cannot begin is a failure with the reason", async () => {
    manager.planChanged(planOf(check("web")));
    outcome["web"] = { type: "failed", message: "chdir /nope: no such file or directory", details: "" };
    expect((await manager.refresh("web")).error).toBe("chdir /nope: no such file or directory");
  });

  describe("starting and stopping", () => {
    test("a stopped check keeps its counters, its change ends, and it runs no more", async () => {
      manager.planChanged(planOf(check("web")));
      await clock.advance(2000);
      expect(manager.stopChecks(["web"])).toEqual(["web"]);
      expect(infoOf("web")).toEqual({
        name: "web",
        startup: "enabled",
        status: "inactive",
        successes: 2,
        threshold: 2,
      });
      await settle();
      expect(changeStatus(changeOf("1"))).toBe("Done");
      await clock.advance(5000);
      expect(runs.length).toBe(2);
      expect(manager.startChecks(["web"])).toEqual(["web"]);
      expect(infoOf("web")).toMatchObject({ status: "up", successes: 0, "change-id": "2" });
    });

    test("only those that change are told, sorted, and each once", () => {
      manager.planChanged(planOf(check("a"), check("b", { startup: "disabled" }), check("c")));
      expect(manager.startChecks(["c", "b", "a", "b"])).toEqual(["b"]);
      expect(manager.stopChecks(["c", "a", "a"])).toEqual(["a", "c"]);
      expect(manager.stopChecks(["a"])).toEqual([]);
    });

    test("unknown names are refused together, and nothing happens", () => {
      manager.planChanged(planOf(check("a")));
      expect(() => manager.stopChecks(["zz", "a", "nope"])).toThrow(
        "cannot stop checks: cannot find checks in plan: nope, zz",
      );
      expect(infoOf("a")?.status).toBe("up");
    });

    test("stopping ends the run that is under way, and it counts for nothing", async () => {
      manager.planChanged(planOf(check("web")));
      outcome["web"] = "hang";
      const refreshed = manager.refresh("web");
      await settle();
      manager.stopChecks(["web"]);
      const { info, error } = await refreshed;
      expect(error).toBe("");
      expect(info.status).toBe("inactive");
      expect(clock.pending()).toBe(1); // The engine's pruning.
    });

    test("a client that aborts the change of a check stops it", async () => {
      manager.planChanged(planOf(check("web")));
      engine.abort(changeOf("1"));
      await settle();
      expect(infoOf("web")?.status).toBe("inactive");
      expect(changeStatus(changeOf("1"))).toBe("Done");
      expect(manager.startChecks(["web"])).toEqual(["web"]);
    });
  });

  describe("refreshing", () => {
    test("an active check runs at once and counts", async () => {
      manager.planChanged(planOf(check("web")));
      expect(await manager.refresh("web")).toMatchObject({ error: "", info: { successes: 1 } });
      outcome["web"] = fault;
      const { info, error } = await manager.refresh("web");
      expect(error).toBe("exit status 3; line1\nline2");
      expect(info).toMatchObject({ status: "up", failures: 1 });
      expect((await manager.refresh("web")).info).toMatchObject({ status: "down", "change-id": "2" });
    });

    test("an inactive check runs and counts nothing", async () => {
      manager.planChanged(planOf(check("web", { startup: "disabled" })));
      outcome["web"] = fault;
      const { info, error } = await manager.refresh("web");
      expect(error).toBe("exit status 3; line1\nline2");
      expect(info).toMatchObject({ status: "inactive", successes: 0 });
      expect(lines).toEqual([]);
    });

    test("two at a time run one after the other", async () => {
      manager.planChanged(planOf(check("web", { timeoutMs: 300 })));
      outcome["web"] = "hang";
      const both = Promise.all([manager.refresh("web"), manager.refresh("web")]);
      await settle();
      expect(runs.length).toBe(1);
      await clock.advance(300);
      expect(runs.length).toBe(2);
      await clock.advance(300);
      expect((await both).map(({ error }) => error)).toEqual(Array(2).fill("check timed out after 300ms"));
    });

    test("an unknown check is not found", async () => {
      expect(manager.refresh("nope")).rejects.toThrow('cannot find check with name "nope"');
    });
  });

  describe("a plan that changes", () => {
    const ids = () => manager.list({}).map((info) => `${info.name} ${info["change-id"] ?? "-"}`);

    test("a check that stays the same goes on, a changed one starts anew, one that is gone ends", async () => {
      manager.planChanged(planOf(check("gone"), check("new-period"), check("same")));
      await clock.advance(1000);
      manager.planChanged(planOf(check("new-period", { periodMs: 2000 }), check("same"), check("added")));
      await settle();
      expect(ids()).toEqual(["added 4", "new-period 5", "same 3"]);
      expect(infoOf("new-period")?.successes).toBe(0);
      expect(infoOf("same")?.successes).toBe(1);
      expect(changeStatus(changeOf("1"))).toBe("Done");
      expect(changeStatus(changeOf("2"))).toBe("Done");
      runs.length = 0;
      await clock.advance(2000);
      expect(runs.filter((name) => name === "new-period").length).toBe(1);
      expect(runs).not.toContain("gone");
    });

    test("the same plan again starts enabled checks that were stopped, and no others", () => {
      const plan = planOf(check("off", { startup: "disabled" }), check("on"));
      manager.planChanged(plan);
      manager.stopChecks(["on"]);
      manager.planChanged(plan);
      expect(ids()).toEqual(["off -", "on 2"]);
    });

    test("an inactive check takes over its settings, and starts once it is enabled", () => {
      manager.planChanged(planOf(check("web", { startup: "disabled" })));
      manager.planChanged(planOf(check("web", { startup: "disabled", threshold: 5 })));
      expect(infoOf("web")).toMatchObject({ status: "inactive", threshold: 5 });
      manager.planChanged(planOf(check("web", { threshold: 5 })));
      expect(infoOf("web")?.status).toBe("up");
    });

    test("a check that is disabled while it runs goes on as it was until it is stopped", () => {
      manager.planChanged(planOf(check("web")));
      manager.planChanged(planOf(check("web", { startup: "disabled", threshold: 9 })));
      expect(infoOf("web")).toMatchObject({ startup: "enabled", threshold: 2, "change-id": "1" });
      manager.stopChecks(["web"]);
      expect(infoOf("web")).toMatchObject({ startup: "disabled", threshold: 9, status: "inactive" });
    });

    test("another environment of the service that gives a check its context starts it anew", () => {
      const inContext = check("web", { exec: { ...exec, serviceContext: "svc" } });
      const withEnvironment = (value: string): Plan => ({
        ...planOf(inContext),
        services: new Map([["svc", { ...emptyService("svc"), environment: new Map([["A", value]]) }]]),
      });
      manager.planChanged(withEnvironment("1"));
      manager.planChanged(withEnvironment("1"));
      expect(ids()).toEqual(["web 1"]);
      manager.planChanged(withEnvironment("2"));
      expect(ids()).toEqual(["web 2"]);
    });
  });

  describe("health", () => {
    const healthy = (level?: "alive" | "ready", ...names: string[]) => manager.isHealthy({ level, names });
    beforeEach(async () => {
      manager.planChanged(
        planOf(
          check("a", { level: "alive", threshold: 1 }),
          check("r", { level: "ready", threshold: 1 }),
          check("n", { threshold: 1 }),
        ),
      );
    });
    const down = (name: string) => {
      outcome[name] = fault;
      return manager.refresh(name);
    };

    test("everything is well while nothing is down, unknown names included", () => {
      expect([healthy(), healthy("alive"), healthy("ready"), healthy(undefined, "nope")]).not.toContain(
        false,
      );
    });

    test("a check without a level counts only when no level is asked for", async () => {
      await down("n");
      expect([healthy(), healthy("alive"), healthy("ready")]).toEqual([false, true, true]);
      expect([healthy(undefined, "n"), healthy("alive", "n")]).toEqual([false, true]);
    });

    test("not ready does not mean not alive", async () => {
      await down("r");
      expect([healthy(), healthy("alive"), healthy("ready")]).toEqual([false, true, false]);
    });

    test("not alive means not ready, unless the names leave it out", async () => {
      await down("a");
      expect([healthy("alive"), healthy("ready"), healthy("ready", "r")]).toEqual([false, false, true]);
    });

    test("a check that was stopped while down does not count", async () => {
      await down("a");
      manager.stopChecks(["a"]);
      expect(healthy()).toBe(true);
    });

    test("the revision is another one after whatever changes an answer", async () => {
      const seen = [manager.revision()];
      await manager.refresh("a");
      seen.push(manager.revision());
      await down("a");
      seen.push(manager.revision());
      manager.stopChecks(["a"]);
      seen.push(manager.revision());
      manager.planChanged(planOf());
      seen.push(manager.revision());
      expect(new Set(seen).size).toBe(seen.length);
    });
  });

  test("a daemon that stops ends runs and timers, and the changes are done", async () => {
    manager.planChanged(planOf(check("a"), check("b")));
    outcome["a"] = "hang";
    await clock.advance(1000);
    await manager.stop();
    await settle();
    engine.stop();
    expect(engine.list().map(changeStatus)).toEqual(["Done", "Done"]);
    expect(clock.pending()).toBe(0);
  });

  test("a thousand checks that start together need one timer each, and all run", async () => {
    const checks = Array.from({ length: 1000 }, (_, index) => check(`c${index}`));
    manager.planChanged(planOf(...checks));
    await clock.advance(1000);
    expect(runs.length).toBe(1000);
    expect(clock.pending()).toBeLessThanOrEqual(1001);
  });
});
