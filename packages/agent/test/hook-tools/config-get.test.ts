import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

const stdout = (...words: string[]): string => call(words).reply.stdout;

describe("config-get", () => {
  it("prints the value of one option as it is", () => {
    expect(stdout("config-get", "level")).toBe("info\n");
    expect(stdout("config-get", "port")).toBe("5000\n");
    expect(stdout("config-get", "debug")).toBe("True\n");
  });

  it("prints JSON and YAML when asked", () => {
    expect(stdout("config-get", "--format=json", "level")).toBe('"info"\n');
    expect(stdout("config-get", "--format", "yaml", "debug")).toBe("true\n");
  });

  it("prints nothing, or null in JSON, for an option without a value or that is not there", () => {
    for (const name of ["token", "nope"]) {
      expect(stdout("config-get", name)).toBe("");
      expect(stdout("config-get", "--format=json", name)).toBe("null\n");
    }
  });

  it("prints the options that have a value without a name, and all with --all", () => {
    expect(JSON.parse(stdout("config-get", "--format=json"))).toEqual({
      port: 5000,
      level: "info",
      debug: true,
    });
    expect(JSON.parse(stdout("config-get", "--format=json", "-a"))).toHaveProperty("token", null);
    expect(stdout("config-get")).toBe("port: 5000\nlevel: info\ndebug: true\n");
  });

  it("takes one name at most", () => {
    expect(call(["config-get", "a", "b"]).reply).toEqual({
      stdout: "",
      stderr: 'ERROR unrecognized args: ["b"]\n',
      exitCode: 2,
    });
  });
});
