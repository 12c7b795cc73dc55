import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Progress } from "../src/progress.ts";
import { untraced } from "../src/tracing/trace.ts";

describe("Progress", () => {
  it("knows what goes on, and forgets what has ended or failed", async () => {
    const progress = new Progress();
    const trace = progress.watchTrace(untraced);
    const runTool = progress.watchTools(() => {
      assert.equal(progress.now, "install: charm.onInstall, config-get");
      return Promise.reject(new Error("no tool"));
    });
    await trace({ name: "install: charm.onInstall" }, async () => {
      await assert.rejects(runTool("config-get", []), /no tool/);
      assert.equal(progress.now, "install: charm.onInstall");
    });
    assert.equal(progress.now, "");
  });

  it("knows where an error was thrown, and of no other error", async () => {
    const progress = new Progress();
    const trace = progress.watchTrace(untraced);
    const [first, second] = [new Error("first"), new Error("second")];
    await trace({ name: "start: charm.onStart" }, async () => {
      await assert.rejects(trace({ name: "ready: charm.onReady" }, () => Promise.reject(first)));
      assert.equal(progress.placeOf(first), "ready: charm.onReady");
    });
    await assert.rejects(
      trace({ name: "start: charm.onStart" }, () =>
        progress.watchTools(() => Promise.reject(second))("status-set", []),
      ),
    );
    assert.equal(progress.placeOf(second), "status-set, start: charm.onStart");
    assert.equal(progress.placeOf(first), "");
  });

  it("a hook that does not end is told of after one minute, three and seven, with what it is at", async () => {
    const progress = new Progress();
    const [waits, lines]: [(readonly [number, () => void])[], string[]] = [[], []];
    progress.report("hooks/install", {
      after: (ms, callback) => waits.push([ms, callback]),
      printError: (line) => lines.push(line),
    });
    await progress.watchTrace(untraced)({ name: "install: charm.onInstall" }, () => {
      for (let count = 0; count < 3; count += 1) waits[count]?.[1]();
    });
    assert.deepEqual(
      waits.map(([ms]) => ms),
      [60_000, 120_000, 240_000, 480_000],
    );
    assert.deepEqual(
      lines,
      [60, 180, 420].map((s) => `hooks/install has not ended for ${s} s: it is at install: charm.onInstall`),
    );
  });
});
