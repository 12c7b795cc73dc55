import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseRecord } from "../../src/framework/deliveries.ts";

describe("parseRecord", () => {
  it("a text that is no record is told of as what it should have been", () => {
    for (const text of [
      "{half",
      "[]",
      "null",
      "7",
      '{"count": 1}',
      '{"count":1,"deliveries":[{}],"facts":{}}',
    ]) {
      assert.throws(() => parseRecord(text), {
        name: "StoredValueError",
        message: `cannot read which events were deferred: ${text}`,
      });
    }
  });
});
