import { beforeEach, describe, expect, test } from "bun:test";
import { type Check, emptyCheck, emptyPlan, type Plan } from "@cobble/plan";
import { CheckInfos, decode } from "@cobble/wire";
import { createCheckHandlers } from "../../src/api/checks.ts";
import { createHealthHandler } from "../../src/api/health.ts";
import type { Caller } from "../../src/api/request.ts";
import { Engine } from "../../src/engine/engine.ts";
import { type CheckManager, createCheckManager } from "../../src/managers/checks/manager.ts";
import type { CheckOutcome } from "../../src/managers/checks/runner.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { createFakeClock } from "../fake-clock.ts";
import { noEvents } from "../no-events.ts";
import { type Ask, askRoutes, noAudit } from "../test-request.ts";

const stranger: Caller = { transport: "http", uid: undefined, access: "untrusted" };
const tcp = { port: 1, host: "" };

const planOf = (...checks: readonly Check[]): Plan => ({
  ...emptyPlan,
  checks: new Map(checks.map((check) => [check.name, check])),
});

describe("the API of checks", () => {
  let manager: CheckManager;
  let ask: Ask;
  let outcome: CheckOutcome;
  beforeEach(() => {
    const clock = createFakeClock();
    const log = { notice: () => undefined, debug: () => undefined };
    outcome = { type: "ok" };
    manager = createCheckManager({
      events: noEvents,
      clock,
      engine: new Engine({ clock, store: createMemoryStore(), log }),
      log,
      runner: { run: () => Promise.resolve(outcome) },
      onFailure: () => undefined,
    });
    manager.planChanged(
      planOf(
        { ...emptyCheck("web"), level: "alive", threshold: 1, tcp },
        { ...emptyCheck("db"), level: "ready", tcp },
        { ...emptyCheck("off"), startup: "disabled", tcp },
      ),
    );
    const checks = createCheckHandlers(manager, noAudit);
    ask = askRoutes([
      { method: "GET", path: "/v1/checks", access: "read", handle: checks.list },
      { method: "POST", path: "/v1/checks", access: "admin", handle: checks.act },
      { method: "POST", path: "/v1/checks/refresh", access: "admin", handle: checks.refresh },
      { method: "GET", path: "/v1/health", access: "open", handle: createHealthHandler(manager) },
    ]);
  });

  const namesOf = async (query: string) => {
    const { result } = await ask("GET", `/v1/checks${query}`);
    return decode(CheckInfos, result, "checks").map((info) => info.name);
  };
  const health = async (query = "") => (await ask("GET", `/v1/health${query}`, { caller: stranger })).status;

  test("checks are listed by name with the fields of the reference, zero failures left out", async () => {
    const { result } = await ask("GET", "/v1/checks?names=off,web");
    expect(JSON.stringify(result)).toBe(
      JSON.stringify([
        { name: "off", startup: "disabled", status: "inactive", successes: 0, threshold: 3 },
        {
          name: "web",
          level: "alive",
          startup: "enabled",
          status: "up",
          successes: 0,
          threshold: 1,
          "change-id": "2",
        },
      ]),
    );
  });

  test("level and names restrict the list, empty and unknown names included", async () => {
    expect(await namesOf("")).toEqual(["db", "off", "web"]);
    expect(await namesOf("?level=&names=")).toEqual(["db", "off", "web"]);
    expect(await namesOf("?level=alive")).toEqual(["web"]);
    expect(await namesOf("?level=ready&names=web")).toEqual([]);
    expect(await namesOf("?names=nope&names=db")).toEqual(["db"]);
  });

  test("a list that was kept is made anew once a counter moves", async () => {
    expect(await namesOf("")).toHaveLength(3);
    await manager.refresh("web");
    const { result } = await ask("GET", "/v1/checks?names=web");
    expect(result).toMatchObject([{ successes: 1 }]);
    await manager.refresh("web");
    expect((await ask("GET", "/v1/checks?names=web")).result).toMatchObject([{ successes: 2 }]);
  });

  test("another word for a level is refused", async () => {
    const refusal = { status: 400, message: 'level must be "alive" or "ready"' };
    expect(await ask("GET", "/v1/checks?level=foo")).toMatchObject(refusal);
    expect(await ask("GET", "/v1/health?level=foo")).toMatchObject(refusal);
  });

  test("start and stop answer with what changed", async () => {
    const post = (action: string, ...checks: string[]) =>
      ask("POST", "/v1/checks", { body: { action, checks } });
    expect((await post("start", "web", "off")).result).toEqual({ changed: ["off"] });
    expect((await post("stop", "web", "db")).result).toEqual({ changed: ["db", "web"] });
    expect((await post("stop", "web")).result).toEqual({ changed: [] });
  });

  test.each([
    [{}, "must specify checks for  action"],
    [{ action: "foo" }, "must specify checks for foo action"],
    [{ action: "foo", checks: ["nope"] }, 'invalid action "foo"'],
    [{ action: "start", checks: ["x", "nope"] }, "cannot start checks: cannot find checks in plan: nope, x"],
  ])("posting %j is refused", async (body, message) => {
    expect(await ask("POST", "/v1/checks", { body })).toMatchObject({ status: 400, message });
  });

  test("a refresh tells how the check is, and the error only when there is one", async () => {
    const refresh = (name: string) => ask("POST", "/v1/checks/refresh", { body: { name } });
    const { result } = await refresh("db");
    expect(result).toMatchObject({ info: { name: "db", successes: 1 } });
    expect(result).not.toHaveProperty("error");
    outcome = { type: "failed", message: "non-2xx status code 500", details: "oops" };
    expect((await refresh("db")).result).toMatchObject({
      info: { failures: 1 },
      error: "non-2xx status code 500; oops",
    });
    expect(await refresh("")).toMatchObject({ status: 400, message: "must specify check name" });
    expect(await refresh("nope")).toMatchObject({
      status: 404,
      message: 'cannot find check with name "nope"',
    });
  });

  test("health is 200 until a check that counts is down, and again after", async () => {
    expect(await health()).toBe(200);
    outcome = { type: "failed", message: "no", details: "" };
    await manager.refresh("web");
    expect([await health(), await health("?level=alive"), await health("?names=db")]).toEqual([
      502, 502, 200,
    ]);
    expect((await ask("GET", "/v1/health")).result).toEqual({ healthy: false });
    outcome = { type: "ok" };
    await manager.refresh("web");
    expect(await health()).toBe(200);
  });
});
