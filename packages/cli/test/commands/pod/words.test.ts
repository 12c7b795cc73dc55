import { describe, expect, it } from "bun:test";
import { isFolder, splitWords } from "../../../src/commands/pod/words.ts";
import { UsageError } from "../../../src/errors.ts";

describe("splitWords", () => {
  it("tells names from assignments", () => {
    expect(splitWords(["examples/a", "purge", "x=1", "y=a/b"], { names: 2 })).toEqual({
      names: ["examples/a", "purge"],
      assignments: ["x=1", "y=a/b"],
    });
  });

  it("takes a folder with an equals sign in its path for a folder", () => {
    expect(splitWords(["./a=b/c", "x="], { names: 1 })).toEqual({ names: ["./a=b/c"], assignments: ["x="] });
  });

  it("refuses more names than there may be", () => {
    expect(() => splitWords(["a", "b"], { names: 1 })).toThrow(UsageError);
  });
});

describe("isFolder", () => {
  it("is a word with a slash, or dots alone", () => {
    expect(["a/b", ".", "..", "./a"].map(isFolder)).toEqual([true, true, true, true]);
    expect(["redis", "a.b"].map(isFolder)).toEqual([false, false]);
  });
});
