import { beforeEach, describe, expect, it } from "bun:test";
import type { SupervisorEvent } from "@cobble/wire";
import fc from "fast-check";
import type { NewEvent } from "../../../src/event-sink.ts";
import { parseCursor } from "../../../src/managers/events/cursor.ts";
import {
  createEventManager,
  type EventManager,
  type EventQuery,
  type EventRun,
} from "../../../src/managers/events/manager.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";

const check = (name: string): NewEvent => ({
  type: "check",
  check: { name, status: "down", previous: "up", failures: 3, threshold: 3 },
});

const notice = (key: string, userId: number | null): NewEvent => ({
  type: "notice",
  notice: { id: "1", "user-id": userId, type: "custom", key, occurrences: 1 },
});

const change = (id: string, services: readonly string[]): NewEvent => ({
  type: "change",
  change: { id, kind: "start", summary: "s", status: "Done", ready: true, services },
});

const nameOf = (event: SupervisorEvent): string => {
  switch (event.type) {
    case "service":
      return event.service.name;
    case "check":
      return event.check.name;
    case "change":
      return event.change.id;
    case "notice":
      return event.notice.key;
    case "gap":
      return `(${event.gap.reason} ${event.gap.lost ?? "?"})`;
  }
};

const namesOf = ({ events }: EventRun): readonly string[] => events.map(nameOf);

