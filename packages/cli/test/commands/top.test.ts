import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { join } from "node:path";
import { startOldDaemon } from "../old-daemon.ts";
import { runWords, type Supervisor, startSupervisor } from "../supervisor.ts";

const layer = `
services:
  busy: {override: replace, command: "sh -c 'echo ready; while :; do :; done'"}
  idle: {override: replace, command: sleep 1000}
`;

const mainFile = join(import.meta.dir, "../../src/main.ts");

/** `top` in a terminal of its own. */
interface Session extends AsyncDisposable {
  readonly child: Bun.Subprocess;
  readonly terminal: Bun.Terminal;
  /** All that was written so far. */
  text(): string;
  /** Waits until what was written after `from` has this in it. */
  see(what: RegExp, from?: number): Promise<number>;
}

const openSession = (supervisor: Supervisor, ...words: readonly string[]): Session => {
  const decoder = new TextDecoder();
  let text = "";
  const child = Bun.spawn([process.execPath, mainFile, "top", "--interval", "50ms", ...words], {
    env: { ...process.env, PEBBLE: join(supervisor.folder, "pebble"), TERM: "xterm" },
    terminal: {
      cols: 90,
      rows: 12,
      data: (_terminal, data) => {
        text += decoder.decode(data, { stream: true });
      },
    },
  });
  const { terminal } = child;
  if (terminal === undefined) throw new Error("no terminal was made");
  return {
    child,
    terminal,
    text: () => text,
    see: async (what, from = 0) => {
      const deadline = performance.now() + 10_000;
      while (performance.now() < deadline) {
        const found = what.exec(text.slice(from));
        if (found !== null) return from + found.index + found[0].length;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`waited ten seconds in vain for ${what} in ${JSON.stringify(text.slice(from))}`);
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.exited;
      terminal.close();
    },
  };
};

// biome-ignore lint/complexity/useRegexLiterals: control characters are what is looked for
const entered = new RegExp("\\u001b\\[\\?1049h");
const left = "\u001b[?7h\u001b[?25h\u001b[?1049l";

describe("top", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor(layer);
    await supervisor.run(["start", "busy"]);
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  it("--once prints a plain table", async () => {
    const print = async (): Promise<readonly string[]> => {
      const { code, stdout } = await supervisor.run(["top", "--once", "--interval", "200ms"]);
      expect(code).toBe(0);
      return stdout.split("\n");
    };
    const isBusy = (lines: readonly string[]): boolean =>
      Number(/active +\d+ +(\S+)/.exec(lines[1] ?? "")?.[1]) > 5;
    const deadline = performance.now() + 4_000;
    let lines = await print();
    // Others may have the processors for so short a time.
    while (!isBusy(lines) && performance.now() < deadline) lines = await print();
    expect(lines[0]).toMatch(/^Service +Status +PID +CPU% +Memory +Restarts +Checks +Uptime +Last output$/);
    expect(lines[1]).toMatch(/^busy +active +\d+ +\d+(\.\d)? +\S+[kM]B +0 +- +\d+s +ready$/);
    expect(lines[2]).toMatch(/^idle +inactive +- +- +- +0 +- +- +-$/);
    expect(isBusy(lines)).toBe(true);
  });

  it("--format json gives the same for programs", async () => {
    const { stdout } = await supervisor.run(["top", "busy", "--format", "json", "--interval", "50ms"]);
    expect(JSON.parse(stdout)).toEqual({
      time: expect.any(String),
      supervisor: { "cpu-percent": expect.any(Number), memory: expect.any(Number) },
      services: {
        busy: {
          current: "active",
          pid: expect.any(Number),
          "cpu-percent": expect.any(Number),
          memory: expect.any(Number),
          restarts: 0,
          checks: { up: 0, down: 0, inactive: 0 },
          "uptime-ms": expect.any(Number),
          "last-log": "ready",
        },
      },
    });
  });

  it("shows services live, follows the terminal's size, and leaves it as it was at q", async () => {
    await using session = openSession(supervisor);
    let at = await session.see(entered);
    at = await session.see(/busy +active +\d+ +\d+\.\d/, at);
    expect(session.text()).toContain("Last output");
    session.terminal.resize(30, 8);
    at = await session.see(/Service Status +CPU% /, at);
    session.terminal.write("c");
    at = await session.see(/by cpu/, at);
    session.terminal.write("q");
    expect(await session.child.exited).toBe(0);
    await session.see(/1049l$/, at);
    expect(session.text().endsWith(left)).toBe(true);
  });

  it("ends at Ctrl-C, and at a signal with its code, and leaves the terminal as it was", async () => {
    await using typed = openSession(supervisor);
    await typed.see(/busy/);
    typed.terminal.write("\u0003");
    expect(await typed.child.exited).toBe(0);
    await using killed = openSession(supervisor);
    await killed.see(/busy/);
    killed.child.kill("SIGTERM");
    expect(await killed.child.exited).toBe(143);
    await killed.see(/1049l$/);
    expect(killed.text().endsWith(left)).toBe(true);
  });

  it("gives the keyboard back to the terminal", async () => {
    const command = `'${process.execPath}' '${mainFile}' top --interval 50ms; stty -a | tr ';' '\\n' | grep -E 'icanon|echo'; echo done`;
    const decoder = new TextDecoder();
    let text = "";
    const shell = Bun.spawn(["sh", "-c", command], {
      env: { ...process.env, PEBBLE: join(supervisor.folder, "pebble"), TERM: "xterm" },
      terminal: {
        cols: 90,
        rows: 12,
        data: (_terminal, data) => {
          text += decoder.decode(data, { stream: true });
          if (text.includes("busy") && !text.includes("1049l")) shell.terminal?.write("q");
        },
      },
    });
    await shell.exited;
    const after = text.slice(text.indexOf("1049l"));
    expect(after).toMatch(/(^|\s)icanon/);
    expect(after).toMatch(/(^|\s)echo\s/);
  });

  it("leaves the terminal before it tells an error", async () => {
    await using lonely = await startSupervisor(layer);
    await using session = openSession(lonely);
    await session.see(/idle/);
    await lonely[Symbol.asyncDispose]();
    expect(await session.child.exited).toBe(1);
    const end = await session.see(/1049l/);
    await session.see(/error: cannot communicate with server/, end);
  }, 20_000);

  it("says what is missing: a terminal, a daemon that can, a pause", async () => {
    expect((await supervisor.run(["top"])).stderr).toBe(
      "error: cannot show services live: there is no terminal; --once prints a table\n",
    );
    await using old = await startOldDaemon();
    expect((await runWords(["top", "--once"], { env: old.env })).stderr).toBe(
      "error: cannot tell what services use: this daemon does not offer that\n",
    );
    expect((await runWords(["top", "--interval", "0s"])).stderr).toBe(
      "error: cannot look without a pause: --interval must be above zero\n",
    );
    expect((await supervisor.run(["top", "--once", "nope", "--interval=1ms"])).stderr).toBe(
      "No matching services.\n",
    );
  });
});
