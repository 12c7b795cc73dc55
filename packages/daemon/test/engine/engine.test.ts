import { describe, expect, it } from "bun:test";
import { type Change, changeError, changeStatus } from "../../src/engine/change.ts";
import { Engine } from "../../src/engine/engine.ts";
import type { TaskSpec } from "../../src/engine/task-spec.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import type { StateStore } from "../../src/state/store.ts";
import { createFakeClock } from "../fake-clock.ts";

const silent = { notice: () => undefined, debug: () => undefined };

const createEngine = (store: StateStore = createMemoryStore()): Engine =>
  new Engine({ clock: createFakeClock(), store, log: silent });

const task = (summary: string, run: TaskSpec["run"], after: readonly number[] = []): TaskSpec => ({
  kind: "test",
  summary,
  after,
  run,
});

const statuses = (change: Change): readonly string[] => change.tasks.map((each) => each.status);

describe("the engine", () => {
  it("runs tasks that wait for each other in their order, and others side by side", async () => {
    const engine = createEngine();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const change = engine.start({
      kind: "test",
      summary: "Test",
      tasks: [
        task("a", async () => {
          await gate.promise;
          order.push("a");
        }),
        task("b", async () => void order.push("b"), [0]),
        task("c", async () => {
          order.push("c");
          gate.resolve();
        }),
      ],
    });
    expect(changeStatus(change)).toBe("Doing");
    await engine.wait(change);
    expect(order).toEqual(["c", "a", "b"]);
    expect(changeStatus(change)).toBe("Done");
  });

  it("holds the tasks behind one that fails, finishes the others, and says what failed", async () => {
    const engine = createEngine();
    const change = engine.start({
      kind: "test",
      summary: "Test",
      tasks: [
        task("Do it", () => Promise.reject(new Error("out of luck"))),
        task("Then that", () => Promise.resolve(), [0]),
        task("And that", () => Promise.resolve(), [1]),
        task("Aside", () => Promise.resolve()),
      ],
    });
    await engine.wait(change);
    expect(statuses(change)).toEqual(["Error", "Hold", "Hold", "Done"]);
    expect(changeStatus(change)).toBe("Error");
    expect(changeError(change)).toBe("cannot perform the following tasks:\n- Do it (out of luck)");
  });

  it("tells running tasks to end and holds the rest, when a change is aborted", async () => {
    const engine = createEngine();
    const change = engine.start({
      kind: "test",
      summary: "Test",
      tasks: [
        task(
          "a",
          ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
        ),
        task("b", () => Promise.resolve(), [0]),
      ],
    });
    engine.abort(change);
    expect(statuses(change)).toEqual(["Abort", "Hold"]);
    await engine.wait(change);
    expect(() => engine.abort(change)).toThrow("cannot abort change 1 with nothing pending");
  });

  it("publishes a change when it is made and at each status", async () => {
    const engine = createEngine();
    const seen: string[] = [];
    engine.onUpdate((_change, status) => seen.push(status));
    await engine.wait(
      engine.start({ kind: "test", summary: "Test", tasks: [task("a", () => Promise.resolve())] }),
    );
    expect(seen).toEqual(["Do", "Doing", "Done"]);
  });

  it("is ready at once, when a change has no tasks", async () => {
    const engine = createEngine();
    const change = engine.start({ kind: "replan", summary: "Replan - no services", tasks: [] });
    await engine.wait(change);
    expect(change.readyTime).toBeDefined();
  });

  it("knows its changes after a restart, and ends what was left unfinished", () => {
    const store = createMemoryStore();
    const before = createEngine(store);
    const forever = (): Promise<void> => new Promise(() => undefined);
    before.start({ kind: "test", summary: "Test", tasks: [task("a", forever), task("b", forever, [0])] });
    before.stop();
    const after = createEngine(store);
    const restored = after.find("1");
    expect(restored === undefined ? [] : statuses(restored)).toEqual(["Error", "Hold"]);
    expect(after.start({ kind: "test", summary: "Next", tasks: [] }).id).toBe("2");
  });

  it("puts a check's change on hold after a restart, for it did not fail", () => {
    const store = createMemoryStore();
    const before = createEngine(store);
    const forever = (): Promise<void> => new Promise(() => undefined);
    const check: TaskSpec = { kind: "perform-check", summary: "Perform", run: forever };
    before.start({ kind: "perform-check", summary: "Perform", tasks: [check] });
    before.stop();
    const restored = createEngine(store).find("1");
    expect(restored === undefined ? [] : statuses(restored)).toEqual(["Hold"]);
  });

  it("keeps the last ten lines of a task's log", async () => {
    const engine = createEngine();
    const change = engine.start({
      kind: "test",
      summary: "Test",
      tasks: [
        task("a", async ({ log }) => {
          for (let line = 1; line <= 12; line++) log("INFO", `line ${line}`);
        }),
      ],
    });
    await engine.wait(change);
    expect(change.tasks[0]?.log).toHaveLength(10);
    expect(change.tasks[0]?.log[0]).toEndWith("INFO line 3");
  });
});
