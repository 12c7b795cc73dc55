import { beforeEach, describe, expect, test } from "bun:test";
import { emptyCheck } from "@cobble/plan";
import { changeStatus } from "../../../src/engine/change.ts";
import { settle } from "../../fake-clock.ts";
import { type CheckKit, check, createCheckKit, fault, planOf } from "./check-kit.ts";

const ok = { type: "ok" } as const;

describe("the life of a check in the plan", () => {
  let kit: CheckKit;
  beforeEach(() => {
    kit = createCheckKit();
  });

  test("an enabled check starts with the plan, runs after one period, and counts successes", async () => {
    kit.manager.planChanged(planOf(check("web", { level: "alive" })));
    const before = { name: "web", level: "alive", startup: "enabled", status: "up", threshold: 2 } as const;
    expect(kit.infoOf("web")).toEqual({ ...before, successes: 0, "change-id": "1" });
    await kit.clock.advance(999);
    expect(kit.runs).toEqual([]);
    await kit.clock.advance(2001);
    expect(kit.runs.length).toBe(3);
    expect(kit.infoOf("web")).toEqual({ ...before, successes: 3, "change-id": "1" });
    const change = kit.changeOf("1");
    expect(change).toMatchObject({
      kind: "perform-check",
      summary: 'Perform exec check "web"',
      data: { "check-name": "web" },
    });
    expect(changeStatus(change)).toBe("Doing");
  });

  test("the summary says what type a check is", () => {
    const http = { url: "http://x", headers: new Map() };
    kit.manager.planChanged(
      planOf({ ...emptyCheck("h"), http }, { ...emptyCheck("t"), tcp: { port: 1, host: "" } }),
    );
    expect(kit.engine.list().map((change) => change.summary)).toEqual([
      'Perform HTTP check "h"',
      'Perform TCP check "t"',
    ]);
  });

  test("failures below the threshold leave it up; the one that hits it takes it down", async () => {
    kit.manager.planChanged(planOf(check("web")));
    kit.outcome["web"] = fault;
    await kit.clock.advance(1000);
    expect(kit.infoOf("web")).toMatchObject({ status: "up", failures: 1 });
    expect(kit.failures).toEqual([]);
    await kit.clock.advance(1000);
    expect(kit.infoOf("web")).toMatchObject({
      status: "down",
      failures: 2,
      "change-id": "2",
      "prev-change-id": "1",
    });
    expect(kit.failures).toEqual(["web"]);
    expect(changeStatus(kit.changeOf("1"))).toBe("Error");
    expect(kit.changeOf("1").tasks[0]?.log).toEqual([
      "2026-01-02T03:04:06Z ERROR exit status 3; line1\nline2",
      "2026-01-02T03:04:07Z ERROR exit status 3; line1\nline2",
    ]);
    expect(kit.changeOf("2")).toMatchObject({ kind: "recover-check", summary: 'Recover exec check "web"' });
    expect(kit.lines).toEqual([
      'Check "web" failure 1/2: exit status 3',
      'Check "web" failure 2/2: exit status 3',
      'Check "web" threshold 2 hit, triggering action and recovering',
      'Change 1 task (Perform exec check "web") failed: exit status 3; line1\nline2',
    ]);
  });

  test("a threshold below one is hit by the first failure", async () => {
    kit.manager.planChanged(planOf(check("web", { threshold: -1 })));
    kit.outcome["web"] = fault;
    await kit.clock.advance(1000);
    expect(kit.infoOf("web")).toMatchObject({ status: "down", failures: 1, threshold: -1 });
    expect(kit.lines).toContain('Check "web" threshold -1 hit, triggering action and recovering');
  });

  test("a check that is down acts once, keeps ten lines, and recovers with the first success", async () => {
    kit.manager.planChanged(planOf(check("web")));
    kit.outcome["web"] = fault;
    await kit.clock.advance(15_000);
    expect(kit.failures).toEqual(["web"]);
    expect(kit.infoOf("web")).toMatchObject({ status: "down", failures: 15 });
    expect(kit.changeOf("2").tasks[0]?.log.length).toBe(10);
    kit.outcome["web"] = ok;
    await kit.clock.advance(1000);
    expect(changeStatus(kit.changeOf("2"))).toBe("Done");
    expect(kit.infoOf("web")).toEqual({
      name: "web",
      startup: "enabled",
      status: "up",
      successes: 1,
      threshold: 2,
      "change-id": "3",
      "prev-change-id": "2",
    });
    await kit.clock.advance(2000);
    expect(kit.infoOf("web")?.successes).toBe(2);
  });

  test("a run that takes too long is ended and is a failure", async () => {
    kit.manager.planChanged(planOf(check("web", { timeoutMs: 400 })));
    kit.outcome["web"] = "hang";
    await kit.clock.advance(1399);
    expect(kit.infoOf("web")?.failures).toBeUndefined();
    await kit.clock.advance(1);
    expect(kit.infoOf("web")?.failures).toBe(1);
    expect(kit.lines).toEqual(['Check "web" failure 1/2: check timed out after 400ms']);
  });

  test("a run that cannot begin is a failure with the reason", async () => {
    kit.manager.planChanged(planOf(check("web")));
    kit.outcome["web"] = { type: "failed", message: "chdir /nope: no such file or directory", details: "" };
    expect((await kit.manager.refresh("web")).error).toBe("chdir /nope: no such file or directory");
  });

  describe("refreshing", () => {
    test("an active check runs at once and counts", async () => {
      kit.manager.planChanged(planOf(check("web")));
      expect(await kit.manager.refresh("web")).toMatchObject({ error: "", info: { successes: 1 } });
      kit.outcome["web"] = fault;
      const { info, error } = await kit.manager.refresh("web");
      expect(error).toBe("exit status 3; line1\nline2");
      expect(info).toMatchObject({ status: "up", failures: 1 });
      expect((await kit.manager.refresh("web")).info).toMatchObject({ status: "down", "change-id": "2" });
    });

    test("an inactive check runs and counts nothing", async () => {
      kit.manager.planChanged(planOf(check("web", { startup: "disabled" })));
      kit.outcome["web"] = fault;
      const { info, error } = await kit.manager.refresh("web");
      expect(error).toBe("exit status 3; line1\nline2");
      expect(info).toMatchObject({ status: "inactive", successes: 0 });
      expect(kit.lines).toEqual([]);
    });

    test("an inactive check runs as often at a time as it is asked to", async () => {
      kit.manager.planChanged(planOf(check("web", { startup: "disabled", timeoutMs: 300 })));
      kit.outcome["web"] = "hang";
      const both = Promise.all([kit.manager.refresh("web"), kit.manager.refresh("web")]);
      await settle();
      expect(kit.runs.length).toBe(2);
      kit.manager.startChecks(["web"]);
      await kit.clock.advance(300);
      expect((await both).map(({ error }) => error)).toEqual(Array(2).fill("check timed out after 300ms"));
      expect(kit.infoOf("web")).toEqual(expect.objectContaining({ status: "up", successes: 0 }));
      expect(kit.infoOf("web")).not.toHaveProperty("failures");
    });

    test("two at a time run one after the other", async () => {
      kit.manager.planChanged(planOf(check("web", { timeoutMs: 300 })));
      kit.outcome["web"] = "hang";
      const both = Promise.all([kit.manager.refresh("web"), kit.manager.refresh("web")]);
      await settle();
      expect(kit.runs.length).toBe(1);
      await kit.clock.advance(300);
      expect(kit.runs.length).toBe(2);
      await kit.clock.advance(300);
      expect((await both).map(({ error }) => error)).toEqual(Array(2).fill("check timed out after 300ms"));
    });
  });
});
