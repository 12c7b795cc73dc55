import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { TaskOrder } from "../../src/engine/task-order.ts";
import type { TaskSpec } from "../../src/engine/task-spec.ts";

const specs = (after: readonly (readonly number[])[]): readonly TaskSpec[] =>
  after.map((earlier) => ({ kind: "test", summary: "", after: earlier, run: () => Promise.resolve() }));

/** Tasks that wait for some of those before them. */
const links = fc
  .array(fc.array(fc.nat(1000), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((row, index) => (index === 0 ? [] : row.map((link) => link % index))));

describe("the order of tasks", () => {
  it("begins with those that wait for none, and frees the others when the last before them is done", () => {
    const order = new TaskOrder(specs([[], [], [0, 1, 0], [2]]));
    expect(order.first()).toEqual([0, 1]);
    expect(order.done(0)).toEqual([]);
    expect(order.done(1)).toEqual([2]);
    expect(order.followersOf(2)).toEqual([3]);
    expect(order.done(2)).toEqual([3]);
  });

  it("frees every task once, after all that it waits for, whatever they are", () => {
    fc.assert(
      fc.property(links, (after) => {
        const order = new TaskOrder(specs(after));
        const begun = [...order.first()];
        const done = new Set<number>();
        for (const index of begun) {
          for (const earlier of after[index] ?? []) expect(done).toContain(earlier);
          done.add(index);
          begun.push(...order.done(index));
        }
        expect(begun.toSorted((a, b) => a - b)).toEqual([...after.keys()]);
      }),
    );
  });
});
