import { describe, expect, it } from "bun:test";
import type { Service } from "@cobble/plan";
import { chainOf, change, now, second, startTask, web } from "./cases.ts";

describe("a service that has never been started is explained", () => {
  const first = "never-started: has not been started since the supervisor started";

  it("by not being enabled, nor required by one that is", () => {
    expect(chainOf({})).toEqual([first, "disabled: is not enabled, and no enabled service requires it"]);
  });

  it("by nobody having asked for it, when it is enabled or required", () => {
    const enabled: Service = { ...web, startup: "enabled" };
    const rest =
      "but nothing has started it: it is newer than the supervisor, or that was run with --hold; replan starts it";
    expect(chainOf({ service: enabled })[1]).toBe(`not-asked: is enabled, ${rest}`);
    expect(chainOf({ requiredBy: ["app"] })[1]).toBe(
      `not-asked: is not enabled by itself, and "app" would start it, ${rest}`,
    );
  });

  it("by the failure before it in its lane", () => {
    const failedBefore = {
      kind: "start",
      summary: 'Start service "db"',
      status: "Error",
      service: "db",
      error: "no",
    } as const;
    const facts = {
      change: change({ task: startTask("Hold"), failedBefore }),
      requires: [{ name: "db", current: "error" }],
    } as const;
    expect(chainOf(facts)).toEqual([
      first,
      'held: was held back in change 5, since the task before it failed (Start service "db"): no',
      'dependency: requires "db", which is error',
    ]);
  });

  it("by the end of the change that was to start it", () => {
    expect(chainOf({ change: change({ task: startTask("Hold") }) })[1]).toBe(
      "held: was to be started by change 5, which was aborted, or ended with an earlier daemon, before that",
    );
  });

  it("by the task that it waits for", () => {
    const runningBefore = {
      kind: "start",
      summary: 'Start service "db"',
      status: "Doing",
      service: "db",
    } as const;
    const facts = { change: change({ task: startTask("Do"), ready: false, runningBefore }) };
    expect(chainOf(facts)[1]).toBe(
      'queued: is to be started by change 5, behind the task "Start service "db""',
    );
  });

  it("and not by a change of an earlier daemon", () => {
    const facts = { change: change({ task: startTask("Hold"), at: now - 200 * second }) };
    expect(chainOf(facts)[1]).toBe("disabled: is not enabled, and no enabled service requires it");
  });
});
