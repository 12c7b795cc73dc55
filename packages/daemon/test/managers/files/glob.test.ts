import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { createGlob } from "../../../src/managers/files/glob.ts";

const cases: readonly (readonly [pattern: string, name: string, matches: boolean])[] = [
  ["", "anything", true],
  ["*", "a.txt", true],
  ["*.txt", "a.txt", true],
  ["*.txt", "a.txtx", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["?", "é", true],
  ["?", "😀", true],
  ["[a-c]x", "bx", true],
  ["[a-c]x", "dx", false],
  ["[^a-c]x", "dx", true],
  ["[^a-c]x", "ax", false],
  ["[\\]]", "]", true],
  ["[\\-x]", "-", true],
  ["[c-a]", "b", false],
  ["\\*", "*", true],
  ["\\*", "a", false],
  ["a.c", "abc", false],
  ["a(b", "a(b", true],
  ["{a,b}", "a", false],
];

describe("a pattern", () => {
  for (const [pattern, name, matches] of cases) {
    it(`"${pattern}" ${matches ? "matches" : "does not match"} "${name}"`, () => {
      expect(createGlob(pattern)(name)).toBe(matches);
    });
  }

  for (const pattern of ["[", "a[", "[a", "[]a]", "[^]", "[a-]", "[-a]", "a\\", "[\\"]) {
    it(`"${pattern}" is refused at the first name, not before`, () => {
      const matches = createGlob(pattern);
      expect(() => matches("x")).toThrow("syntax error in pattern");
    });
  }

  it("with every character escaped matches its own text only", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), fc.string(), (text, other) => {
        const matches = createGlob([...text].map((character) => `\\${character}`).join(""));
        expect(matches(text)).toBe(true);
        expect(matches(other)).toBe(other === text);
      }),
    );
  });
});
