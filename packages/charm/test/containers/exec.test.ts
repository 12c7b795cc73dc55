import assert from "node:assert/strict";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { APIError, ChangeError, type Container, ExecError, linesOf } from "@cobble/charm";
import { startSupervisor, type TestSupervisor } from "../supervisor.ts";

let supervisor: TestSupervisor;
let container: Container;

before(async () => {
  supervisor = await startSupervisor();
  container = supervisor.container;
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
});

describe("exec", () => {
  it("outputs are collected apart, or together when that is asked for", async () => {
    const command = ["sh", "-c", "echo out; echo err >&2"] as const;
    const apart = await (await container.exec(command)).waitOutput();
    assert.deepEqual(apart, { stdout: "out\n", stderr: "err\n" });
    const together = await (await container.exec(command, { combineStderr: true })).waitOutput();
    assert.deepEqual(together, { stdout: "out\nerr\n", stderr: "" });
  });

  it("input is handed over to its end, as text or as bytes", async () => {
    const upper = await container.exec(["tr", "a-z", "A-Z"], { stdin: "one\ntwo\n" });
    assert.equal((await upper.waitOutput()).stdout, "ONE\nTWO\n");
    const same = await container.exec(["cat"], { stdin: Uint8Array.of(1, 0, 2), encoding: null });
    const { stdout } = await same.waitOutput();
    assert.deepEqual(new Uint8Array(stdout), Uint8Array.of(1, 0, 2));
  });

  it("input may be written and output read as it comes", async () => {
    const process = await container.exec(["cat"]);
    const sent = (async () => {
      for (const line of ["one\n", "2\n", "THREE\n"]) await process.write(line);
      await process.endInput();
    })();
    const lines: string[] = [];
    for await (const line of linesOf(process.stdout)) lines.push(line);
    await Promise.all([sent, process.wait()]);
    assert.deepEqual(lines, ["one", "2", "THREE"]);
  });

  it("a file beside the charm goes in, and the output into another", async () => {
    const [from, to] = [join(supervisor.workDir, "licence.txt"), join(supervisor.workDir, "upper.txt")];
    await writeFile(from, "some text\n".repeat(20_000));
    const output = createWriteStream(to);
    const process = await container.exec(["tr", "a-z", "A-Z"], {
      stdin: createReadStream(from),
      stdout: output,
    });
    await process.wait();
    await new Promise((resolve) => output.end(resolve));
    assert.equal(await readFile(to, "utf8"), "SOME TEXT\n".repeat(20_000));
    assert.throws(() => process.stdout[Symbol.asyncIterator](), TypeError);
    await assert.rejects(process.waitOutput(), TypeError);
  });

  it("a function and a web stream are handed the outputs as text", async () => {
    const said = { stdout: "", stderr: "" };
    const process = await container.exec(["sh", "-c", "echo grüße; echo weh >&2"], {
      stdout: (text) => {
        said.stdout += text;
      },
      stderr: new WritableStream<string>({
        write(text) {
          said.stderr += text;
        },
      }),
    });
    await process.wait();
    assert.deepEqual(said, { stdout: "grüße\n", stderr: "weh\n" });
  });

  it("text is written and read in another encoding", async () => {
    const process = await container.exec(["cat"], { stdin: "grüße", encoding: "latin1" });
    assert.equal((await process.waitOutput()).stdout, "grüße");
    const bytes = await container.exec(["cat"], { stdin: "é", encoding: null });
    assert.deepEqual(new Uint8Array((await bytes.waitOutput()).stdout), Uint8Array.of(0xc3, 0xa9));
  });

  it("a command may end before it has read its input", async () => {
    const endless = (async function* () {
      for (;;) yield "y\n".repeat(10_000);
    })();
    const process = await container.exec(["head", "-n", "1"], { stdin: endless });
    assert.equal((await process.waitOutput()).stdout, "y\n");
  });

  it("input that breaks off kills the command, which might take the half for the whole", async () => {
    const broken = (async function* () {
      yield "half";
      throw new Error("the disk is gone");
    })();
    const process = await container.exec(["cat"], { stdin: broken });
    await assert.rejects(process.waitOutput(), { message: "the disk is gone" });
  });

  it("a sink that breaks kills the command", async () => {
    const process = await container.exec(["yes"], {
      stdout: () => {
        throw new Error("no room");
      },
    });
    await assert.rejects(process.wait(), { message: "no room" });
  });

  it("an abort ends the command, and the wait with its reason", async () => {
    const controller = new AbortController();
    const process = await container.exec(["sleep", "1000"], { signal: controller.signal });
    const waited = assert.rejects(process.wait(), { message: "enough" });
    controller.abort(new Error("enough"));
    await waited;
  });

  it("another exit code than 0 is an error with the code and both outputs", async () => {
    const process = await container.exec(["sh", "-c", "echo out; echo why >&2; exit 3"]);
    await assert.rejects(process.waitOutput(), (error) => {
      assert.ok(error instanceof ExecError);
      assert.deepEqual([error.exitCode, error.stdout, error.stderr], [3, "out\n", "why\n"]);
      assert.match(error.message, /^non-zero exit code 3 executing "sh", stdout: out, stderr: why$/);
      return true;
    });
  });

  it("wait does not read outputs into memory, ends however long they are, and keeps their last part", async () => {
    const noisy =
      "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789012345678901234567890123456789; i=$((i+1)); done; echo end; exit 1";
    const process = await container.exec(["sh", "-c", noisy]);
    await assert.rejects(process.wait(), (error) => {
      assert.ok(error instanceof ExecError);
      assert.equal(error.stdout.length, 64 * 1024);
      assert.ok(error.stdout.endsWith("end\n"));
      return true;
    });
  });

  it("a signal ends the command with 128 and its number", async () => {
    const process = await container.exec(["sleep", "100"]);
    await process.sendSignal("SIGTERM");
    await assert.rejects(process.wait(), { name: "ExecError", exitCode: 143 });
    const other = await container.exec(["sleep", "100"]);
    await other.sendSignal(9);
    await assert.rejects(other.wait(), { name: "ExecError", exitCode: 137 });
    await assert.rejects(other.sendSignal(12_345), RangeError);
  });

  it("a command that takes longer than its timeout is a change that failed", async () => {
    const process = await container.exec(["sleep", "100"], { timeoutMs: 50 });
    await assert.rejects(process.wait(), ChangeError);
  });

  it("a command in the context of a service has its environment, and its own over that", async () => {
    const context = {
      override: "replace",
      command: "sleep 1",
      environment: { A: "service", B: "service" },
    } as const;
    await container.addLayer("context", { services: { context } });
    const process = await container.exec(["sh", "-c", "echo $A $B"], {
      serviceContext: "context",
      environment: { B: "exec" },
    });
    assert.equal((await process.waitOutput()).stdout, "service exec\n");
  });

  it("an executable that is not there is refused", async () => {
    await assert.rejects(container.exec(["no-such-program"]), APIError);
  });
});
