import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareKeys } from "@cobble/plan";
import fc from "fast-check";

/** In the order that the reference prints them. */
const sorted = `|+1|-1|_|0|00|1|1a|01|001|9|09|10|A|B|Z|a|a b|a!|a-1|a-b|a.b|a_b|a~|a0|a0b|a00|a00b|a1|a1a|a1b|a1 |a1-b|a1.|a1_|a01|a2|a10|a010|a100|aB|ab|b|web|web-1|web-2|web-10|web1|web2|web10|x9y9|x9y10|x10y9|z|ä|é`;

describe("compareKeys", () => {
  it("sorts names as the reference does: numbers by value, letters after signs", () => {
    const names = sorted.split("|");
    for (const [i, a] of names.entries()) {
      for (const [j, b] of names.entries()) {
        assert.equal(Math.sign(compareKeys(a, b)), Math.sign(i - j), `${a} and ${b}`);
      }
    }
  });

  it("takes a zero inside of a number for part of it, and digits of any script for digits", () => {
    for (const [a, b] of [
      ["12-b", "101"],
      ["9_029", "9_02000"],
      ["_23", "_21٣"],
      ["a😀1", "a😀2"],
    ] as const) {
      assert.ok(compareKeys(a, b) < 0, `${a} before ${b}`);
      assert.ok(compareKeys(b, a) > 0, `${b} behind ${a}`);
    }
  });

  it("finds only equal names equal, and the other way round the contrary", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(compareKeys(a, b) === 0, a === b);
        assert.equal(Math.sign(compareKeys(a, b)), 0 - Math.sign(compareKeys(b, a)));
      }),
    );
  });
});
