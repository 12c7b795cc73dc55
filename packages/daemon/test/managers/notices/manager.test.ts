import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "../../../src/engine/engine.ts";
import { createNoticeManager, type NoticeManager } from "../../../src/managers/notices/manager.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import { openSqliteStore } from "../../../src/state/sqlite-store.ts";
import type { StateStore } from "../../../src/state/store.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";
import { noEvents } from "../../no-events.ts";

const silent = { notice: () => undefined, debug: () => undefined };
const forever = new AbortController().signal;
const hourMs = 3600 * 1000;

const custom = (key: string, more: object = {}) => ({ type: "custom" as const, key, ...more });
const keysOf = (notices: readonly { readonly key: string }[]) => notices.map((notice) => notice.key);

describe("notice manager", () => {
  let clock: FakeClock;
  let store: StateStore;
  let manager: NoticeManager;
  beforeEach(() => {
    clock = createFakeClock();
    store = createMemoryStore();
    manager = createNoticeManager({ events: noEvents, clock, store });
  });

  test("the same user, type and key is one notice, in any other case another", () => {
    expect(manager.add(custom("a.b/c"))).toEqual({ id: "1", repeated: true });
    expect(manager.add(custom("a.b/c"))).toEqual({ id: "1", repeated: true });
    expect(manager.add(custom("a.b/c", { userId: 0 })).id).toBe("2");
    expect(manager.add(custom("a.b/d")).id).toBe("3");
    expect(manager.add({ type: "warning", key: "a.b/c" }).id).toBe("4");
    expect(manager.get("1")?.occurrences).toBe(2);
  });

  test("a list is in the order of the last repeat, and no two repeats are at the same time", () => {
    for (const key of ["x", "y", "z", "x"]) manager.add(custom(key));
    const notices = manager.list({});
    expect(keysOf(notices)).toEqual(["y", "z", "x"]);
    const times = notices.map((notice) => notice.lastRepeated);
    expect(new Set(times).size).toBe(3);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("a notice that did not repeat keeps its place", () => {
    for (const key of ["x", "y"]) manager.add(custom(key));
    expect(manager.add(custom("x", { repeatAfterMs: hourMs })).repeated).toBe(false);
    expect(keysOf(manager.list({}))).toEqual(["x", "y"]);
    expect(manager.list({})[0]?.occurrences).toBe(2);
  });

  test("filters restrict by user, type, key and time", () => {
    manager.add({ type: "warning", key: "w" });
    manager.add(custom("mine", { userId: 1 }));
    manager.add(custom("yours", { userId: 2 }));
    expect(keysOf(manager.list({ userId: 1 }))).toEqual(["w", "mine"]);
    expect(keysOf(manager.list({ types: new Set(["custom"]) }))).toEqual(["mine", "yours"]);
    expect(keysOf(manager.list({ keys: new Set(["w", "yours"]) }))).toEqual(["w", "yours"]);
    const after = manager.get("1")?.lastRepeated ?? 0;
    expect(keysOf(manager.list({ after }))).toEqual(["mine", "yours"]);
  });

  test("a notice expires a week after it last occurred, and its key starts anew", async () => {
    manager.add(custom("a"));
    manager.add(custom("b"));
    await clock.advance(160 * hourMs);
    manager.add(custom("b", { repeatAfterMs: 1000 * hourMs }));
    await clock.advance(9 * hourMs);
    expect(keysOf(manager.list({}))).toEqual(["b"]);
    expect(manager.get("1")).toBeUndefined();
    expect(store.load("notice").map(([id]) => id)).toEqual(["2"]);
    expect(manager.add(custom("a")).id).toBe("3");
    manager.stop();
    expect(clock.pending()).toBe(0);
  });

  test("an expired notice that has not been pruned yet starts anew as well", async () => {
    manager.add(custom("a"));
    manager.stop();
    await clock.advance(169 * hourMs);
    expect(manager.list({})).toEqual([]);
    expect(manager.add(custom("a")).id).toBe("2");
    expect(manager.get("2")?.occurrences).toBe(1);
  });

  describe("waiting", () => {
    const wait = (filter: object, timeoutMs: number, signal = forever) =>
      manager.wait(filter, { timeoutMs, signal });

    test("what matches already is answered at once", async () => {
      manager.add(custom("a"));
      expect(keysOf(await wait({}, 1000))).toEqual(["a"]);
    });

    test("a notice that matches ends the waiting, another does not", async () => {
      const waiting = wait({ keys: new Set(["b"]) }, 1000);
      manager.add(custom("a"));
      await settle();
      expect(clock.pending()).toBe(2);
      manager.add(custom("b"));
      expect(keysOf(await waiting)).toEqual(["b"]);
      manager.stop();
      expect(clock.pending()).toBe(0);
    });

    test("an occurrence that did not repeat wakes nobody", async () => {
      manager.add(custom("a"));
      const after = manager.get("1")?.lastRepeated ?? 0;
      const waiting = wait({ after }, 1000);
      manager.add(custom("a", { repeatAfterMs: hourMs }));
      await clock.advance(1000);
      expect(await waiting).toEqual([]);
    });

    test("nothing comes back when time is up, when the client has gone, or when the daemon stops", async () => {
      const late = wait({}, 50);
      await clock.advance(50);
      expect(await late).toEqual([]);

      const cancel = new AbortController();
      const gone = wait({}, 1000, cancel.signal);
      cancel.abort();
      expect(await gone).toEqual([]);

      const stopped = wait({}, 1000);
      await settle();
      manager.stop();
      expect(await stopped).toEqual([]);
      expect(clock.pending()).toBe(0);
    });

    test("no time at all does not wait", async () => {
      expect(await wait({}, -5)).toEqual([]);
      expect(clock.pending()).toBe(0);
    });
  });

  describe("changes", () => {
    test("a change is noticed when it is made and at each new status", async () => {
      const engine = new Engine({ clock, store, log: silent });
      engine.onUpdate((change, status) => manager.recordChange(change, status));
      const done = Promise.withResolvers<void>();
      const change = engine.start({
        kind: "perform-check",
        summary: "check",
        data: { "check-name": "web" },
        tasks: [{ kind: "perform-check", summary: "check", run: () => done.promise }],
      });
      expect(manager.get("1")).toMatchObject({ type: "change-update", key: change.id, occurrences: 2 });
      done.resolve();
      await engine.wait(change);
      await settle();
      const notice = manager.get("1");
      expect(notice?.occurrences).toBe(3);
      expect(notice?.userId).toBeUndefined();
      expect(notice?.lastData).toEqual({ "check-name": "web", kind: "perform-check" });
      engine.stop();
    });

    test.each([
      ["a task that fails", 4, "fail", false],
      ["an aborted task that ends well", 5, "end", true],
      ["an aborted task that fails", 4, "fail", true],
    ] as const)("%s makes %d occurrences", async (_what, occurrences, end, isAborted) => {
      const engine = new Engine({ clock, store, log: silent });
      engine.onUpdate((change, status) => manager.recordChange(change, status));
      const done = Promise.withResolvers<void>();
      const change = engine.start({
        kind: "exec",
        summary: "work",
        tasks: [{ kind: "exec", summary: "work", run: () => done.promise }],
      });
      if (isAborted) engine.abort(change);
      if (end === "end") done.resolve();
      else done.reject(new Error("no"));
      await engine.wait(change);
      await settle();
      expect(manager.get("1")?.occurrences).toBe(occurrences);
      engine.stop();
    });
  });
});

describe("notices on disk", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "cobble-notices-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test("what was added durably is there for the next daemon, even when this one never stops", async () => {
    const clock = createFakeClock();
    const path = join(dir, "state.db");
    const first = openSqliteStore(path, { clock, log: silent });
    const before = createNoticeManager({ events: noEvents, clock, store: first });
    await before.addDurably(custom("b", { userId: 7, data: { k: "v" }, repeatAfterMs: 1500 }));
    await before.addDurably(custom("a"));
    await before.addDurably(custom("b", { userId: 7 }));

    const second = openSqliteStore(path, { clock: createFakeClock(Date.UTC(2000)), log: silent });
    const after = createNoticeManager({
      events: noEvents,
      clock: createFakeClock(Date.UTC(2000)),
      store: second,
    });
    expect(after.list({})).toEqual(before.list({}));
    expect(keysOf(after.list({}))).toEqual(["a", "b"]);
    const added = after.add(custom("c"));
    // The clock was set back by decades, and still the newest is last.
    expect(keysOf(after.list({}))).toEqual(["a", "b", "c"]);
    expect(Number(added.id)).toBeGreaterThan(2);
    await Promise.all([first.close(), second.close()]);
  });
});
