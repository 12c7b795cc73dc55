import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("is-leader", () => {
  it("is true in every format, as the only unit leads", () => {
    expect(call(["is-leader"]).reply.stdout).toBe("True\n");
    expect(call(["is-leader", "--format=json"]).reply.stdout).toBe("true\n");
    expect(call(["is-leader", "--format=yaml"]).reply.stdout).toBe("true\n");
  });
});
