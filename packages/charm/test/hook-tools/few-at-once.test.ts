import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fewAtOnce } from "../../src/hook-tools/few-at-once.ts";
import type { RunTool } from "../../src/hook-tools/run-tool.ts";

/** A tool that ends when the test says so. */
const makeHeldTool = () => {
  const begun: string[] = [];
  const ends = new Map<string, { end: (output: string) => void; fail: (error: Error) => void }>();
  const run: RunTool = (tool) =>
    new Promise((resolve, reject) => {
      begun.push(tool);
      ends.set(tool, { end: resolve, fail: reject });
    });
  return {
    run,
    begun,
    end: (tool: string) => ends.get(tool)?.end(tool),
    fail: (tool: string) => ends.get(tool)?.fail(new Error(tool)),
  };
};

describe("fewAtOnce", () => {
  it("lets a tool wait until another has ended, in the order in which they were asked for", async () => {
    const { run, begun, end } = makeHeldTool();
    const limited = fewAtOnce(run, 2);
    const outputs = ["a", "b", "c", "d"].map((tool) => limited(tool, []));
    assert.deepEqual(begun, ["a", "b"]);
    end("b");
    assert.equal(await outputs[1], "b");
    assert.deepEqual(begun, ["a", "b", "c"]);
    end("a");
    end("c");
    assert.equal(await outputs[2], "c");
    end("d");
    assert.deepEqual(await Promise.all(outputs), ["a", "b", "c", "d"]);
  });

  it("lets the next one run when one fails, and tells of the failure", async () => {
    const { run, begun, end, fail } = makeHeldTool();
    const limited = fewAtOnce(run, 1);
    const [first, second] = [limited("a", []), limited("b", [])];
    fail("a");
    await assert.rejects(first, /^Error: a$/);
    assert.deepEqual(begun, ["a", "b"]);
    end("b");
    assert.equal(await second, "b");
  });

  it("lets as many run again after all have ended", async () => {
    const { run, begun, end } = makeHeldTool();
    const limited = fewAtOnce(run, 1);
    const first = limited("a", []);
    end("a");
    await first;
    const second = limited("b", []);
    assert.deepEqual(begun, ["a", "b"]);
    end("b");
    await second;
  });
});
