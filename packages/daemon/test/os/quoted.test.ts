import { expect, test } from "bun:test";
import { quoted } from "../../src/os/quoted.ts";

test.each([
  ["plain é日", '"plain é日"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["\t\n\r\b\f", '"\\t\\n\\r\\b\\f"'],
  ["\x07\x0b\x00\x15\x1f\x7f", '"\\a\\v\\x00\\x15\\x1f\\x7f"'],
])("%j is quoted as Go prints it", (text, shown) => {
  expect(quoted(text)).toBe(shown);
});
