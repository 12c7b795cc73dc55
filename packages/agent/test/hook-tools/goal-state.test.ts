import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

const goal = {
  units: { "snappass/0": { status: "waiting", since: "2026-01-01T00:00:00Z" } },
  relations: {
    db: {
      postgresql: { status: "joined", since: "2026-01-01T00:00:00Z" },
      "postgresql/0": { status: "active", since: "2026-01-01T00:00:00Z" },
    },
  },
};

describe("goal-state", () => {
  it("is the one unit, and what it is related to", () => {
    expect(JSON.parse(call(["goal-state", "--format=json"]).reply.stdout)).toEqual(goal);
  });

  it("is YAML unless told otherwise", () => {
    expect(Bun.YAML.parse(call(["goal-state"]).reply.stdout)).toEqual(goal);
  });
});
