import { closeSync } from "node:fs";
import { constants } from "node:os";
import { TaskError } from "../errors.ts";
import { errnoText } from "../start-errors.ts";
import { makePipe } from "./libc.ts";
import { createProcessInput, type ProcessInput } from "./process-input.ts";
import { createProcessOutput, type ProcessOutput } from "./process-output.ts";
import type { SpawnSpec } from "./processes.ts";

/** A command that runs as the leader of its own session, its input and output in our hands. */
export interface ExecProcess {
  readonly pid: number;
  readonly input: ProcessInput;
  /** What it writes; errors too, in order, unless they were split off. */
  readonly output: ProcessOutput;
  readonly errors: ProcessOutput | undefined;
  /** Settles with the exit code, or 128 plus the number of the signal that killed it. */
  readonly exited: Promise<number>;
  /** Sends it a signal, it alone; when it is gone that is no error. */
  signal(name: NodeJS.Signals): void;
  /** Kills it and every process of its group. */
  killGroup(): void;
}

/** Starts commands. */
export type SpawnExec = (spec: SpawnSpec, options: { readonly splitErrors: boolean }) => ExecProcess;

const spawnError = (file: string, cause: unknown): TaskError => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return new TaskError(`fork/exec ${file}: ${errnoText(code)}`, { cause });
};

/** A NUL would end a word early, and the program would see another command than was asked for. */
const refuseNul = (spec: SpawnSpec): void => {
  if (spec.argv.some((word) => word.includes("\0"))) {
    throw new TaskError(`fork/exec ${spec.file}: invalid argument`);
  }
  if (Object.entries(spec.environment).some(([name, value]) => `${name}${value}`.includes("\0"))) {
    throw new TaskError("exec: environment variable contains NUL");
  }
};

/** The runtime tells a signal by number or by name, depending on how it came. */
const exitCode = (code: number | null, signal: number | string | null): number => {
  if (signal === null) return code ?? 0;
  const known: Readonly<Record<string, number>> = constants.signals;
  return 128 + (typeof signal === "number" ? signal : (known[signal] ?? 0));
};

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // The group is gone already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
};

/**
 * Starts a command with pipes: real ones, because a program may open `/dev/stdin`, which fails on the socket pair that
 * the runtime would make.
 * @throws {TaskError} `fork/exec FILE: REASON` when it cannot be started
 */
export const spawnExec: SpawnExec = (spec, { splitErrors }) => {
  refuseNul(spec);
  const stdin = makePipe();
  const stdout = makePipe();
  const stderr = splitErrors ? makePipe() : undefined;
  const exit = Promise.withResolvers<number>();
  let child: Bun.Subprocess;
  try {
    child = Bun.spawn([spec.file, ...spec.argv.slice(1)], {
      argv0: spec.argv[0] ?? spec.file,
      env: { ...spec.environment },
      stdio: [stdin.read, stdout.write, stderr?.write ?? stdout.write],
      detached: true,
      ...(spec.workingDir === undefined ? {} : { cwd: spec.workingDir }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      onExit: (_child, code, signal) => exit.resolve(exitCode(code, signal)),
    });
  } catch (error) {
    for (const fd of [stdin.write, stdout.read, stderr?.read]) if (fd !== undefined) closeSync(fd);
    throw spawnError(spec.file, error);
  } finally {
    for (const fd of [stdin.read, stdout.write, stderr?.write]) if (fd !== undefined) closeSync(fd);
  }
  const { pid } = child;
  return {
    pid,
    input: createProcessInput(stdin.write),
    output: createProcessOutput(stdout.read),
    errors: stderr === undefined ? undefined : createProcessOutput(stderr.read),
    exited: exit.promise,
    signal: (name) => child.kill(name),
    killGroup: () => killGroup(pid),
  };
};
