import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("resource-get", () => {
  it("prints the file that pod.yaml gives", () => {
    expect(call(["resource-get", "motd"]).reply.stdout).toBe("/pod/motd.txt");
  });

  it("says what to do where there is no file", () => {
    const said = (name: string) => call(["resource-get", name]).reply.stderr;
    expect(said("rules")).toContain("write resources: {rules: FILE} into pod.yaml");
    expect(said("image")).toContain("it is an image");
    expect(said("none")).toContain("the charm does not declare it");
    expect(call(["resource-get"]).reply.exitCode).toBe(2);
  });
});
