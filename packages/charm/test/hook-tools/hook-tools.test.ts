import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHookTools, type HookTools } from "@cobble/charm";

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

  it("the application's status is read from where it is among those of its units", async () => {
    const { tools } = toolsThatPrint(
      '{"application-status": {"status": "blocked", "message": "m", "units": {"a/0": {}}}}',
    );
    const status = await tools.statusGet({ app: true });
    assert.deepEqual([status.name, status.message], ["blocked", "m"]);
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
