import { describe, expect, it } from "bun:test";
import { type Plan, parseLayer } from "@cobble/plan";
import {
  createPlanManager,
  type LayerRequest,
  type PlanManager,
} from "../../../src/managers/plan/manager.ts";

const base = `
services: {web: {override: replace, command: web, workload: app}}
workloads: {app: {override: replace, user: root, environment: {A: b}}}
`;

const managerOf = (yaml: string): PlanManager =>
  createPlanManager([parseLayer(yaml, { label: "base", order: 1000 })], {
    accountMessage: ({ user }) => (["", "root"].includes(user) ? undefined : `user: unknown user ${user}`),
  });

const add = (manager: PlanManager, yaml: string, more: Partial<LayerRequest> = {}): void =>
  manager.add({ label: "more", yaml, combine: false, inner: false, ...more });

describe("the plan manager", () => {
  it("prints the plan once, until a layer is added", () => {
    const manager = managerOf(base);
    const first = manager.text();
    expect(manager.text()).toBe(first);
    add(manager, "services: {web: {override: merge, summary: The web}}");
    expect(manager.text()).toContain("summary: The web");
  });

  it("tells listeners of each new plan, and of none when a layer is refused", () => {
    const manager = managerOf(base);
    const seen: Plan[] = [];
    manager.onChange((plan) => seen.push(plan));
    expect(() => add(manager, "services: {db: {override: replace}}")).toThrow(
      'plan must define "command" for service "db"',
    );
    expect(seen).toEqual([]);
    add(manager, "services: {db: {override: replace, command: db}}");
    expect(seen).toEqual([manager.plan()]);
  });

  it("refuses layers that would change a workload, but not ones that repeat it", () => {
    const manager = managerOf(base);
    const refused = 'cannot change immutable section "workloads"';
    expect(() => add(manager, "workloads: {app: {override: merge, environment: {C: d}}}")).toThrow(refused);
    expect(() => add(manager, "workloads: {other: {override: replace}}")).toThrow(refused);
    add(manager, "workloads: {app: {override: merge, environment: {A: b}, user: root}}");
    expect(manager.plan().workloads.size).toBe(1);
  });

  it("asks for the accounts of exec checks and of workloads", () => {
    const manager = managerOf(base);
    expect(() => add(manager, "checks: {up: {override: replace, exec: {command: x, user: web}}}")).toThrow(
      'cannot parse layer YAML: plan check "up" has invalid user/group: user: unknown user web',
    );
    expect(() => add(manager, "workloads: {app: {override: replace, user: web}}")).toThrow(
      'workload "app": user: unknown user web',
    );
  });
});
