import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("relation-ids", () => {
  it("finds none", () => {
    expect(call(["relation-ids", "db", "--format=json"]).reply.stdout).toBe("[]\n");
    expect(call(["relation-ids", "db"]).reply.stdout).toBe("");
  });

  it("needs an endpoint", () => {
    expect(call(["relation-ids"]).reply.exitCode).toBe(2);
  });
});
