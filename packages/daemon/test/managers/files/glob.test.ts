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

  /** Tries every way, one character at a time. */
  const matchesSlowly = (pattern: string, name: string): boolean => {
    const [head = "", ...rest] = pattern;
    if (head === "") return name === "";
    const tail = rest.join("");
    if (head === "*") {
      return matchesSlowly(tail, name) || (name !== "" && matchesSlowly(pattern, name.slice(1)));
    }
    return name !== "" && (head === "?" || head === name[0]) && matchesSlowly(tail, name.slice(1));
  };

  it("matches as one does that tries every way to part the name among the stars", () => {
    const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(text("ab*?"), text("ab"), (pattern, name) => {
        fc.pre(pattern !== "");
        expect(createGlob(pattern)(name)).toBe(matchesSlowly(pattern, name));
      }),
      { numRuns: 1000 },
    );
  });

  it("of many stars is decided at once", () => {
    const matches = createGlob(`${"*a".repeat(100)}*b`);
    expect(matches("a".repeat(255))).toBe(false);
    expect(matches(`${"a".repeat(254)}b`)).toBe(true);
  });

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
