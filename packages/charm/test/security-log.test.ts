import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Container, HookToolError, type RunTool } from "@cobble/charm";
import { createClient } from "@cobble/client";
import { type SecurityEvent, securityLog, tellRefusals } from "../src/security-log.ts";
import { containerTimes, startSupervisor } from "./supervisor.ts";

const context = { modelUuid: "b3f1b5b8", unitName: "shop/0" };

/** Tells one event; gives the lines that the agent was given, and those that it was not. */
const tell = async (
  event: SecurityEvent,
  juju: (line: string) => void = () => undefined,
): Promise<{ readonly lines: readonly string[]; readonly printed: readonly string[] }> => {
  const lines: string[] = [];
  const printed: string[] = [];
  const run: RunTool = async (tool, args) => {
    const line = args.at(-1) ?? "";
    assert.deepEqual([tool, ...args.slice(0, -1)], ["juju-log", "--log-level", "TRACE", "--"]);
    juju(line);
    lines.push(line);
    return "";
  };
  const printError = (line: string): void => void printed.push(line);
  await securityLog({ run, context, userId: 584_788, today: () => 0, printError })(event);
  return { lines, printed };
};

const refused = (tool: string, stderr: string): HookToolError =>
  new HookToolError("hook-tool-failed", { tool, args: [], exitCode: 1, stderr });

/** What is told of a tool that fails so. */
const toldOf = async (error: unknown): Promise<readonly SecurityEvent[]> => {
  const told: SecurityEvent[] = [];
  const run = tellRefusals(
    () => Promise.reject(error),
    async (event) => void told.push(event),
  );
  // The very error, so that it can be acted on as before.
  const tool = error instanceof HookToolError ? error.tool : "any";
  await assert.rejects(run(tool, []), (thrown) => thrown === error);
  return told;
};

describe("security events", () => {
  it("are lines of JSON in OWASP's words, each with its own name", async () => {
    const description = "what happened";
    const events: readonly (readonly [SecurityEvent, level: string, event: string])[] = [
      [{ type: "authz_fail", subject: "relation-set", description }, "CRITICAL", "authz_fail:relation-set"],
      [{ type: "sys_crash", subject: "RangeError", description }, "WARN", "sys_crash:RangeError"],
      [{ type: "sys_restart", description }, "WARN", "sys_restart:584788"],
      [
        { type: "sys_monitor_disabled", subject: "up", description },
        "WARN",
        "sys_monitor_disabled:584788,up",
      ],
    ];
    for (const [given, level, event] of events) {
      const { lines, printed } = await tell(given);
      assert.deepEqual(
        lines.map((line) => JSON.parse(line)),
        [
          {
            datetime: "1970-01-01T00:00:00.000Z",
            ...{ level, type: "security", appid: "b3f1b5b8-shop/0", event, description },
          },
        ],
      );
      assert.deepEqual(printed, []);
    }
  });

  it("are short enough for one argument, whatever is told", async () => {
    const { lines } = await tell({
      type: "sys_crash",
      subject: "Error",
      description: "\u0001".repeat(200_000),
    });
    assert.ok(Buffer.byteLength(lines[0] ?? "") < 128 * 1024);
  });

  it("go to the standard error when the agent does not take them", async () => {
    const { printed } = await tell({ type: "sys_restart", description: "now" }, () => {
      throw new Error("no agent");
    });
    assert.match(
      printed.join("\n"),
      /^TRACE \{.*sys_restart:584788.*\} \(juju-log failed: Error: no agent\)$/,
    );
  });

  it("tell of tools that refuse what the charm may not do, and of no other failure", async () => {
    const error = refused("secret-get", "ERROR Permission denied\n");
    assert.deepEqual(await toldOf(error), [
      { type: "authz_fail", subject: "secret-get", description: error.message },
    ]);
    const leader = await toldOf(refused("status-set", "ERROR this unit is not the leader"));
    assert.deepEqual(
      leader.map(({ subject }) => subject),
      ["status-set"],
    );
    const settings = await toldOf(refused("relation-set", "ERROR cannot write relation settings"));
    assert.deepEqual(
      settings.map(({ subject }) => subject),
      ["relation-set"],
    );
    assert.deepEqual(await toldOf(refused("secret-get", 'ERROR secret "x" not found')), []);
    assert.deepEqual(await toldOf(new Error("permission denied")), []);
  });

  it("do not take a relation that is gone for a refusal", async () => {
    assert.deepEqual(await toldOf(refused("relation-get", "ERROR permission denied")), []);
  });

  it("tell of each check that a charm has stopped, and of none that did not run", async () => {
    await using supervisor = await startSupervisor();
    const told: SecurityEvent[] = [];
    const container = new Container("web", {
      client: createClient({ socketPath: supervisor.socketPath }),
      ...containerTimes,
      loadLocalFiles: () => Promise.reject(new Error("no folder is copied here")),
      tellSecurity: async (event) => void told.push(event),
    });
    const check = { override: "replace", exec: { command: "true" } } as const;
    await container.addLayer("checks", {
      checks: { one: check, two: { ...check, startup: "disabled" } },
    });
    assert.deepEqual(await container.stopChecks("one", "two"), ["one"]);
    assert.deepEqual(told, [
      { type: "sys_monitor_disabled", subject: "one", description: "stopped check one in container web" },
    ]);
  });
});
