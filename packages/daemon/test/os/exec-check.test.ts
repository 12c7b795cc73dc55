import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecCheck } from "@cobble/plan";
import { type CheckContext, runExecCheck } from "../../src/os/exec-check.ts";
import { createProcesses } from "../../src/os/processes.ts";
import { createUsers } from "../../src/os/users.ts";

const never = new AbortController().signal;
const isRoot = process.getuid?.() === 0;

const until = async (condition: () => boolean): Promise<void> => {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("it did not happen in time");
    await Bun.sleep(5);
  }
};

/** Killed, a process is gone or waits for its new parent to notice. */
const untilGone = (pid: string): Promise<void> =>
  until(() => !existsSync(`/proc/${pid}/stat`) || / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")));

const isPipe = (fd: string): boolean => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).startsWith("pipe:");
  } catch {
    // Closed since it was listed, as the descriptor of the listing itself always is.
    return false;
  }
};

describe("exec check", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "cobble-exec-check-"));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const contexts: Record<string, CheckContext> = {
    svc: { environment: { FOO: "of service", BAR: "of service" }, workingDir: "/usr" },
  };
  /** Long enough that nothing ends by it where it is not meant to. */
  let lingerMs = 60_000;
  const run = (command: string, more: Partial<ExecCheck> = {}, signal: AbortSignal = never) =>
    runExecCheck(
      {
        command,
        serviceContext: "",
        environment: new Map(),
        user: "",
        group: "",
        workingDir: "",
        ...more,
      },
      {
        users: createUsers(process.getuid?.() ?? 0),
        processes: createProcesses(),
        environment: { PATH: process.env["PATH"] ?? "", BASE: "of daemon" },
        serviceContext: (name) => contexts[name],
        lingerMs,
        signal,
      },
    );
  const failure = (message: string, details = "") => ({ type: "failed" as const, message, details });

  test("exit code 0 is well, any other is not, with the end of the output", async () => {
    expect(await run("true")).toEqual({ type: "ok" });
    expect(await run("sh -c 'echo out; echo err >&2; exit 3'")).toEqual(failure("exit status 3", "out\nerr"));
    expect(await run("sh -c 'seq 1 10; exit 1'")).toEqual(failure("exit status 1", "(...)\n6\n7\n8\n9\n10"));
  });

  test("a signal counts as 128 and its number", async () => {
    expect(await run("sh -c 'kill -9 $$'")).toEqual(failure("exit status 137"));
  });

  test("of much output the last 512 bytes are kept, and the command is not held up", async () => {
    const outcome = await run("sh -c 'seq 1 200000; seq -s, 1 400 | tr -d \"\\n\"; exit 1'");
    expect(outcome).toMatchObject({ message: "exit status 1" });
    const { details = "" } = outcome as { readonly details?: string };
    expect(details.endsWith(",399,400")).toBe(true);
    expect(details.length).toBe(512);
  });

  test("what cannot be started says why", async () => {
    expect(run("no-such-program")).rejects.toThrow(
      'exec: "no-such-program": executable file not found in $PATH',
    );
    expect(run("/no/such/file")).rejects.toThrow("fork/exec /no/such/file: no such file or directory");
    expect(run("./file", { workingDir: "/no" })).rejects.toThrow("chdir /no: no such file or directory");
    expect(run("./such", { workingDir: dir })).rejects.toThrow("fork/exec ./such: no such file or directory");
    expect(run("true", { workingDir: "/etc/passwd" })).rejects.toThrow(
      /^fork\/exec \/.*\/true: not a directory/,
    );
    expect(run("true", { workingDir: "/nope" })).rejects.toThrow("chdir /nope: no such file or directory");
  });

  const show = "sh -c 'pwd; echo $BASE, $FOO, $BAR; exit 1'";

  test("environment and directory are the daemon's, then the service's, then the check's own", async () => {
    expect(await run(show, { workingDir: "/" })).toEqual(failure("exit status 1", "/\nof daemon, ,"));
    const inContext = { serviceContext: "svc", environment: new Map([["BAR", "own"]]) };
    expect(await run(show, inContext)).toEqual(failure("exit status 1", "/usr\nof daemon, of service, own"));
    expect(await run(show, { ...inContext, workingDir: "/" })).toEqual(
      failure("exit status 1", "/\nof daemon, of service, own"),
    );
  });

  test.if(isRoot)("the user is the check's own, otherwise that of its service", async () => {
    contexts["nobody"] = { environment: {}, workingDir: "/", userId: 65534, groupId: 65534 };
    const who = "sh -c 'id -u; id -g; exit 1'";
    expect(await run(who, { serviceContext: "nobody" })).toEqual(failure("exit status 1", "65534\n65534"));
    const own = { serviceContext: "nobody", userId: 1, groupId: 1 };
    expect(await run(who, own)).toEqual(failure("exit status 1", "1\n1"));
    expect(run(who, { user: "no-such-user" })).rejects.toThrow("user: unknown user no-such-user");
  });

  test("when the signal aborts the whole group is killed", async () => {
    const pidFile = join(dir, "pid");
    const cancel = new AbortController();
    const outcome = run(`sh -c 'sleep 1000 & echo $! > ${pidFile}; wait'`, {}, cancel.signal);
    await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8").trim() !== "");
    cancel.abort();
    expect(await outcome).toEqual({ type: "aborted" });
    await untilGone(readFileSync(pidFile, "utf8").trim());
  });

  test("a child that keeps the output open keeps the check waiting until the signal aborts", async () => {
    const started = join(dir, "started");
    const cancel = new AbortController();
    const outcome = run(`sh -c 'sleep 1000 & touch ${started}; exit 0'`, {}, cancel.signal);
    await until(() => existsSync(started));
    cancel.abort();
    expect(await outcome).toEqual({ type: "aborted" });
  });

  test("a child that keeps the output open is killed after a while, and the exit code counts", async () => {
    lingerMs = 50;
    try {
      const pidFile = join(dir, "held");
      const hold = `sleep 1000 & echo $! > ${pidFile}; echo said`;
      expect(await run(`sh -c '${hold}; exit 0'`)).toEqual({ type: "ok" });
      await untilGone(readFileSync(pidFile, "utf8").trim());
      expect(await run(`sh -c '${hold}; exit 7'`)).toEqual(failure("exit status 7", "said"));
      await untilGone(readFileSync(pidFile, "utf8").trim());
    } finally {
      lingerMs = 60_000;
    }
  });

  test("a child that has its output elsewhere is left alone", async () => {
    const pidFile = join(dir, "elsewhere");
    expect(await run(`sh -c 'sleep 1000 > /dev/null 2>&1 & echo $! > ${pidFile}'`)).toEqual({ type: "ok" });
    // Signal 0 only asks: this would throw if it were gone.
    const pid = Number(readFileSync(pidFile, "utf8"));
    expect(process.kill(pid, 0)).toBe(true);
    process.kill(pid, "SIGKILL");
  });

  test("a command that ignores SIGTERM does not outlive the signal's abort", async () => {
    const pidFile = join(dir, "stubborn");
    writeFileSync(pidFile, "");
    const cancel = new AbortController();
    const outcome = run(
      `sh -c 'trap "" TERM HUP INT; echo $$ > ${pidFile}; while :; do sleep 0.01; done'`,
      {},
      cancel.signal,
    );
    await until(() => readFileSync(pidFile, "utf8").trim() !== "");
    cancel.abort();
    expect(await outcome).toEqual({ type: "aborted" });
    await untilGone(readFileSync(pidFile, "utf8").trim());
  });

  test("a command may write a gigabyte without being held up", async () => {
    const outcome = await run("sh -c 'head -c 1000000000 /dev/zero; echo end; exit 3'");
    expect(outcome).toMatchObject({ message: "exit status 3" });
    expect(JSON.stringify(outcome)).toEndWith('end"}');
  }, 20_000);

  test("no descriptor is left open, not even when a process outside the group holds the pipe", async () => {
    const count = () => readdirSync("/proc/self/fd").filter(isPipe).length;
    await run("true");
    const before = count();
    for (let turn = 0; turn < 10; turn++) await run("sh -c 'echo x; exit 1'");
    const pidFile = join(dir, "escaped");
    writeFileSync(pidFile, "");
    const cancel = new AbortController();
    const outcome = run(`setsid sh -c 'echo $$ > ${pidFile}; sleep 1000'`, {}, cancel.signal);
    await until(() => readFileSync(pidFile, "utf8").trim() !== "");
    cancel.abort();
    expect(await outcome).toEqual({ type: "aborted" });
    const escaped = Number(readFileSync(pidFile, "utf8"));
    await until(() => count() <= before);
    process.kill(-escaped, "SIGKILL");
  });
});
