import { describe, expect, it } from "bun:test";
import { type Check, emptyCheck, emptyPlan, emptyService, type Plan } from "@cobble/plan";
import fc from "fast-check";
import { Engine } from "../../../src/engine/engine.ts";
import { type CheckManager, createCheckManager } from "../../../src/managers/checks/manager.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import { createFakeClock } from "../../fake-clock.ts";
import { noEvents } from "../../no-events.ts";

const makeManager = (): CheckManager => {
  const clock = createFakeClock();
  const log = { notice: () => undefined, debug: () => undefined };
  const engine = new Engine({ clock, log, store: createMemoryStore() });
  return createCheckManager({
    events: noEvents,
    clock,
    engine,
    log,
    onFailure: () => undefined,
    runner: { run: async () => ({ type: "ok" }) },
  });
};

const check = (name: string, fields: Partial<Check> = {}): Check => ({
  ...emptyCheck(name),
  tcp: { port: 1, host: "" },
  ...fields,
});

const planOf = (checks: readonly Check[], command = ""): Plan => ({
  ...emptyPlan,
  services: new Map([["web", { ...emptyService("web"), workingDir: command }]]),
  checks: new Map(checks.map((each) => [each.name, each])),
});

const inWeb = {
  command: "true",
  serviceContext: "web",
  environment: new Map(),
  user: "",
  group: "",
  workingDir: "",
};

describe("the preview of a replan, for checks", () => {
  it("starts one that was stopped by hand, and keeps those that run or are disabled", () => {
    const manager = makeManager();
    const plan = planOf([check("off", { startup: "disabled" }), check("on"), check("stopped")]);
    manager.planChanged(plan);
    manager.stopChecks(["stopped"]);
    expect(manager.preview(plan)).toEqual([
      { name: "off", current: "inactive", action: "keep", reasons: [] },
      { name: "on", current: "up", action: "keep", reasons: [] },
      {
        name: "stopped",
        current: "inactive",
        action: "start",
        reasons: [{ kind: "enabled", text: "startup is not disabled" }],
      },
    ]);
  });

  it("says which field makes one start anew, its own or one of the service in whose context it runs", () => {
    const manager = makeManager();
    const { tcp: _tcp, ...bare } = check("exec", { exec: inWeb });
    manager.planChanged(planOf([check("tcp"), bare]));
    const preview = manager.preview(planOf([check("tcp", { tcp: { port: 2, host: "" } }), bare], "/srv"));
    expect(
      preview.map(({ name, action, reasons }) => [name, action, reasons.map(({ text }) => text)]),
    ).toEqual([
      ["exec", "restart", ['service "web", in whose context it runs, has changed']],
      ["tcp", "restart", ['tcp.port: "1" -> "2"']],
    ]);
  });
});

const randomCheck = fc.record({
  startup: fc.constantFrom("enabled" as const, "disabled" as const),
  port: fc.integer({ min: 1, max: 2 }),
});
const names = ["a", "b", "c"];
const randomPlan = fc
  .tuple(...names.map(() => fc.option(randomCheck)))
  .map((checks) =>
    planOf(
      checks.flatMap((one, i) =>
        one === null
          ? []
          : [check(names[i] ?? "", { startup: one.startup, tcp: { port: one.port, host: "" } })],
      ),
    ),
  );

describe("a new plan", () => {
  it("does to each check what its preview said, whatever ran before", () => {
    fc.assert(
      fc.property(randomPlan, randomPlan, fc.subarray(names), (before, after, byHand) => {
        const manager = makeManager();
        manager.planChanged(before);
        const known = byHand.filter((name) => before.checks.has(name));
        manager.stopChecks(known);
        // A change stands for a run of a check from its start to its stop.
        const looks = () => new Map(manager.list({}).map((info) => [info.name, info]));
        const old = looks();
        const preview = manager.preview(after);
        manager.planChanged(after);
        const now = looks();
        const cameOf = (name: string): string => {
          const isActive = now.get(name)?.status === "up";
          if (!isActive) return "keep";
          if (old.get(name)?.status !== "up") return "start";
          return old.get(name)?.["change-id"] === now.get(name)?.["change-id"] ? "keep" : "restart";
        };
        expect(preview.map(({ name }) => [name, cameOf(name)])).toEqual(
          preview.map(({ name, action }) => [name, action]),
        );
      }),
    );
  });
});
