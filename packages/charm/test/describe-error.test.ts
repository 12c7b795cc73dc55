import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeError, summarizeError } from "../src/describe-error.ts";

const silent = (): Error => {
  const fail = (): never => {
    throw new Error("nothing today");
  };
  return Object.defineProperties(new Error("silent"), { stack: { get: fail }, toString: { value: fail } });
};

describe("what is told of an error", () => {
  it("has its stack and that of its cause, whatever the cause is", () => {
    const inner = new Error("inner", { cause: { code: 7 } });
    const told = describeError(new Error("outer", { cause: inner }));
    assert.match(
      told,
      /^Error: outer\n.*\ncaused by: Error: inner\n.*\ncaused by: \{ code: 7 \}, which is no Error$/s,
    );
  });

  it("has each of the errors that one error stands for", () => {
    const told = describeError(new AggregateError([new Error("first"), "second"], "both failed"));
    assert.match(
      told,
      /both failed.*\none of them: Error: first\n.*\none of them: 'second', which is no Error$/s,
    );
  });

  it("ends, though an error is its own cause", () => {
    const error = new Error("ring");
    error.cause = error;
    assert.match(describeError(error), /\(its causes are left out\)$/);
  });

  it("says what was thrown that is no error", () => {
    for (const [thrown, told] of [
      [undefined, "undefined, which is no Error"],
      [null, "null, which is no Error"],
      [Symbol("a"), "Symbol(a), which is no Error"],
      [{ a: { b: 1 } }, "{ a: { b: 1 } }, which is no Error"],
      [Object.create(null), "[Object: null prototype] {}, which is no Error"],
    ]) {
      assert.equal(describeError(thrown), told);
      assert.equal(summarizeError(thrown), told);
    }
  });

  it("says that there was an error, though nothing of it can be read", () => {
    assert.equal(describeError(silent()), "[object Error], whose stack cannot be read");
    assert.equal(summarizeError(silent()), "[object Error], which cannot be read");
  });
});
