import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { flattenResults } from "../src/action-results.ts";

describe("flattenResults", () => {
  it("groups are written with dots, and every value as text", () => {
    const flat = flattenResults({ a: { b: 1, c: { d: true } }, e: "x" });
    assert.deepEqual(
      [...flat],
      [
        ["a.b", "1"],
        ["a.c.d", "true"],
        ["e", "x"],
      ],
    );
  });

  it("a key that is given twice in two ways is refused", () => {
    assert.throws(() => flattenResults({ a: { b: 1 }, "a.b": 2 }), {
      name: "ActionResultError",
      message: "cannot set action result a.b: it is given twice",
    });
  });

  it("results without groups come out as they went in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string()), (results) => {
        assert.deepEqual(Object.fromEntries(flattenResults(results)), { ...results });
      }),
    );
  });
});
