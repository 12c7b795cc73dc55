import { describe, expect, it } from "bun:test";
import type { HookContext } from "../../src/hooks/context.ts";
import { call, contextOf } from "../fixtures/hook-context.ts";

const r = ["-r", "friends:0"] as const;
const created = contextOf({ kind: "relation-created", relation: { endpoint: "friends", id: 0 } });

describe("relation-get and relation-set", () => {
  it("keep what the unit and the application say apart", () => {
    const files = { "-": '{"a": "1"}' };
    const unit = call(["relation-set", ...r, "--file", "-"], contextOf(), files).context;
    const both = call(["relation-set", ...r, "--app", "b=2"], unit).context;
    const read = (...words: string[]) =>
      JSON.parse(call(["relation-get", "--format=json", ...words], both).reply.stdout);
    expect(read(...r, "--app", "-", "snappass")).toEqual({ b: "2" });
    expect(read(...r, "-", "snappass/0")).toEqual({
      "egress-subnets": "127.0.0.1/32",
      "ingress-address": "127.0.0.1",
      "private-address": "127.0.0.1",
      a: "1",
    });
    expect(read(...r, "a", "snappass/0")).toBe("1");
    expect(read(...r, "z", "snappass/0")).toBe(null);
  });

  it("remove a key by an empty text", () => {
    const one = call(["relation-set", ...r, "--app", "a=1", "b=2"]).context;
    const { context } = call(["relation-set", ...r, "--app", "a="], one);
    expect(
      call(["relation-get", ...r, "--app", "--format=json", "-", "snappass"], context).reply.stdout,
    ).toBe('{"b":"2"}\n');
  });

  it("are about the hook's own relation when none is named", () => {
    const { context } = call(["relation-set", "--app", "a=1"], created);
    expect(call(["relation-get", "--app", "a"], context).reply.stdout).toBe("1\n");
  });

  it("read what the other end says, and write nothing there", () => {
    const read = (...words: string[]) =>
      JSON.parse(call(["relation-get", "-r", "db:1", "--format=json", ...words]).reply.stdout);
    expect(read("--app", "-", "postgresql")).toEqual({ database: "shop" });
    expect(read("--app", "database", "postgresql/0")).toBe("shop");
    expect(read("version", "postgresql/0")).toBe("16");
    expect(read("ingress-address", "postgresql/0")).toBe("127.0.0.1");
    const { context } = call(["relation-set", "-r", "db:1", "--app", "database=mine"]);
    expect(context.facts.relationData).toEqual({ "db:1 snappass": { database: "mine" } });
    expect(call(["relation-get", "-r", "db:1", "-", "postgresql/1"]).reply.stderr).toContain(
      'cannot read settings for unit "postgresql/1" in relation "snappass:db"',
    );
  });

  it("are about whom the hook is about when nobody is named", () => {
    const relation = { endpoint: "db", id: 1, app: "postgresql" };
    const changed = { kind: "relation-changed", relation, data: {} } as const;
    const get = (context: HookContext, ...words: string[]) => call(["relation-get", ...words], context).reply;
    expect(get(contextOf(changed), "--app", "database").stdout).toBe("shop\n");
    expect(get(contextOf({ ...changed, unit: "postgresql/0" }), "version").stdout).toBe("16\n");
    expect(get(contextOf(changed), "version").stderr).toBe("ERROR no unit id specified\n");
  });

  it("refuse members that are not there, and calls that name none", () => {
    expect(call(["relation-get", ...r, "-", "snappass/1"]).reply).toMatchObject({
      exitCode: 1,
      stderr:
        'ERROR cannot read settings for unit "snappass/1" in relation "snappass:friends": settings not found\n',
    });
    expect(call(["relation-get", ...r, "-"]).reply.stderr).toBe("ERROR no unit id specified\n");
    expect(call(["relation-set", "-r", "9", "a=1"]).reply.stderr).toContain("relation not found");
  });
});
