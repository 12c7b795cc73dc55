import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("juju-log", () => {
  it("says its words in one line, at the level given, INFO without one", () => {
    expect(call(["juju-log", "-l", "WARNING", "too", "hot"]).said).toEqual({
      type: "log",
      level: "WARNING",
      message: "too hot",
    });
    expect(call(["juju-log", "hello"]).said).toMatchObject({ level: "INFO" });
    expect(call(["juju-log", "--debug", "hello"]).said).toMatchObject({ level: "DEBUG" });
    expect(call(["juju-log", "--log-level=warn", "--", "-x"]).said).toMatchObject({
      level: "WARNING",
      message: "-x",
    });
  });

  it("takes a level that it does not know for INFO", () => {
    expect(call(["juju-log", "-l", "loud", "x"]).said).toMatchObject({ level: "INFO" });
  });

  it("needs a message", () => {
    expect(call(["juju-log"]).reply).toEqual({
      stdout: "",
      stderr: "ERROR no message specified\n",
      exitCode: 2,
    });
  });
});
