import { describe, expect, it } from "bun:test";
import { call, contextOf, greet } from "../fixtures/hook-context.ts";

describe("action-fail", () => {
  it("keeps why the action failed, with Juju's words when none are given", () => {
    expect(call(["action-fail", "no luck"], contextOf(greet)).context.outcome.failure).toBe("no luck");
    expect(call(["action-fail"], contextOf(greet)).context.outcome.failure).toBe(
      "action failed without reason given, check action for errors",
    );
  });

  it("works in an action only", () => {
    expect(call(["action-fail"]).reply.exitCode).toBe(1);
  });
});
