import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHookTools, type ToolInput } from "@cobble/charm";

const toolsThatPrint = (output: string) => {
  const runs: (readonly [string, ToolInput | undefined])[] = [];
  const tools = createHookTools(async (tool, args, input) => {
    runs.push([[tool, ...args].join(" "), input]);
    return output;
  });
  return { tools, runs };
};

describe("state tools", () => {
  it("values are written by standard input, where no list of processes shows them", async () => {
    const { tools, runs } = toolsThatPrint("");
    await tools.stateSet({ "a b": "c\n" });
    await tools.stateDelete("a b");
    assert.deepEqual(runs, [
      ["state-set --file -", { stdin: '{"a b":"c\\n"}' }],
      ["state-delete a b", undefined],
    ]);
  });

  it("all values are read at once, and nothing kept is none of them", async () => {
    assert.deepEqual(await toolsThatPrint('{"a": "b"}').tools.stateGet(), { a: "b" });
    assert.deepEqual(await toolsThatPrint("null").tools.stateGet(), {});
  });

  it("one value is read, and a key that is not there has none", async () => {
    const { tools, runs } = toolsThatPrint('"b"');
    assert.equal(await tools.stateGet("a"), "b");
    assert.equal(await toolsThatPrint("null").tools.stateGet("a"), undefined);
    assert.equal(runs[0]?.[0], "state-get --format=json a");
  });
});
