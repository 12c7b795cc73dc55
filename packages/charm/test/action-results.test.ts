import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { flattenResults } from "../src/action-results.ts";
import { ActionResultError } from "../src/errors.ts";

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

  it("a key that Juju would not take is refused, wherever it stands", () => {
    for (const [results, key] of [
      [{ Backup_Name: "x" }, "Backup_Name"],
      [{ a: { "b-": 1 } }, "a.b-"],
      [{ "": 1 }, ""],
    ] as const) {
      assert.throws(() => flattenResults(results), {
        name: "ActionResultError",
        message: `cannot set action result ${key}: keys have lower-case letters, digits, dashes and dots`,
      });
    }
  });

  it("a value that is none is refused with its key, and a group that contains itself", () => {
    const ring: Record<string, never> = {};
    Object.assign(ring, { again: ring });
    for (const [value, why] of [
      [undefined, "it is undefined"],
      [null, "it is null"],
      [() => 1, "it is a function"],
      [ring, "the group contains itself"],
    ] as const) {
      const results = JSON.parse("{}");
      results.a = { b: value };
      assert.throws(
        () => flattenResults(results),
        (error) =>
          error instanceof ActionResultError &&
          error.message.includes(`result a.b`) &&
          error.message.includes(why),
      );
    }
  });

  it("results without groups come out as they went in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string()), (results) => {
        assert.deepEqual(Object.fromEntries(flattenResults(results)), { ...results });
      }),
    );
  });
});
