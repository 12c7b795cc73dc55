import assert from "node:assert/strict";
import { it } from "node:test";
import { decodeStored, encodeStored } from "@cobble/charm/internals";

it("what tests of charms write as stored values is what charms read", () => {
  const values = { seen: new Set([1]), at: new Date(0) };
  assert.deepEqual(decodeStored(encodeStored(values, { name: "stored" })), values);
});
