import { describe, expect, it } from "bun:test";
import { decode } from "@cobble/wire";
import type { Hook } from "../../src/hooks/hook.ts";
import { afterHook, firstState, UnitState, userConfig } from "../../src/unit/state.ts";

const first = firstState({ now: "2026-01-01T00:00:00Z", modelUuid: "u" });
const failed = (change: string, at: string): Hook => ({
  kind: "check-failed",
  container: "db",
  check: "up",
  change,
  at,
});

describe("afterHook", () => {
  it("remembers that the unit was installed and leads", () => {
    expect(afterHook(first, { kind: "lifecycle", name: "install" }).installed).toBe(true);
    expect(afterHook(first, { kind: "lifecycle", name: "leader-elected" }).leaderElected).toBe(true);
    expect(afterHook(first, { kind: "lifecycle", name: "start" })).toEqual(first);
    expect(afterHook(first, { kind: "pebble-ready", container: "db" })).toEqual(first);
  });

  it("remembers how far the notices of each container were handled", () => {
    const notice: Hook = {
      kind: "custom-notice",
      container: "web",
      notice: { id: "1", type: "custom", key: "a.b/c" },
      at: "t2",
    };
    const state = afterHook(afterHook(first, failed("7", "t1")), notice);
    expect(state.handled).toEqual({
      db: { after: "t1", changes: ["7"] },
      web: { after: "t2", changes: [] },
    });
  });

  it("keeps the last fifty changes", () => {
    let state = first;
    for (let i = 0; i < 60; i++) state = afterHook(state, failed(String(i), `t${i}`));
    expect(state.handled["db"]?.changes).toHaveLength(50);
    expect(state.handled["db"]?.changes.at(-1)).toBe("59");
  });
});

describe("the state of a unit", () => {
  it("reads back from JSON as it was", () => {
    const state = afterHook({ ...first, config: { port: 1, level: "x" } }, failed("7", "t1"));
    expect(decode(UnitState, JSON.parse(JSON.stringify(state)), "state")).toEqual(state);
  });

  it("gives the set values of options that still exist", () => {
    const state = { ...first, config: { port: 1, gone: 2, odd: [1] } };
    expect([
      ...userConfig(
        state,
        new Map([
          ["port", 0],
          ["odd", 0],
        ]),
      ),
    ]).toEqual([["port", 1]]);
  });
});
