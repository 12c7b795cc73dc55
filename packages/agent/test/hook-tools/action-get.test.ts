import { describe, expect, it } from "bun:test";
import { call, contextOf, greet } from "../fixtures/hook-context.ts";

const stdout = (...words: string[]): string => call(words, contextOf(greet)).reply.stdout;

describe("action-get", () => {
  it("prints all parameters, or one, or one inside another", () => {
    expect(JSON.parse(stdout("action-get", "--format=json"))).toMatchObject({ name: "Bob", times: 2 });
    expect(stdout("action-get", "name")).toBe("Bob\n");
    expect(stdout("action-get", "deep.list")).toBe("x\ny\n");
  });

  it("prints nothing for what is not there", () => {
    expect(stdout("action-get", "name.more")).toBe("");
    expect(stdout("action-get", "--format=json", "nope")).toBe("null\n");
  });

  it("works in an action only", () => {
    expect(call(["action-get"]).reply).toEqual({
      stdout: "",
      stderr: "ERROR not running an action\n",
      exitCode: 1,
    });
  });
});