describe("events", () => {
  let clock: FakeClock;
  let manager: EventManager;
  let cancel: AbortController;
  beforeEach(() => {
    clock = createFakeClock();
    manager = createEventManager({ clock, capacity: 4 });
    cancel = new AbortController();
  });

  const publish = (...names: readonly string[]): void => {
    for (const name of names) manager.publish(check(name));
  };

  const readAll = async (query: Partial<EventQuery> = {}): Promise<readonly SupervisorEvent[]> => {
    const events: SupervisorEvent[] = [];
    for await (const run of manager.read({ follow: false, ...query }, cancel.signal))
      events.push(...run.events);
    return events;
  };

  /** The names of what comes; `pull` gives the next run. */
  const follow = (query: Partial<EventQuery> = {}) => {
    const reader = manager.read({ follow: true, after: manager.cursor(), ...query }, cancel.signal);
    return { pull: async () => namesOf((await reader.next()).value ?? { events: [] }), reader };
  };

  it("are kept and read in order, each with its cursor and time", async () => {
    publish("a", "b");
    const events = await readAll();
    expect(events.map(nameOf)).toEqual(["a", "b"]);
    expect(events[0]).toMatchObject({ type: "check", time: "2026-01-02T03:04:05.000001Z" });
    expect(events.map(({ cursor }) => parseCursor(cursor)?.number)).toEqual([1, 2]);
  });

  it("are dropped when there are too many, the oldest first, without a word to who did not ask for them", async () => {
    publish("a", "b", "c", "d", "e", "f");
    expect((await readAll()).map(nameOf)).toEqual(["c", "d", "e", "f"]);
  });

  it("go on after a cursor, and say how many were lost when it is too old", async () => {
    publish("a");
    const after = manager.cursor();
    publish("b", "c");
    expect((await readAll({ after })).map(nameOf)).toEqual(["b", "c"]);
    publish("d", "e", "f", "g");
    const late = await readAll({ after });
    expect(late.map(nameOf)).toEqual(["(expired 2)", "d", "e", "f", "g"]);
    expect(parseCursor(late[0]?.cursor ?? "")?.number).toBe(3);
  });

  it("say to who has the cursor of an earlier daemon that it is another one now", async () => {
    publish("a", "b", "c", "d", "e");
    const found = await readAll({ after: { epoch: "old", number: 77 } });
    expect(found.map(nameOf)).toEqual(["(restarted ?)", "b", "c", "d", "e"]);
    await clock.advance(5);
    expect(createEventManager({ clock }).cursor().epoch).not.toBe(manager.cursor().epoch);
  });

  it("of the future are none that a cursor can name", () => {
    publish("a");
    const { epoch } = manager.cursor();
    expect([0, 1, 2].map((number) => manager.isPossible({ epoch, number }))).toEqual([true, true, false]);
    expect(manager.isPossible({ epoch: "old", number: 99 })).toBe(true);
  });

  it("are passed on to a follower as they come, several at a time", async () => {
    publish("before");
    const { pull } = follow();
    const first = pull();
    await settle();
    publish("a", "b");
    expect(await first).toEqual(["a", "b"]);
    publish("c");
    expect(await pull()).toEqual(["c"]);
  });

  it("tell a follower that takes them too slowly how many it missed", async () => {
    const { pull } = follow();
    publish("a");
    expect(await pull()).toEqual(["a"]);
    publish("b");
    expect(await pull()).toEqual(["b"]);
    publish("c", "d", "e", "f", "g", "h");
    expect(await pull()).toEqual(["(slow 2)", "e", "f", "g", "h"]);
  });

  it("give a run without any, with the cursor of what was passed over, while nothing that is wanted happens", async () => {
    const { reader } = follow({ types: new Set(["service"]) });
    const first = reader.next();
    await settle();
    publish("a");
    await clock.advance(14_999);
    publish("b");
    await clock.advance(15_000);
    const run = (await first).value;
    expect([run?.events, parseCursor(run?.cursor ?? "")?.number]).toEqual([[], 2]);
  });

  it("end for a follower that has gone, and leave no timer", async () => {
    const { reader } = follow();
    const first = reader.next();
    await settle();
    expect(clock.pending()).toBe(1);
    cancel.abort();
    expect((await first).done).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it("end for a follower that went while it was not looking", async () => {
    const { reader } = follow();
    publish("a");
    await reader.next();
    cancel.abort();
    expect((await reader.next()).done).toBe(true);
  });

  it("are filtered by type, by name, and notices by whose they are", async () => {
    for (const event of [check("a"), change("7", ["b", "a"]), notice("x/y", null), notice("x/z", 5)]) {
      manager.publish(event);
    }
    const names = async (query: Partial<EventQuery>): Promise<readonly string[]> =>
      (await readAll(query)).map(nameOf);
    expect(await names({ types: new Set(["change", "notice"]) })).toEqual(["7", "x/y", "x/z"]);
    expect(await names({ names: new Set(["a"]) })).toEqual(["a", "7"]);
    expect(await names({ names: new Set(["7", "x/z"]) })).toEqual(["7", "x/z"]);
    expect(await names({ userId: 4 })).toEqual(["a", "7", "x/y"]);
    expect(await names({ userId: 5 })).toEqual(["a", "7", "x/y", "x/z"]);
  });

  it("and losses that are told make up all that was published, whatever a follower's pace", async () => {
    const step = fc.oneof(
      fc.record({ publish: fc.integer({ min: 0, max: 9 }) }),
      fc.constant("pull" as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = createEventManager({ clock, capacity: 4 });
        const reader = world.read({ follow: true, after: world.cursor() }, new AbortController().signal);
        let published = 0;
        let seen = 0;
        const take = async (): Promise<void> => {
          if (seen === published) return;
          for (const event of (await reader.next()).value?.events ?? []) {
            seen += event.type === "gap" ? (event.gap.lost ?? 0) : 1;
            expect(parseCursor(event.cursor)?.number).toBe(seen);
          }
        };
        for (const each of steps) {
          if (each === "pull") await take();
          else {
            for (let i = 0; i < each.publish; i++) world.publish(check("a"));
            published += each.publish;
          }
        }
        while (seen < published) await take();
      }),
    );
  });
});

describe("a cursor", () => {
  it("is an epoch and a number, and nothing else is one", () => {
    expect(parseCursor("m2x9-42")).toEqual({ epoch: "m2x9", number: 42 });
    for (const text of ["", "42", "m2x9-", "-1", "a-b", "a-1-2", "A-1", "a-1e3", `a-${"9".repeat(16)}`]) {
      expect(parseCursor(text)).toBeUndefined();
    }
  });
});
