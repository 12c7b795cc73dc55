import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { DecodeError, decode } from "../src/decode.ts";
import { array, boolean, integer, nullable, object, oneOf, record, string, union } from "../src/schema.ts";

const Thing = object(
  { name: string(), level: oneOf(["alive", "ready"]) },
  { count: integer(), tags: array(string()), labels: record(string()), owner: nullable(integer()) },
);

const faultsOf = (value: unknown): readonly unknown[] => {
  try {
    decode(Thing, value, "thing");
    return [];
  } catch (error) {
    assert.ok(error instanceof DecodeError);
    return error.faults.map((fault) => [fault.path, fault.expected, fault.actual]);
  }
};

describe("decoding", () => {
  it("gives back the same value, when it fits", () => {
    const value = { name: "a", level: "alive", owner: null, labels: { x: "y" }, unknown: [1] };
    assert.equal(decode(Thing, value, "thing"), value);
  });

  it("lists every fault with its place", () => {
    const value = { level: "deep", count: 1.5, tags: ["a", 2], labels: { x: null }, owner: "me" };
    assert.deepEqual(faultsOf(value), [
      ["name", "string", "missing"],
      ["level", "alive or ready", '"deep"'],
      ["count", "integer", "number"],
      ["tags[1]", "string", "number"],
      ["labels.x", "string", "null"],
      ["owner", "integer or null", "string"],
    ]);
  });

  it("says what was decoded, and what was wanted", () => {
    assert.throws(() => decode(boolean(), "yes", "answer"), {
      kind: "decode",
      message: "cannot decode answer: expected boolean, got string",
    });
  });

  it("never throws anything else, whatever JSON it is given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        faultsOf(value);
      }),
    );
  });

  it("takes a value that fits one of several schemas, and no other", () => {
    const Either = union(
      object({ type: oneOf(["a"]), a: string() }),
      object({ type: oneOf(["b"]), b: integer() }),
    );
    assert.deepEqual(decode(Either, { type: "b", b: 1 }, "either"), { type: "b", b: 1 });
    for (const value of [{ type: "a", b: 1 }, { type: "c" }, null]) {
      assert.throws(() => decode(Either, value, "either"), DecodeError);
    }
  });
});
