import { describe, expect, it } from "bun:test";
import { call, contextOf, greet } from "../fixtures/hook-context.ts";

describe("action-log", () => {
  it("says its words at once", () => {
    expect(call(["action-log", "--", "-", "half", "done"], contextOf(greet)).said).toEqual({
      type: "action-log",
      message: "- half done",
    });
  });

  it("needs a message and an action", () => {
    expect(call(["action-log"], contextOf(greet)).reply.exitCode).toBe(2);
    expect(call(["action-log", "x"]).reply.exitCode).toBe(1);
  });
});
