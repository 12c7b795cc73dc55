import { describe, expect, test } from "bun:test";
import { parseTime } from "@cobble/wire";
import { importState } from "../../src/pebble-state/import-state.ts";
import { createIdCounter } from "../../src/state/ids.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { sampleState } from "./sample.ts";

const importSample = async (state: object = sampleState) => {
  const store = createMemoryStore();
  const counts = await importState(JSON.stringify(state), store);
  return { store, counts };
};

describe("the state of the reference", () => {
  test("comes over with changes and their tasks", async () => {
    const { store, counts } = await importSample();
    expect(counts).toEqual({ changes: 3, notices: 2, identities: 1 });
    const changes = new Map(store.load("change"));
    expect(changes.get("1")).toMatchObject({
      kind: "start",
      services: ["f", "g"],
      spawnTime: parseTime("2026-11-22T23:31:02.18987Z"),
      tasks: [
        { status: "Error", service: "f", log: [expect.stringContaining("exited quickly")] },
        { status: "Hold", service: "g", after: [0] },
      ],
    });
    expect(changes.get("2")).toMatchObject({ tasks: [{ status: "Done", data: { "exit-code": 1 } }] });
    expect(changes.get("3")).toMatchObject({
      data: { "check-name": "c" },
      readyTime: undefined,
      tasks: [{ status: "Doing" }],
    });
  });

  test("comes over with notices, no two of which repeated at the same microsecond", async () => {
    const { store } = await importSample();
    const notices = new Map(store.load("notice"));
    const repeated = parseTime("2026-11-22T23:31:04.165888Z") ?? 0;
    expect(notices.get("2")).toMatchObject({ userId: 0, repeatAfterMs: 3_600_000, lastRepeated: repeated });
    expect(notices.get("1")).toMatchObject({ userId: undefined, occurrences: 4, lastRepeated: repeated + 1 });
  });

  test("comes over with identities and the ids that are next", async () => {
    const { store } = await importSample();
    expect(store.load("identity")).toEqual([["bob", { access: "admin", local: { "user-id": 42 } }]]);
    expect(createIdCounter(store, "change").next()).toBe("4");
    expect(createIdCounter(store, "task").next()).toBe("5");
    expect(createIdCounter(store, "notice").next()).toBe("8");
  });

  test("may be nearly empty", async () => {
    const { counts } = await importSample({ data: { "patch-level": 2 }, changes: null, notices: null });
    expect(counts).toEqual({ changes: 0, notices: 0, identities: 0 });
  });

  const faults: readonly (readonly [what: string, text: string, message: string])[] = [
    ["torn", '{"data": {"patch-level": 2', "cannot read state: .pebble.state: JSON Parse error"],
    ["empty", "", "cannot read state: .pebble.state: JSON Parse error"],
    [
      "of another program",
      "[1]",
      "cannot read state: .pebble.state: cannot decode the file: expected object, got array",
    ],
    [
      "of a newer form",
      '{"data": {"patch-level": 9}}',
      "cannot downgrade: software version is too old for the current system state (patch level 9)",
    ],
    [
      "without a task that a change has",
      JSON.stringify({ ...sampleState, tasks: {} }),
      "cannot read state: changes.1.task-ids: there is no task 1",
    ],
    [
      "with a status that there is not",
      JSON.stringify({
        ...sampleState,
        tasks: { ...sampleState.tasks, "1": { ...sampleState.tasks[1], status: 77 } },
      }),
      "cannot read state: tasks.1.status: 77 is no status",
    ],
    [
      "with a time that is none",
      JSON.stringify(sampleState).replace('"2026-11-22T23:31:04.3Z"', '"soon"'),
      'cannot read state: changes.3.spawn-time: "soon" is not a time',
    ],
  ];
  for (const [what, text, message] of faults) {
    test(`is refused and leaves nothing behind, when it is ${what}`, async () => {
      const store = createMemoryStore();
      await expect(importState(text, store)).rejects.toThrow(message);
      expect(store.load("change")).toEqual([]);
    });
  }
});
