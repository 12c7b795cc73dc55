import { describe, expect, it } from "bun:test";
import { call, contextOf, now } from "../fixtures/hook-context.ts";

describe("status-set", () => {
  it("sets the unit's status with a message and the time", () => {
    const { context, reply } = call(["status-set", "blocked", "no database"]);
    expect(reply.exitCode).toBe(0);
    expect(context.facts.unitStatus).toEqual({ status: "blocked", message: "no database", since: now });
    expect(context.facts.appStatus).toEqual(contextOf().facts.appStatus);
  });

  it("takes a message that looks like a flag behind a double dash, and none at all", () => {
    expect(call(["status-set", "active", "--", "-v is on"]).context.facts.unitStatus.message).toBe(
      "-v is on",
    );
    expect(call(["status-set", "active"]).context.facts.unitStatus.message).toBe("");
  });

  it("sets the application's status with --application, in the ways that ops writes it", () => {
    for (const flag of ["--application", "--application=True", "--application=true"]) {
      const { facts } = call(["status-set", flag, "waiting", "for it"]).context;
      expect(facts.appStatus.status).toBe("waiting");
      expect(facts.unitStatus).toEqual(contextOf().facts.unitStatus);
    }
    expect(call(["status-set", "--application=False", "active"]).context.facts.unitStatus.status).toBe(
      "active",
    );
  });

  it("refuses a status that a charm may not set, none, and too many words, with exit code 2", () => {
    const unknown = call(["status-set", "error"]);
    expect(unknown.reply.stderr).toBe(
      'ERROR invalid status "error", expected one of [maintenance blocked waiting active]\n',
    );
    expect(unknown.context).toEqual(contextOf());
    expect(unknown.reply.exitCode).toBe(2);
    expect(call(["status-set"]).reply.stderr).toBe("ERROR invalid args, require <status> [message]\n");
    expect(call(["status-set", "active", "a", "b"]).reply.exitCode).toBe(2);
  });
});
