import { describe, expect, it } from "bun:test";
import { call, contextOf } from "../fixtures/hook-context.ts";

const kept = (...words: readonly string[]) => call(["state-set", ...words]).context;

describe("state-get, state-set and state-delete", () => {
  it("keep texts, and print one or all of them", () => {
    const context = kept("a=1", "b=x=y");
    expect(call(["state-get", "b"], context).reply.stdout).toBe("x=y\n");
    expect(call(["state-get", "--format=json"], context).reply.stdout).toBe('{"a":"1","b":"x=y"}\n');
    expect(call(["state-get", "--format=json"]).reply.stdout).toBe("{}\n");
  });

  it("print null for a key that is not there, which with --strict is an error", () => {
    expect(call(["state-get", "--format=json", "a"]).reply.stdout).toBe("null\n");
    expect(call(["state-get", "--strict", "a"]).reply).toMatchObject({
      exitCode: 1,
      stderr: 'ERROR "a" not found\n',
    });
  });

  it("read what ops writes to their input, and words win over it", () => {
    const files = { "-": '{"a": "from file", "b": "2"}' };
    const { context } = call(["state-set", "--file", "-", "a=word"], contextOf(), files);
    expect(context.facts.state).toEqual({ a: "word", b: "2" });
  });

  it("remove a key by an empty text, or by its name", () => {
    expect(call(["state-set", "a="], kept("a=1", "b=2")).context.facts.state).toEqual({ b: "2" });
    expect(call(["state-delete", "b"], kept("a=1", "b=2")).context.facts.state).toEqual({ a: "1" });
    expect(call(["state-delete", "z"]).reply.exitCode).toBe(0);
  });

  it("refuse what they cannot read", () => {
    expect(call(["state-set", "a"]).reply).toMatchObject({
      exitCode: 2,
      stderr: 'ERROR expected "key=value", got "a"\n',
    });
    expect(call(["state-set", "--file", "-"], contextOf(), { "-": "[1]" }).reply.stderr).toContain(
      "has to be a map",
    );
    expect(call(["state-set", "--file", "-"], contextOf(), { "-": "a: {b: 1}" }).reply.stderr).toContain(
      'the value of "a"',
    );
    expect(call(["state-delete"]).reply.exitCode).toBe(2);
  });
});
