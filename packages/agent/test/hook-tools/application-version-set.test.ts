import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("application-version-set", () => {
  it("keeps the version", () => {
    expect(call(["application-version-set", "7.2"]).context.facts.version).toBe("7.2");
  });

  it("needs exactly one", () => {
    expect(call(["application-version-set"]).reply.stderr).toBe("ERROR no version specified\n");
    expect(call(["application-version-set", "1", "2"]).reply.exitCode).toBe(2);
  });
});
