import { spawn } from "bun";

/** What came out of a program that ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** When it is killed, in milliseconds. */
  readonly timeoutMs: number;
  /** How wide the terminal is that it runs on; pipes when absent. Then all that it writes is `stdout`. */
  readonly terminalColumns?: number | undefined;
  /** When it gets SIGINT, in milliseconds; never when absent. */
  readonly interruptAfterMs?: number | undefined;
}

type Child = Pick<Bun.Subprocess, "exited" | "kill" | "signalCode">;

/** Waits for the end of a program, and interrupts it when it is time. */
async function exitOf(child: Child, { interruptAfterMs, timeoutMs }: CommandOptions): Promise<number> {
  const interrupt =
    interruptAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGINT"), interruptAfterMs);
  const code = await child.exited;
  clearTimeout(interrupt);
  if (child.signalCode === "SIGKILL") throw new Error(`killed after ${timeoutMs} ms`);
  return code;
}

async function runOnTerminal(
  command: readonly string[],
  { columns, ...options }: CommandOptions & { readonly columns: number },
): Promise<CommandResult> {
  const { cwd, env, timeoutMs } = options;
  const decoder = new TextDecoder();
  let stdout = "";
  const child = spawn([...command], {
    cwd,
    env: { ...env, TERM: "xterm" },
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    terminal: {
      cols: columns,
      rows: 24,
      data: (_terminal, chunk) => {
        stdout += decoder.decode(chunk, { stream: true });
      },
    },
  });
  const code = await exitOf(child, options);
  child.terminal?.close();
  return { code, stdout, stderr: "" };
}

/**
 * Runs a program to its end.
 * @throws {Error} when it had to be killed.
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { cwd, env, stdin = "", timeoutMs, terminalColumns } = options;
  if (terminalColumns !== undefined) return runOnTerminal(command, { ...options, columns: terminalColumns });
  const child = spawn([...command], {
    cwd,
    env: { ...env },
    stdin: Buffer.from(stdin),
    stdout: "pipe",
    stderr: "pipe",
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    exitOf(child, options),
  ]);
  return { code, stdout, stderr };
}
