import { describe, expect, test } from "bun:test";
import { array, assert, constantFrom, oneof, property, record } from "fast-check";
import { createRecencyList } from "../../../src/managers/notices/recency-list.ts";

const id = constantFrom("a", "b", "c", "d", "e");
const step = oneof(
  record({ do: constantFrom("touch" as const), id }),
  record({ do: constantFrom("remove" as const), id }),
  record({ do: constantFrom("replace" as const), id }),
);

describe("recency list", () => {
  test("it behaves as an array of pairs does, after any steps", () => {
    // Not a promise: the property is a synchronous one.
    void assert(
      property(array(step, { maxLength: 40 }), (steps) => {
        const list = createRecencyList<number>();
        let model: (readonly [string, number])[] = [];
        for (const [value, { do: action, id: at }] of steps.entries()) {
          if (action === "touch") {
            list.touch(at, value);
            model = [...model.filter(([known]) => known !== at), [at, value]];
          } else if (action === "remove") {
            list.remove(at);
            model = model.filter(([known]) => known !== at);
          } else {
            list.replace(at, value);
            model = model.map((pair) => (pair[0] === at ? [at, value] : pair));
          }
          const values = model.map(([, kept]) => kept);
          expect([...list.oldestFirst()]).toEqual(values);
          expect([...list.newestFirst()]).toEqual(values.toReversed());
          expect(list.size).toBe(values.length);
          expect(list.get(at)).toBe(model.find(([known]) => known === at)?.[1]);
        }
      }),
    );
  });
});
