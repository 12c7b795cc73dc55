import { describe, expect, it } from "bun:test";
import { call, contextOf, greet } from "../fixtures/hook-context.ts";

describe("action-set", () => {
  it("adds results, the later of two counts, and a value may have an equals sign", () => {
    const first = call(["action-set", "a.b=1", "c=x=y"], contextOf(greet)).context;
    const second = call(["action-set", "a.b=2"], first).context;
    expect([...second.outcome.results]).toEqual([
      ["a.b", "2"],
      ["c", "x=y"],
    ]);
  });

  it("refuses a word without an equals sign, and keys that Juju refuses, with exit code 2", () => {
    for (const word of ["a", "=b", "A=1", "a_b=1", "a.=1", "-a=1"]) {
      const { reply, context } = call(["action-set", "--", word], contextOf(greet));
      expect(reply.exitCode).toBe(2);
      expect(context.outcome.results.size).toBe(0);
    }
  });

  it("works in an action only", () => {
    expect(call(["action-set", "a=b"]).reply.exitCode).toBe(1);
  });
});
