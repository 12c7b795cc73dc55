import { describe, expect, it } from "bun:test";
import type { ChangeInfo, Notice } from "@cobble/wire";
import { changeOfNotice, hookOfNotice } from "../../src/hooks/notice-hooks.ts";

const notice = (fields: Partial<Notice>): Notice => ({
  id: "1",
  "user-id": null,
  type: "change-update",
  key: "4",
  "first-occurred": "t1",
  "last-occurred": "t2",
  "last-repeated": "t3",
  occurrences: 1,
  ...fields,
});

const change = (kind: string, status: string): ChangeInfo => ({
  id: "4",
  kind,
  status,
  summary: "",
  ready: status !== "Doing",
  "spawn-time": "t0",
});

const check = (kind: string): Notice => notice({ "last-data": { kind, "check-name": "up" } });

describe("hookOfNotice", () => {
  it("makes a hook of a custom notice", () => {
    const custom = notice({ type: "custom", key: "example.com/a" });
    expect(hookOfNotice(custom, { container: "db" })).toEqual({
      kind: "custom-notice",
      container: "db",
      notice: { id: "1", type: "custom", key: "example.com/a" },
      at: "t3",
    });
  });

  it("makes a hook of a check that has failed, and of one that has recovered", () => {
    const failed = hookOfNotice(check("perform-check"), {
      container: "db",
      change: change("perform-check", "Error"),
    });
    expect(failed).toEqual({ kind: "check-failed", container: "db", check: "up", change: "4", at: "t3" });
    const well = hookOfNotice(check("recover-check"), {
      container: "db",
      change: change("recover-check", "Done"),
    });
    expect(well).toMatchObject({ kind: "check-recovered", check: "up" });
  });

  it("makes none of a check that goes on, was stopped, or whose change is gone", () => {
    for (const [kind, status] of [
      ["perform-check", "Doing"],
      ["perform-check", "Done"],
      ["recover-check", "Doing"],
      ["recover-check", "Error"],
    ] as const) {
      expect(hookOfNotice(check(kind), { container: "db", change: change(kind, status) })).toBeUndefined();
    }
    expect(hookOfNotice(check("perform-check"), { container: "db" })).toBeUndefined();
  });
});

describe("changeOfNotice", () => {
  it("asks for the changes of checks only", () => {
    expect(changeOfNotice(check("perform-check"))).toBe("4");
    expect(changeOfNotice(check("recover-check"))).toBe("4");
    expect(changeOfNotice(notice({ "last-data": { kind: "start" } }))).toBeUndefined();
    expect(changeOfNotice(notice({ type: "custom", key: "perform-check" }))).toBeUndefined();
  });
});
