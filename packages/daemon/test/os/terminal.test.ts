import { describe, expect, test } from "bun:test";
import { readdirSync, readlinkSync } from "node:fs";
import { createSpawnExec, type ExecOptions, type ExecProcess } from "../../src/os/exec-process.ts";
import type { ProcessOutput } from "../../src/os/process-output.ts";
import { until } from "../until.ts";

const spawn = createSpawnExec();
const size = { columns: 90, rows: 30 };
const interactive: ExecOptions = { splitErrors: false, terminal: { size, isInteractive: true } };

const start = (script: string, options = interactive, ids?: { uid: number; gid: number }): ExecProcess =>
  spawn(
    {
      file: "/bin/sh",
      argv: ["sh", "-c", script],
      environment: { PATH: process.env["PATH"] ?? "" },
      workingDir: "/",
      uid: ids?.uid,
      gid: ids?.gid,
    },
    options,
  );

/** Gathers what comes until the end. */
const readAll = async (output: ProcessOutput | undefined): Promise<string> => {
  const decoder = new TextDecoder();
  let text = "";
  for (let chunk = await output?.read(); chunk !== undefined; chunk = await output?.read()) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
};

const run = async (script: string, options?: ExecOptions): Promise<string> => {
  const child = start(script, options);
  const text = await readAll(child.output);
  child.input.end();
  await child.exited;
  return text;
};

const whatIsTerminal = 'for fd in 0 1 2; do [ -t $fd ] && printf "$fd "; done; stty size 2>/dev/null';

describe("a command on a terminal", () => {
  test("has it as input, output and errors, in its size, when it is interactive", async () => {
    expect(await run(whatIsTerminal)).toBe("0 1 2 30 90\r\n");
  });

  test("is controlled by it when it is interactive: its group is the one in front", async () => {
    const fields = await run("cut -d' ' -f1,5,6,8 /proc/self/stat");
    const [, group, session, front] = fields.trim().split(" ");
    expect(front).toBe(group);
    expect(session).toBe(group);
  });

  test("has it as output only when it is not interactive", async () => {
    expect(await run(whatIsTerminal, { splitErrors: false, terminal: { size, isInteractive: false } })).toBe(
      "1 2 ",
    );
  });

  test("has errors apart when they are split off", async () => {
    const child = start("echo out; echo err >&2", { ...interactive, splitErrors: true });
    expect(await Promise.all([readAll(child.output), readAll(child.errors)])).toEqual(["out\r\n", "err\n"]);
    child.input.end();
  });

  test("reads what is typed, and is interrupted by Ctrl-C", async () => {
    const child = start("stty -echo; exec cat");
    void child.input.write(Buffer.from("hello\n"));
    const decoder = new TextDecoder();
    for (let shown = ""; !shown.includes("hello\r\n"); ) {
      shown += decoder.decode(await child.output.read(), { stream: true });
    }
    void child.input.write(Buffer.from([3]));
    expect((await child.exited).code).toBe(130);
    await readAll(child.output);
    child.input.end();
  });

  for (const [what, typed] of [
    ["a whole line", "hello\n"],
    ["a line without its end", "hello"],
  ] as const) {
    test(`sees the end of its input, after ${what}`, async () => {
      const child = start("stty -echo; echo ready; cat | wc -c");
      await child.output.read();
      const text = readAll(child.output);
      void child.input.write(Buffer.from(typed));
      child.input.end();
      expect((await text).trim()).toBe(String(typed.length));
    });
  }

  test("is told of another size", async () => {
    const child = start("trap 'stty size; exit' WINCH; echo ready; while true; do sleep 0.01; done");
    const first = await child.output.read();
    expect(new TextDecoder().decode(first)).toContain("ready");
    child.resize({ columns: 120, rows: 40 });
    expect(await readAll(child.output)).toContain("40 120\r\n");
    child.input.end();
  });

  test("that writes more than is read at once loses nothing", async () => {
    expect(await run("head -c 5000000 /dev/zero")).toHaveLength(5_000_000);
  });

  test("takes much input that is read slowly", async () => {
    const child = start("stty -echo; echo ready; sleep 0.1; cat | wc -c");
    await child.output.read();
    const text = readAll(child.output);
    const line = Buffer.from(`${"x".repeat(99)}\n`);
    for (let count = 0; count < 2000; count += 1) await child.input.write(line);
    child.input.end();
    expect((await text).trim()).toBe("200000");
  });

  test.skipIf(process.getuid?.() !== 0)("owns it, and nobody else may open it", async () => {
    const child = start("stat -c '%u %a' $(tty)", interactive, { uid: 65_534, gid: 65_534 });
    expect(await readAll(child.output)).toBe("65534 600\r\n");
    child.input.end();
  });

  test("leaves no descriptor behind", async () => {
    const terminals = (): number =>
      readdirSync("/proc/self/fd").filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).includes("pt");
        } catch {
          // The descriptor that listed the folder is closed again.
          return false;
        }
      }).length;
    const before = terminals();
    for (let count = 0; count < 10; count += 1) await run("echo x");
    await until("they are closed", () => terminals() <= before);
  });
});
