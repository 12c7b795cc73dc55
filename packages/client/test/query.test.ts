import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { withQuery } from "../src/query.ts";

describe("withQuery", () => {
  const cases: readonly [Parameters<typeof withQuery>[1], string][] = [
    [{}, "/p"],
    [{ names: "" }, "/p?names="],
    [{ b: 1, a: true, c: undefined }, "/p?a=true&b=1"],
    [{ names: ["a", "b"] }, "/p?names=a&names=b"],
    [{ names: [] }, "/p"],
    [{ path: "/tmp/*.x", q: "a b+c(é)~" }, "/p?path=%2Ftmp%2F%2A.x&q=a+b%2Bc%28%C3%A9%29~"],
  ];
  for (const [query, wanted] of cases) {
    it(`writes ${wanted}`, () => assert.equal(withQuery("/p", query), wanted));
  }

  it("writes values that read back as they were, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const query = withQuery("/p", { value }).slice("/p".length);
        assert.equal(new URLSearchParams(query).get("value"), value);
      }),
    );
  });
});
