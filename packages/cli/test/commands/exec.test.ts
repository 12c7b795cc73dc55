import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

describe("exec", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor();
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  it("keeps outputs apart and ends with the command's code", async () => {
    expect(await supervisor.run(["exec", "sh", "-c", "echo out; echo err >&2; exit 3"])).toEqual({
      code: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("ends with 128 and the signal's number when a signal ended the command", async () => {
    expect((await supervisor.run(["exec", "--", "sh", "-c", "kill -9 $$"])).code).toBe(137);
  });

  it("sends its input, and its end", async () => {
    const input = "a line\n".repeat(50_000);
    expect(await supervisor.run(["exec", "cat"], { input })).toEqual({ code: 0, stdout: input, stderr: "" });
  });

  it("does not wait for input that the command does not read", async () => {
    expect((await supervisor.run(["exec", "true"], { input: "x".repeat(1_000_000) })).code).toBe(0);
  });

  it("passes the directory, the environment and TERM", async () => {
    const words = ["exec", "-w", "/tmp", "--env", "A=b=c", "--env", "B", "sh", "-c", "echo $PWD,$A,$B,$TERM"];
    expect((await supervisor.run(words, { env: { TERM: "vt100" } })).stdout).toBe("/tmp,b=c,,vt100\n");
  });

  const faults: readonly [readonly string[], string][] = [
    [["exec", "no-such-program"], 'error: cannot find executable "no-such-program"\n'],
    [["exec", "-w", "/nope", "pwd"], 'error: cannot call exec: working directory "/nope" does not exist\n'],
    [
      ["exec", "--timeout", "50ms", "sleep", "5"],
      'error: cannot perform the following tasks:\n- Execute command "sleep" (timed out after 50ms: context deadline exceeded)\n',
    ],
    [["exec", "-tT", "ls"], "error: cannot use -t and -T at the same time\n"],
    [["exec", "-iI", "ls"], "error: cannot use -i and -I at the same time\n"],
    [["exec", "--context", "nope", "ls"], 'error: context service "nope" not found\n'],
  ];
  for (const [words, stderr] of faults) {
    it(`${words.join(" ")} fails with the reference's words`, async () => {
      expect(await supervisor.run(words)).toEqual({ code: 1, stdout: "", stderr });
    });
  }
});
