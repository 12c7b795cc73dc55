import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  BlockedStatus,
  createHookTools,
  ErrorStatus,
  HookToolError,
  type HookTools,
  WaitingStatus,
} from "@cobble/charm";

/** Tools that print this, and the commands that were run. */
const toolsThatPrint = (output: string): { readonly tools: HookTools; readonly runs: string[][] } => {
  const runs: string[][] = [];
  const tools = createHookTools((tool, args) => {
    runs.push([tool, ...args]);
    return Promise.resolve(output);
  });
  return { tools, runs };
};

describe("opened-ports", () => {
  it("is asked for the endpoints of each port when they are wanted", async () => {
    const { tools, runs } = toolsThatPrint('["80/tcp (*)", "8000-8099/udp (db, web)", "icmp (ca)"]');
    assert.deepEqual(await tools.openedPorts({ endpoints: true }), [
      { protocol: "tcp", port: 80, endpoints: ["*"] },
      { protocol: "udp", port: 8000, toPort: 8099, endpoints: ["db", "web"] },
      { protocol: "icmp", endpoints: ["ca"] },
    ]);
    assert.deepEqual(runs, [["opened-ports", "--endpoints", "--format=json"]]);
  });
});

describe("hook tools", () => {
  it("configuration keeps texts, numbers and booleans, and nothing else", async () => {
    const { tools } = toolsThatPrint('{"a": "x", "b": 1, "c": false, "d": null, "e": []}');
    assert.deepEqual(await tools.configGet(), { a: "x", b: 1, c: false });
  });

  it("a tool that prints null has nothing to say", async () => {
    const { tools } = toolsThatPrint("null");
    assert.deepEqual([await tools.configGet(), await tools.actionGet()], [{}, {}]);
  });

  it("only true makes a leader", async () => {
    assert.equal(await toolsThatPrint("true").tools.isLeader(), true);
    assert.equal(await toolsThatPrint('"True"').tools.isLeader(), false);
  });

  it("an answer that is not JSON is an error that shows it", async () => {
    const { tools } = toolsThatPrint("Traceback");
    await assert.rejects(tools.configGet(), {
      kind: "hook-tool-failed",
      message: 'cannot run config-get --format=json: it printed "Traceback", which is not JSON',
    });
  });

  it("an answer of another form is an error", async () => {
    await assert.rejects(toolsThatPrint("[1]").tools.configGet(), /did not print a JSON object/);
  });

  it("the application's status is read with those of its units and what else is said of them", async () => {
    const data = '{"hook": "install"}';
    const { tools, runs } = toolsThatPrint(
      `{"application-status": {"status": "blocked", "message": "m", "status-data": {},
        "units": {"a/0": {"status": "error", "message": "n", "status-data": ${data}}}}}`,
    );
    const facts = await tools.statusGet({ app: true });
    assert.deepEqual(facts, {
      status: new BlockedStatus("m"),
      data: {},
      units: new Map([["a/0", { status: new ErrorStatus("n"), data: { hook: "install" } }]]),
    });
    assert.deepEqual(runs, [["status-get", "--include-data", "--format=json", "--application=true"]]);
  });

  it("units are found beside the application's status, too", async () => {
    const { tools } = toolsThatPrint(
      '{"application-status": {"status": "active", "message": ""}, "units": {"a/0": {"status": "active"}}}',
    );
    assert.deepEqual([...(await tools.statusGet({ app: true })).units.keys()], ["a/0"]);
  });

  it("the unit's status comes with what else is said of it", async () => {
    const { tools } = toolsThatPrint('{"status": "waiting", "message": "m", "status-data": {"a": 1}}');
    assert.deepEqual(await tools.statusGet(), { status: new WaitingStatus("m"), data: { a: 1 } });
  });

  it("a secret is set for its owner, and revoked from an application by whatever relation", async () => {
    const { tools, runs } = toolsThatPrint("");
    await tools.secretSet("secret:abc", { label: "l", owner: "unit" });
    await tools.secretRevoke("secret:abc", { app: "web" });
    await tools.secretRevoke("secret:abc", { unit: "web/1" });
    await tools.secretRevoke("secret:abc", { relationId: 3, unit: "web/1" });
    assert.deepEqual(
      runs.map((words) => words.join(" ")),
      [
        "secret-set --label l --owner unit secret:abc",
        "secret-revoke --app web secret:abc",
        "secret-revoke --unit web/1 secret:abc",
        "secret-revoke --relation 3 --unit web/1 secret:abc",
      ],
    );
  });

  it("what an action gives back and tells is in no error", () => {
    const failure = { exitCode: 1, stderr: "ERROR" };
    const told = (tool: string, args: readonly string[]): string =>
      new HookToolError("hook-tool-failed", { tool, args, ...failure }).message;
    assert.match(told("action-set", ["password=a=b"]), /^cannot run action-set password=<redacted>: /);
    assert.match(told("action-log", ["--", "a b"]), /^cannot run action-log -- <redacted>: /);
  });

  it("no results at all run no tool", async () => {
    const { tools, runs } = toolsThatPrint("");
    await tools.actionSet(new Map());
    assert.deepEqual(runs, []);
  });

  it("an action that fails without a reason leaves the words to the agent", async () => {
    const { tools, runs } = toolsThatPrint("");
    await tools.actionFail("");
    assert.deepEqual(runs, [["action-fail"]]);
  });
});
