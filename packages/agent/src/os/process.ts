import { closeSync, openSync } from "node:fs";
import type { Exit } from "../containers/machine.ts";

/** A process to start, in a session of its own so that the terminal's Ctrl-C does not reach it. */
export interface ProcessSpec {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Output and errors are appended to this file. */
  readonly outputFile: string;
}

/** A process that was started. */
export interface StartedProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
}

/**
 * Starts a process.
 * @throws {Error} when the program is not there or cannot be run
 */
export const startProcess = (spec: ProcessSpec): StartedProcess => {
  const output = openSync(spec.outputFile, "a", 0o600);
  try {
    const child = Bun.spawn({
      cmd: [...spec.command],
      cwd: spec.cwd,
      env: { ...spec.env },
      stdio: ["ignore", output, output],
      detached: true,
    });
    const exited = child.exited.then(
      (): Exit => ({
        code: child.exitCode,
        signal: child.signalCode === null ? null : String(child.signalCode),
      }),
    );
    return { pid: child.pid, exited };
  } finally {
    closeSync(output);
  }
};

/**
 * Sends a signal to a process, or with a negative id to a group.
 * @returns false when there is no such process any more
 */
export const signalProcess = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // A process that is gone already needs no signal.
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
};
