import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("relation-list and relation-model-get", () => {
  it("have no other units, and the unit's own application and model", () => {
    expect(call(["relation-list", "--format=json", "-r", "friends:0"]).reply.stdout).toBe("[]\n");
    expect(call(["relation-list", "--format=json", "--app", "-r", "0"]).reply.stdout).toBe('"snappass"\n');
    expect(call(["relation-model-get", "--format=json", "-r", "friends:0"]).reply.stdout).toBe(
      '{"uuid":"1a2b"}\n',
    );
  });

  it("have the units and the application at the other end", () => {
    expect(call(["relation-list", "--format=json", "-r", "db:1"]).reply.stdout).toBe('["postgresql/0"]\n');
    expect(call(["relation-list", "--format=json", "--app", "-r", "1"]).reply.stdout).toBe('"postgresql"\n');
  });

  it("tell of a relation that is not there in the words that ops looks for", () => {
    for (const id of ["7", "ca:2", "db:0", "friends:1"]) {
      expect(call(["relation-list", "-r", id]).reply).toMatchObject({
        exitCode: 2,
        stderr: `ERROR invalid value "${id}" for option -r: relation not found\n`,
      });
    }
  });

  it("need an id where no hook is about a relation", () => {
    expect(call(["relation-list"]).reply).toMatchObject({
      exitCode: 2,
      stderr: "ERROR no relation id specified\n",
    });
  });
});
