import type { HookRun } from "../hooks/runner.ts";
import { appendLine, logSize, readTail } from "./log-file.ts";
import { signalProcess, startProcess } from "./process.ts";

const tailLines = 10;

/** Starts the process of a hook; one that cannot be started has ended with code 127. */
export const startHookProcess = (spec: {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}): HookRun => {
  const from = logSize(spec.logFile);
  const tail = (): readonly string[] => readTail(spec.logFile, { lines: tailLines, from });
  try {
    const { pid, exited } = startProcess({ ...spec, outputFile: spec.logFile });
    return { exited, tail, kill: () => void signalProcess(-pid, "SIGKILL") };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    appendLine(spec.logFile, `cannot start ${spec.command.join(" ")}: ${why}`);
    return { exited: Promise.resolve({ code: 127, signal: null }), tail, kill: () => undefined };
  }
};
