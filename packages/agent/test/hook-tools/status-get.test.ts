import { describe, expect, it } from "bun:test";
import { call } from "../fixtures/hook-context.ts";

describe("status-get", () => {
  const active = call(["status-set", "active", "ready"]).context;

  it("prints the word that was set in this hook", () => {
    expect(call(["status-get"], active).reply.stdout).toBe("active\n");
    expect(call(["status-get"]).reply.stdout).toBe("waiting\n");
  });

  it("prints what ops reads of a unit", () => {
    const args = ["status-get", "--include-data", "--format=json", "--application=false"];
    expect(JSON.parse(call(args, active).reply.stdout)).toEqual({
      message: "ready",
      status: "active",
      "status-data": {},
    });
  });

  it("prints what ops reads of an application, with its unit", () => {
    const args = ["status-get", "--include-data", "--format=json", "--application=true"];
    expect(JSON.parse(call(args, active).reply.stdout)).toEqual({
      "application-status": {
        message: "",
        status: "unknown",
        "status-data": {},
        units: { "snappass/0": { message: "ready", status: "active", "status-data": {} } },
      },
    });
  });
});
