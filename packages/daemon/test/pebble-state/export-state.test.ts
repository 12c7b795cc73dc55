import { describe, expect, test } from "bun:test";
import { parseTime } from "@cobble/wire";
import { exportState } from "../../src/pebble-state/export-state.ts";
import { importState } from "../../src/pebble-state/import-state.ts";
import { createIdCounter } from "../../src/state/ids.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { sampleState } from "./sample.ts";

const now = parseTime("2026-11-23T00:00:00Z") ?? 0;

const exportSample = async () => {
  const store = createMemoryStore();
  await importState(JSON.stringify(sampleState), store);
  return JSON.parse(exportState(store, now));
};

describe("the way back to the reference", () => {
  test("keeps changes, tasks, notices, identities and ids", async () => {
    const state = await exportSample();
    expect(state.changes["1"]).toMatchObject({
      "task-ids": ["1", "2"],
      data: { "service-names": ["f", "g"] },
      "ready-time": "2026-11-22T23:31:03.205422Z",
    });
    expect(state.tasks["1"]).toMatchObject({ status: 9, "halt-tasks": ["2"], change: "1" });
    expect(state.tasks["2"]).toMatchObject({ status: 1, "wait-tasks": ["1"] });
    expect(state.tasks["3"]).toMatchObject({ status: 4, data: { "api-data": { "exit-code": 1 } } });
    expect(state.notices).toContainEqual(
      expect.objectContaining({
        id: "2",
        "user-id": 0,
        "last-data": { x: "1", y: "2" },
        "repeat-after": "1h0m0s",
      }),
    );
    expect(state.data).toMatchObject({ identities: sampleState.data.identities, "patch-level": 2 });
    expect(state).toMatchObject({ "last-change-id": 3, "last-task-id": 4, "last-notice-id": 7 });
  });

  test("leaves no work to be taken up again: what was cut off has failed", async () => {
    const state = await exportSample();
    expect(state.tasks["4"]).toMatchObject({ status: 9, "ready-time": "2026-11-23T00:00:00Z" });
    expect(state.changes["3"]).toMatchObject({ "ready-time": "2026-11-23T00:00:00Z" });
  });

  test("is the same after there and back", async () => {
    const first = await exportSample();
    const store = createMemoryStore();
    await importState(JSON.stringify(first), store);
    expect(JSON.parse(exportState(store, now))).toEqual(first);
  });

  test("of an empty state starts with the first ids", () => {
    const store = createMemoryStore();
    expect(JSON.parse(exportState(store, now))).toMatchObject({
      changes: {},
      notices: [],
      "last-change-id": 0,
    });
    expect(createIdCounter(store, "change").next()).toBe("1");
  });
});
