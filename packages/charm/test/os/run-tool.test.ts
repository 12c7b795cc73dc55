import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runTool } from "../../src/os/run-tool.ts";

describe("runTool", () => {
  it("what the tool prints is given back as it is, and its arguments reach it whole", async () => {
    assert.equal(await runTool("printf", ["%s|", "a b", "", "ü\n"]), "a b||ü\n|");
  });

  it("a tool that is not on PATH is told apart from one that fails", async () => {
    await assert.rejects(runTool("no-such-tool", ["x"]), {
      name: "HookToolError",
      kind: "hook-tool-missing",
      message: /^cannot run no-such-tool x: there is no such executable on PATH/,
    });
  });

  it("a tool that fails is an error with its exit code and what it said", async () => {
    await assert.rejects(runTool("sh", ["-c", "echo why >&2; exit 2"]), {
      kind: "hook-tool-failed",
      exitCode: 2,
      stderr: "why\n",
    });
  });

  it("a tool that a signal ended is an error without an exit code", async () => {
    await assert.rejects(runTool("sh", ["-c", "kill -9 $$"]), {
      kind: "hook-tool-failed",
      exitCode: undefined,
      message: /a signal ended it$/,
    });
  });

  it("a tool finds nothing to read, so that it does not wait for it", async () => {
    assert.equal(await runTool("cat", []), "");
  });
});
