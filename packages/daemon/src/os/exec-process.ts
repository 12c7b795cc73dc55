import { closeSync } from "node:fs";
import { type FileLimit, sharedFileLimit } from "./file-limit.ts";
import { makePipe } from "./libc.ts";
import { createProcessInput, type ProcessInput } from "./process-input.ts";
import { createProcessOutput, type ProcessOutput } from "./process-output.ts";
import { type Spawned, type SpawnSpec, spawnProgram } from "./spawn.ts";

/** A command, its input and output in our hands. */
export interface ExecProcess extends Spawned {
  readonly input: ProcessInput;
  /** What it writes; errors too, in order, unless they were split off. */
  readonly output: ProcessOutput;
  readonly errors: ProcessOutput | undefined;
}

/** Starts commands. */
export type SpawnExec = (spec: SpawnSpec, options: { readonly splitErrors: boolean }) => ExecProcess;

/**
 * Starts a command with pipes: real ones, because a program may open `/dev/stdin`, which fails on the socket pair that
 * the runtime would make.
 * @throws {TaskError} `fork/exec FILE: REASON` when it cannot be started
 */
const spawnExec = (
  spec: SpawnSpec,
  { splitErrors, limit }: { readonly splitErrors: boolean; readonly limit: FileLimit },
): ExecProcess => {
  const stdin = makePipe();
  const stdout = makePipe();
  const stderr = splitErrors ? makePipe() : undefined;
  try {
    const child = spawnProgram(spec, {
      files: [stdin.read, stdout.write, stderr?.write ?? stdout.write],
      limit,
    });
    return {
      ...child,
      input: createProcessInput(stdin.write),
      output: createProcessOutput(stdout.read),
      errors: stderr === undefined ? undefined : createProcessOutput(stderr.read),
    };
  } catch (error) {
    for (const fd of [stdin.write, stdout.read, stderr?.read]) if (fd !== undefined) closeSync(fd);
    throw error;
  } finally {
    for (const fd of [stdin.read, stdout.write, stderr?.write]) if (fd !== undefined) closeSync(fd);
  }
};

/** Starts real commands. @param limit what they may have open; the daemon's own limit unless given */
export const createSpawnExec =
  (limit: FileLimit = sharedFileLimit): SpawnExec =>
  (spec, { splitErrors }) =>
    spawnExec(spec, { splitErrors, limit });
