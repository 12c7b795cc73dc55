import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { HookToolError } from "@cobble/charm";
import type { RunTool } from "../../src/hook-tools/run-tool.ts";
import { loadRunToolNow, runTool } from "../../src/os/run-tool.ts";

const runNow: RunTool = async (tool, args) => {
  const run = await loadRunToolNow();
  return run(tool, args);
};

for (const [name, run] of Object.entries({ runTool, loadRunToolNow: runNow })) {
  describe(name, () => {
    it("what the tool prints is given back as it is, and its arguments reach it whole", async () => {
      assert.equal(await run("printf", ["%s|", "a b", "", "ü\n"]), "a b||ü\n|");
    });

    it("a tool that prints a great deal is given back whole", async () => {
      assert.equal((await run("head", ["-c", "3000000", "/dev/zero"])).length, 3_000_000);
    });

    it("a tool that is not on PATH is told apart from one that fails", async () => {
      await assert.rejects(run("no-such-tool", ["x"]), {
        name: "HookToolError",
        kind: "hook-tool-missing",
        message: /^cannot run no-such-tool x: there is no such executable on PATH/,
      });
    });

    it("a tool that fails is an error with its exit code and what it said", async () => {
      await assert.rejects(run("sh", ["-c", "echo so far; echo why >&2; exit 2"]), {
        kind: "hook-tool-failed",
        exitCode: 2,
        stdout: "so far\n",
        stderr: "why\n",
      });
    });

    it("a tool that a signal ended is an error without an exit code", async () => {
      await assert.rejects(run("sh", ["-c", "kill -9 $$"]), {
        kind: "hook-tool-failed",
        exitCode: undefined,
        message: /a signal ended it$/,
      });
    });

    it("a tool finds nothing to read, so that it does not wait for it", async () => {
      assert.equal(await run("cat", []), "");
    });
  });
}

describe("runTool", () => {
  it("arguments that no program can be given are told of, and a message has no more of them than helps", async () => {
    await assert.rejects(runTool("true", ["a\0b"]), {
      kind: "hook-tool-failed",
      message: /: an argument has a NUL byte in it, which no program can be given$/,
    });
    await assert.rejects(runTool("true", ["ü".repeat(100_000)]), {
      kind: "hook-tool-failed",
      message:
        /^cannot run true ü{200}… \(100000 characters\): .* the longest has 200000 bytes, and Linux allows/,
    });
  });

  it("a tool that says a great deal is told with its first and last words; the error has all", async () => {
    const script = "echo first >&2; head -c 100000 /dev/zero | tr '\\0' x >&2; echo last >&2; exit 1";
    await assert.rejects(runTool("sh", ["-c", script]), (error) => {
      assert.ok(error instanceof HookToolError);
      assert.match(error.message, /said: first\nx+\n… \(92010 characters\) …\nx+last$/);
      assert.equal(error.stderr.length, 100_011);
      return true;
    });
  });

  it("a tool reads what it is given, and one that does not read it is no error", async () => {
    const stdin = "ü\n".repeat(100_000);
    assert.equal(await runTool("cat", [], { stdin }), stdin);
    assert.equal(await runTool("true", [], { stdin }), "");
  });

  it("texts for a tool are in files that only this user reads, and are gone afterwards", async () => {
    const script =
      'for arg in "$@"; do file=$(echo "$arg" | cut -d= -f2); stat -c %a "$file"; cat "$file"; echo " $arg"; done';
    const output = await runTool("sh", ["-c", script, "sh"], { files: { password: "p w", key: "k" } });
    const [mode, first = "", secondMode, second = ""] = output.trimEnd().split("\n");
    assert.deepEqual([mode, secondMode], ["600", "600"]);
    assert.match(first, /^p w password#file=.*\/password$/);
    assert.match(second, /^k key#file=.*\/key$/);
    assert.equal(existsSync(first.split("#file=")[1] ?? ""), false);
  });

  it("the files are gone too when the tool fails", async () => {
    const failing = runTool("sh", ["-c", 'echo "$1" >&2; exit 1', "sh"], { files: { password: "p" } });
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof HookToolError);
      const path = error.stderr.trim().split("#file=")[1] ?? "";
      assert.match(path, /password$/);
      assert.equal(existsSync(path), false);
      return true;
    });
  });
});
