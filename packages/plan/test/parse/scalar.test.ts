import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainTag, type ScalarTag } from "../../src/parse/scalar.ts";

describe("an unquoted word", () => {
  const words: Readonly<Record<ScalarTag, readonly string[]>> = {
    "!!null": ["", "~", "null", "Null", "NULL"],
    "!!bool": ["true", "True", "FALSE"],
    "!!merge": ["<<"],
    "!!int": ["0", "-1", "+5", "0x1F", "0o17", "0b11", "017", "08", "1_000", "-0b11", "18446744073709551615"],
    "!!float": ["1.5", ".5", "1.", "1e3", "-.inf", ".nan", "99999999999999999999", "+12e-1"],
    "!!timestamp": [
      "2020-01-01",
      "2020-1-1",
      "2001-12-14t21:59:43.10-05:00",
      "2001-12-15 2:59:43.10",
      "2020-01-01T00:00:00Z",
    ],
    "!!str": [
      "a",
      "yes",
      "y",
      "1:30",
      "0xZZ",
      "0o8",
      "_1",
      "1e400",
      "2020-13-01",
      "2020-02-30",
      "nULL",
      "tRUE",
      ".",
      "-",
      "+",
      "..",
      "1.2.3",
      "e5",
    ],
  };
  for (const [tag, texts] of Object.entries(words)) {
    it(`is ${tag} when it looks like one`, () => {
      for (const text of texts) assert.equal(plainTag(text), tag, text);
    });
  }
});
