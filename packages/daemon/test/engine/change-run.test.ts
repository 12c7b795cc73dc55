import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { type Change, changeStatus, isReadyStatus } from "../../src/engine/change.ts";
import { Engine } from "../../src/engine/engine.ts";
import type { TaskSpec } from "../../src/engine/task-spec.ts";
import { createMemoryStore } from "../../src/state/memory-store.ts";
import { createFakeClock, settle } from "../fake-clock.ts";

const silent = { notice: () => undefined, debug: () => undefined };

/** A change whose tasks end when a test says so. */
const startChange = (waitsFor: readonly (readonly number[])[]) => {
  const engine = new Engine({ clock: createFakeClock(), store: createMemoryStore(), log: silent });
  const running = new Map<number, PromiseWithResolvers<void>>();
  const published: string[] = [];
  engine.onUpdate((_change, status) => void published.push(status));
  const tasks = waitsFor.map(
    (after, index): TaskSpec => ({
      kind: "test",
      summary: `Task ${index}`,
      after,
      run: () => {
        const end = Promise.withResolvers<void>();
        running.set(index, end);
        return end.promise.finally(() => running.delete(index));
      },
    }),
  );
  const change = engine.start({ kind: "test", summary: "Test", tasks });
  return { engine, change, running, published };
};

/** What happens next: one of those that run ends, well or badly, or the change is aborted. */
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant("succeed" as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("fail" as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("abort" as const), which: fc.constant(0) }) },
);

/** Each task waits for some of those before it. */
const graph = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 0, maxLength: 12 })
  .map((rows) => rows.map((row, index) => (index === 0 ? [] : [...new Set(row.map((at) => at % index))])));

const checkInvariants = (change: Change, waitsFor: readonly (readonly number[])[]): void => {
  const statusOf = (index: number) => change.tasks[index]?.status ?? "Done";
  const isAllReady = change.tasks.every((task) => isReadyStatus(task.status));
  expect(change.readyTime !== undefined).toBe(isAllReady);
  for (const [index, task] of change.tasks.entries()) {
    expect(task.readyTime !== undefined).toBe(isReadyStatus(task.status));
    const before = (waitsFor[index] ?? []).map(statusOf);
    if (task.status !== "Do" && task.status !== "Hold") expect(before.every((s) => s === "Done")).toBe(true);
    if (before.some((status) => status === "Error" || status === "Hold")) expect(task.status).toBe("Hold");
  }
};

describe("the running of a change", () => {
  it("is ready when all its tasks are, and not before, whatever happens to them in whatever order", () =>
    fc.assert(
      fc.asyncProperty(graph, fc.array(happening, { maxLength: 40 }), async (waitsFor, happenings) => {
        const { engine, change, running, published } = startChange(waitsFor);
        checkInvariants(change, waitsFor);
        for (const { type, which } of happenings) {
          if (change.readyTime !== undefined) break;
          if (type === "abort") engine.abort(change);
          else {
            const [, end] = [...running].at(which % running.size) ?? [];
            if (type === "succeed") end?.resolve();
            else end?.reject(new Error("no"));
          }
          await settle();
          checkInvariants(change, waitsFor);
          expect(published.at(-1)).toBe(changeStatus(change));
        }
        // Whatever is left ends well.
        while (running.size > 0) {
          for (const end of running.values()) end.resolve();
          await settle();
          checkInvariants(change, waitsFor);
        }
        expect(await engine.wait(change)).toBe(change);
        expect(change.readyTime).toBeDefined();
        expect(() => engine.abort(change)).toThrow("nothing pending");
      }),
      { numRuns: 150 },
    ));
});
