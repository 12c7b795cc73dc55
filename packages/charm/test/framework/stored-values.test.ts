import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeStored, encodeStored } from "../../src/framework/stored-values.ts";

const plain = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.bigInt(),
  fc.string(),
  fc.constantFrom("$set", "$map", "$object", "__proto__"),
);
const scalar = fc.oneof(plain, fc.date({ noInvalidDate: false }), fc.uint8Array({ maxLength: 8 }));

const { value: storable } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    // Members and keys are no objects: which of two alike is which cannot be told when values are compared.
    fc.array(plain, { maxLength: 4 }).map((members) => new Set(members)),
    fc.array(fc.tuple(plain, tie("value")), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$set", "$x")), tie("value"), {
      noNullPrototype: true,
    }),
  ),
}));

describe("stored values", () => {
  it("whatever can be stored comes back as it was", () => {
    fc.assert(
      fc.property(storable, (value) => {
        assert.deepEqual(decodeStored(encodeStored(value, { name: "x" })), value);
      }),
    );
  });

  it("sets and maps of objects come back with these objects", () => {
    const value = new Map([[{ a: 1 }, new Set([[1], [2]])]]);
    assert.deepEqual(decodeStored(encodeStored(value, { name: "x" })), value);
  });

  it("what is the same but for the order of its keys and members has the same sorted text", () => {
    const sorted = (value: unknown): string => encodeStored(value, { name: "x", sorted: true });
    assert.equal(sorted({ a: 1, b: new Set([1, 2]) }), sorted({ b: new Set([2, 1]), a: 1 }));
    assert.notEqual(sorted({ a: [1, 2] }), sorted({ a: [2, 1] }));
  });

  it("what cannot be stored is named with its place", () => {
    const refused = (value: unknown): RegExp => {
      try {
        encodeStored(value, { name: "stored" });
      } catch (error) {
        return new RegExp(String(error));
      }
      return assert.fail("it was stored");
    };
    assert.match(
      String(refused({ peers: [1, () => 2] })),
      /cannot store stored\.peers\[1\]: a function cannot be kept from one hook to the next; plain objects/,
    );
    assert.match(String(refused({ at: Symbol("x") })), /stored\.at: a symbol/);
    class Peer {}
    assert.match(String(refused({ peer: new Peer() })), /stored\.peer: an object of class Peer/);
    assert.match(String(refused([undefined])), /stored\[0\]: undefined/);
    const loop: { self?: unknown } = {};
    loop.self = loop;
    assert.match(String(refused(loop)), /stored\.self: a value that contains itself/);
  });

  it("a value that is nested without end is refused, in no time", () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
    assert.deepEqual(decodeStored(encodeStored(nest(500), { name: "x" })), nest(500));
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    assert.throws(() => encodeStored(deep, { name: "x" }), {
      name: "StoredValueError",
      message: /^cannot store x(?:\[0\]){500}: a value within 500 others cannot be kept/,
    });
  });

  it("a property without a value is left out, as JSON does", () => {
    assert.deepEqual(decodeStored(encodeStored({ a: undefined, b: 1 }, { name: "x" })), { b: 1 });
  });

  it("a text of another kind is an error that says so", () => {
    for (const text of ["{", '{"$set": 1}', '{"$bigint": "x"}']) {
      assert.throws(() => decodeStored(text), {
        name: "StoredValueError",
        message: /^cannot read what was stored/,
      });
    }
  });
});
