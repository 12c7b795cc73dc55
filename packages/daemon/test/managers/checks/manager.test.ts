import { beforeEach, describe, expect, test } from "bun:test";
import { emptyService, type Plan } from "@cobble/plan";
import { changeStatus } from "../../../src/engine/change.ts";
import { settle } from "../../fake-clock.ts";
import { type CheckKit, check, createCheckKit, exec, fault, planOf } from "./check-kit.ts";

describe("check manager", () => {
  let kit: CheckKit;
  beforeEach(() => {
    kit = createCheckKit();
  });

  describe("starting and stopping", () => {
    test("a stopped check keeps its counters, its change ends, and it runs no more", async () => {
      kit.manager.planChanged(planOf(check("web")));
      await kit.clock.advance(2000);
      expect(kit.manager.stopChecks(["web"])).toEqual(["web"]);
      expect(kit.infoOf("web")).toEqual({
        name: "web",
        startup: "enabled",
        status: "inactive",
        successes: 2,
        threshold: 2,
      });
      await settle();
      expect(changeStatus(kit.changeOf("1"))).toBe("Done");
      await kit.clock.advance(5000);
      expect(kit.runs.length).toBe(2);
      expect(kit.manager.startChecks(["web"])).toEqual(["web"]);
      expect(kit.infoOf("web")).toMatchObject({ status: "up", successes: 0, "change-id": "2" });
    });

    test("only those that change are told, sorted, and each once", () => {
      kit.manager.planChanged(planOf(check("a"), check("b", { startup: "disabled" }), check("c")));
      expect(kit.manager.startChecks(["c", "b", "a", "b"])).toEqual(["b"]);
      expect(kit.manager.stopChecks(["c", "a", "a"])).toEqual(["a", "c"]);
      expect(kit.manager.stopChecks(["a"])).toEqual([]);
    });

    test("unknown names are refused together, and nothing happens", () => {
      kit.manager.planChanged(planOf(check("a")));
      expect(() => kit.manager.stopChecks(["zz", "a", "nope"])).toThrow(
        "cannot stop checks: cannot find checks in plan: nope, zz",
      );
      expect(kit.infoOf("a")?.status).toBe("up");
    });

    test("stopping ends the run that is under way, and it counts for nothing", async () => {
      kit.manager.planChanged(planOf(check("web")));
      kit.outcome["web"] = "hang";
      const refreshed = kit.manager.refresh("web");
      await settle();
      kit.manager.stopChecks(["web"]);
      const { info, error } = await refreshed;
      expect(error).toBe("");
      expect(info.status).toBe("inactive");
      expect(kit.clock.pending()).toBe(1); // The engine's pruning.
    });

    test("a client that aborts the change of a check stops it", async () => {
      kit.manager.planChanged(planOf(check("web")));
      kit.engine.abort(kit.changeOf("1"));
      await settle();
      expect(kit.infoOf("web")?.status).toBe("inactive");
      expect(changeStatus(kit.changeOf("1"))).toBe("Done");
      expect(kit.manager.startChecks(["web"])).toEqual(["web"]);
    });
  });

  test("a refresh of an unknown check is not found", async () => {
    expect(kit.manager.refresh("nope")).rejects.toThrow('cannot find check with name "nope"');
  });

  describe("a plan that changes", () => {
    const ids = () => kit.manager.list({}).map((info) => `${info.name} ${info["change-id"] ?? "-"}`);

    test("a check that stays the same goes on, a changed one starts anew, one that is gone ends", async () => {
      kit.manager.planChanged(planOf(check("gone"), check("new-period"), check("same")));
      await kit.clock.advance(1100);
      kit.manager.planChanged(planOf(check("new-period", { periodMs: 2000 }), check("same"), check("added")));
      await settle();
      expect(ids()).toEqual(["added 4", "new-period 5", "same 3"]);
      expect(kit.infoOf("new-period")?.successes).toBe(0);
      expect(kit.infoOf("same")?.successes).toBe(1);
      expect(changeStatus(kit.changeOf("1"))).toBe("Done");
      expect(changeStatus(kit.changeOf("2"))).toBe("Done");
      kit.runs.length = 0;
      await kit.clock.advance(2200);
      expect(kit.runs.filter((name) => name === "new-period").length).toBe(1);
      expect(kit.runs).not.toContain("gone");
    });

    test("the same plan again starts enabled checks that were stopped, and no others", () => {
      const plan = planOf(check("off", { startup: "disabled" }), check("on"));
      kit.manager.planChanged(plan);
      kit.manager.stopChecks(["on"]);
      kit.manager.planChanged(plan);
      expect(ids()).toEqual(["off -", "on 2"]);
    });

    test("an inactive check takes over its settings, and starts once it is enabled", () => {
      kit.manager.planChanged(planOf(check("web", { startup: "disabled" })));
      kit.manager.planChanged(planOf(check("web", { startup: "disabled", threshold: 5 })));
      expect(kit.infoOf("web")).toMatchObject({ status: "inactive", threshold: 5 });
      kit.manager.planChanged(planOf(check("web", { threshold: 5 })));
      expect(kit.infoOf("web")?.status).toBe("up");
    });

    test("a check that is disabled while it runs goes on as it was until it is stopped", () => {
      kit.manager.planChanged(planOf(check("web")));
      kit.manager.planChanged(planOf(check("web", { startup: "disabled", threshold: 9 })));
      expect(kit.infoOf("web")).toMatchObject({ startup: "enabled", threshold: 2, "change-id": "1" });
      kit.manager.stopChecks(["web"]);
      expect(kit.infoOf("web")).toMatchObject({ startup: "disabled", threshold: 9, status: "inactive" });
    });

    test("another environment of the service that gives a check its context starts it anew", () => {
      const inContext = check("web", { exec: { ...exec, serviceContext: "svc" } });
      const withEnvironment = (value: string): Plan => ({
        ...planOf(inContext),
        services: new Map([["svc", { ...emptyService("svc"), environment: new Map([["A", value]]) }]]),
      });
      kit.manager.planChanged(withEnvironment("1"));
      kit.manager.planChanged(withEnvironment("1"));
      expect(ids()).toEqual(["web 1"]);
      kit.manager.planChanged(withEnvironment("2"));
      expect(ids()).toEqual(["web 2"]);
    });
  });

  describe("health", () => {
    const healthy = (level?: "alive" | "ready", ...names: string[]) =>
      kit.manager.isHealthy({ level, names });
    beforeEach(async () => {
      kit.manager.planChanged(
        planOf(
          check("a", { level: "alive", threshold: 1 }),
          check("r", { level: "ready", threshold: 1 }),
          check("n", { threshold: 1 }),
        ),
      );
    });
    const down = (name: string) => {
      kit.outcome[name] = fault;
      return kit.manager.refresh(name);
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
      kit.manager.stopChecks(["a"]);
      expect(healthy()).toBe(true);
    });

    test("the revision is another one after whatever changes an answer", async () => {
      const seen = [kit.manager.revision()];
      await kit.manager.refresh("a");
      seen.push(kit.manager.revision());
      await down("a");
      seen.push(kit.manager.revision());
      kit.manager.stopChecks(["a"]);
      seen.push(kit.manager.revision());
      kit.manager.planChanged(planOf());
      seen.push(kit.manager.revision());
      expect(new Set(seen).size).toBe(seen.length);
    });
  });

  test("a daemon that stops ends runs and timers, and the changes are done", async () => {
    kit.manager.planChanged(planOf(check("a"), check("b")));
    kit.outcome["a"] = "hang";
    await kit.clock.advance(1000);
    kit.manager.stopChecks(["b"]);
    kit.outcome["b"] = "hang";
    const aside = kit.manager.refresh("b");
    await kit.manager.stop();
    expect((await aside).error).toBe("");
    await settle();
    kit.engine.stop();
    expect(kit.engine.list().map(changeStatus)).toEqual(["Done", "Done"]);
    expect(kit.clock.pending()).toBe(0);
  });

  test("a thousand checks that start together need one timer each, and run over a tenth of the period", async () => {
    const checks = Array.from({ length: 1000 }, (_, index) => check(`c${index}`));
    kit.manager.planChanged(planOf(...checks));
    await kit.clock.advance(1000);
    expect(kit.runs.length).toBe(1);
    await kit.clock.advance(50);
    expect(Math.abs(kit.runs.length - 500)).toBeLessThan(5);
    await kit.clock.advance(50);
    expect(kit.runs.length).toBe(1000);
    expect(kit.clock.pending()).toBeLessThanOrEqual(1001);
  });
});
