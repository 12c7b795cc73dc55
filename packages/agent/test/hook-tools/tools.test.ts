import { describe, expect, it } from "bun:test";
import { call, contextOf } from "../fixtures/hook-context.ts";

describe("runHookTool", () => {
  it("answers wrong flags and formats as Juju's tools do, with exit code 2", () => {
    const said = (...words: string[]): string => call(words).reply.stderr;
    expect(said("is-leader", "--loud")).toBe("ERROR option provided but not defined: --loud\n");
    expect(said("is-leader", "-x")).toBe("ERROR option provided but not defined: -x\n");
    expect(said("is-leader", "--format")).toBe("ERROR option needs an argument: --format\n");
    expect(said("is-leader", "--format=xml")).toBe(
      'ERROR invalid value "xml" for option --format: unknown format "xml"\n',
    );
    expect(said("status-get", "--application=maybe")).toBe(
      'ERROR invalid value "maybe" for option --application: strconv.ParseBool: parsing "maybe": invalid syntax\n',
    );
  });

  it("leaves the context as it was when the tool fails", () => {
    const context = contextOf();
    expect(call(["status-set", "sleeping"], context).context).toBe(context);
  });

  it("refuses a tool that is not there", () => {
    expect(call(["pod-spec-set"]).reply).toEqual({
      stdout: "",
      stderr: 'ERROR unknown command "pod-spec-set"\n',
      exitCode: 2,
    });
  });

  it("names the file that output is to go to", () => {
    expect(call(["is-leader", "-o", "/x/y"]).reply).toMatchObject({ stdout: "True\n", output: "/x/y" });
  });
});
