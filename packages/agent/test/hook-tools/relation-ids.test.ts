import { describe, expect, it } from "bun:test";
import { call, contextOf } from "../fixtures/hook-context.ts";

describe("relation-ids", () => {
  it("has the relation of an endpoint of peers, the one that pod.yaml gives, and none for others", () => {
    expect(call(["relation-ids", "friends", "--format=json"]).reply.stdout).toBe('["friends:0"]\n');
    expect(call(["relation-ids", "db", "--format=json"]).reply.stdout).toBe('["db:1"]\n');
    expect(call(["relation-ids", "ca", "--format=json"]).reply.stdout).toBe("[]\n");
    expect(call(["relation-ids", "friends"]).reply.stdout).toBe("friends:0\n");
  });

  it("needs an endpoint, or a hook of a relation", () => {
    expect(call(["relation-ids"]).reply.exitCode).toBe(2);
    const context = contextOf({ kind: "relation-created", relation: { endpoint: "friends", id: 0 } });
    expect(call(["relation-ids"], context).reply.stdout).toBe("friends:0\n");
  });
});
