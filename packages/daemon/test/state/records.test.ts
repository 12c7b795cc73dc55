import { describe, expect, it } from "bun:test";
import { Engine } from "../../src/engine/engine.ts";
import { createNoticeManager } from "../../src/managers/notices/manager.ts";
import { createIdCounter } from "../../src/state/ids.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import type { RecordKind, StateStore } from "../../src/state/store.ts";
import { createFakeClock } from "../fake-clock.ts";
import { noEvents } from "../no-events.ts";

const log = { notice: () => undefined, debug: () => undefined };

/** A store with one record, as a file that somebody else wrote may have it. */
const storeOf = (kind: RecordKind, record: unknown): StateStore => ({
  ...createMemoryStore(),
  load: (asked) => (asked === kind ? [["1", record]] : []),
});

const task = { id: "1", kind: "start", summary: "s", status: "Done", log: [], spawnTime: 1, data: {} };
const change = { id: "1", kind: "start", summary: "s", tasks: [task], spawnTime: 1, data: {}, services: [] };
const notice = {
  id: "1",
  type: "custom",
  key: "a.b/c",
  firstOccurred: 1,
  lastOccurred: 1,
  lastRepeated: 1,
  occurrences: 1,
  repeatAfterMs: 0,
};

const without = (record: object, name: string): unknown =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** Everything but the record itself that could stand in its place. */
const damaged = (record: object): readonly unknown[] => [
  null,
  5,
  "text",
  [],
  {},
  ...Object.keys(record).map((name) => without(record, name)),
];

const fault = (kind: string): string =>
  `cannot read state: ${kind} "1" is damaged; without the file cobble.db the daemon starts anew`;

describe("a record of the state", () => {
  it("is taken, when it is as it was written", () => {
    const engine = new Engine({ clock: createFakeClock(), store: storeOf("change", change), log });
    expect(engine.find("1")?.summary).toBe("s");
    const notices = createNoticeManager({
      events: noEvents,
      clock: createFakeClock(2),
      store: storeOf("notice", notice),
    });
    expect(notices.get("1")?.key).toBe("a.b/c");
  });

  it("is named, when it is a damaged change", () => {
    const damagedTasks = [...damaged(task), { ...task, status: "Nonsense" }];
    const records = [...damaged(change), ...damagedTasks.map((each) => ({ ...change, tasks: [each] }))];
    for (const record of records) {
      const store = storeOf("change", record);
      expect(() => new Engine({ clock: createFakeClock(), store, log })).toThrow(fault("change"));
    }
  });

  it("is named, when it is a damaged notice", () => {
    for (const record of damaged(notice)) {
      const store = storeOf("notice", record);
      expect(() => createNoticeManager({ events: noEvents, clock: createFakeClock(), store })).toThrow(
        fault("notice"),
      );
    }
  });

  it("is named, when it is a damaged mark of a counter", () => {
    for (const record of [...damaged({ next: 1 }), { next: "7" }, { next: 0 }, { next: 1.5 }]) {
      expect(() => createIdCounter(storeOf("meta", record), "change")).toThrow(fault("meta"));
    }
  });
});
