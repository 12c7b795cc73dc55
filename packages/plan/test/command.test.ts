import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CommandError, joinCommand, parseServiceCommand, splitCommand, withArgs } from "@cobble/plan";
import fc from "fast-check";

describe("splitCommand", () => {
  const lines: readonly (readonly [line: string, words: readonly string[]])[] = [
    ["", []],
    ["   ", []],
    [" a  b\t\tc ", ["a", "b", "c"]],
    ["a\nb\r\nc", ["a", "b", "c"]],
    ["'a b' \"c d\"", ["a b", "c d"]],
    ["a'b c'd\"e\"", ["ab cde"]],
    ["'' \"\"", ["", ""]],
    ["a\\ b", ["a b"]],
    ['\\n \'a\\b\' "a\\nb" "a\\\\b" "a\\"b"', ["n", "a\\b", "anb", "a\\b", 'a"b']],
    ['a\\\nb "a\\\nb"', ["a\nb", "a\nb"]],
    ["a#b '#c' \\#d", ["a#b", "#c", "#d"]],
    ["a #b\nc d", ["a", "c", "d"]],
    ["#x", []],
    ["''#z \"a#b\"#c", ["#z", "a#b#c"]],
    ["$HOME a;b a|b > c", ["$HOME", "a;b", "a|b", ">", "c"]],
    ["é 😀 a\u00a0b a\u000bb", ["é", "😀", "a\u00a0b", "a\u000bb"]],
  ];
  for (const [line, words] of lines) {
    it(`splits ${JSON.stringify(line)} into ${words.length}`, () => {
      assert.deepEqual(splitCommand(line), words);
    });
  }

  for (const line of ["'a", '"a', "a 'b' 'c", 'a "b\\"', "a '\\'' b"]) {
    it(`refuses a quote that is not closed: ${line}`, () => {
      assert.throws(() => splitCommand(line), { message: "EOF found when expecting closing quote" });
    });
  }

  for (const line of ["a\\", '"a\\', "\\"]) {
    it(`refuses an escape of nothing: ${line}`, () => {
      assert.throws(() => splitCommand(line), { message: "EOF found after escape character" });
    });
  }

  it("gives back what joinCommand joins", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "'", '"', "\\", "#", "a b", "[", "]"),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        assert.deepEqual(splitCommand(joinCommand(words)), words);
      }),
    );
  });

  it("either splits or throws a CommandError", () => {
    const line = fc
      .array(fc.constantFrom("a", " ", "'", '"', "\\", "#", "\n"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(line, (text) => {
        try {
          splitCommand(text);
        } catch (error) {
          assert.ok(error instanceof CommandError);
        }
      }),
    );
  });
});

describe("parseServiceCommand", () => {
  const lines: readonly (readonly [line: string, base: readonly string[], defaults: readonly string[]])[] = [
    ["a b", ["a", "b"], []],
    ["a [ b c ]", ["a"], ["b", "c"]],
    ["a [ b", ["a"], ["b"]],
    ["a [", ["a"], []],
    ["a [ ]", ["a"], []],
    ["a [b]", ["a", "[b]"], []],
    ["a '[' b ']'", ["a"], ["b"]],
    ["a [ b ] # c", ["a"], ["b"]],
    ["   ", [], []],
  ];
  for (const [line, base, defaults] of lines) {
    it(`reads ${JSON.stringify(line)}`, () => {
      assert.deepEqual(parseServiceCommand(line), { base, defaults });
    });
  }
});

describe("withArgs", () => {
  it("replaces the default arguments, with quotes where words need them", () => {
    const args = ["a b", "c", "it's", "", "#x", "é", "a=b", "~", "["];
    assert.equal(
      withArgs("sleep  5 'x y' [ --p q ]", args),
      `sleep 5 'x y' [ 'a b' c 'it'"'"'s' '' '#x' 'é' a=b '~' '[' ]`,
    );
  });

  it("takes the group away when there are no arguments, and adds one when there was none", () => {
    assert.equal(withArgs("sleep 5 [ --p ]", []), "sleep 5");
    assert.equal(withArgs("sleep 5", ["x"]), "sleep 5 [ x ]");
  });
});
