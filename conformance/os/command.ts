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
}

/**
 * Runs a program to its end.
 * @throws {Error} when it had to be killed.
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { cwd, env, stdin = "", timeoutMs } = options;
  const child = spawn([...command], {
    cwd,
    env: { ...env },
    stdin: Buffer.from(stdin),
    stdout: "pipe",
    stderr: "pipe",
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  const [stdout, stderr, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (child.signalCode === "SIGKILL")
    throw new Error(`killed after ${timeoutMs} ms; stdout: ${stdout} stderr: ${stderr}`);
  return { code, stdout, stderr };
}
