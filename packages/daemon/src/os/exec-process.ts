import { closeSync } from "node:fs";
import { type FileLimit, sharedFileLimit } from "./file-limit.ts";
import { makePipe } from "./libc.ts";
import { createProcessInput, type ProcessInput } from "./process-input.ts";
import { createProcessOutput, type ProcessOutput } from "./process-output.ts";
import { type Spawned, type StandardFiles, spawnProgram } from "./spawn.ts";
import type { SpawnSpec } from "./spawn-spec.ts";
import { createTerminalInput, openTerminal, type WindowSize } from "./terminal.ts";

/** What we hold of a command's input and outputs. */
interface Streams {
  readonly input: ProcessInput;
  /** What it writes; errors too, in order, unless they were split off. */
  readonly output: ProcessOutput;
  readonly errors: ProcessOutput | undefined;
  /** Gives its terminal another size; nothing happens when it has none. */
  resize(size: WindowSize): void;
}

/** A command, its input and output in our hands. */
export interface ExecProcess extends Spawned, Streams {}

/** What a command is connected to. */
export interface ExecOptions {
  /** Errors are not part of the output, but come by themselves. */
  readonly splitErrors: boolean;
  /** The output is a terminal, and the input too when it is interactive; pipes when absent. */
  readonly terminal?: { readonly size: WindowSize; readonly isInteractive: boolean } | undefined;
}

/** Starts commands. */
export type SpawnExec = (spec: SpawnSpec, options: ExecOptions) => ExecProcess;

/** What is laid before a command starts. */
interface Plumbing {
  readonly files: StandardFiles;
  /** Descriptors to close when it could not be started. */
  readonly ours: readonly number[];
  /** Descriptors to close once it has them. */
  readonly theirs: readonly number[];
  connect(): Streams;
}

const presentOf = (fds: readonly (number | undefined)[]): readonly number[] =>
  fds.filter((fd) => fd !== undefined);

/** Real pipes: a program may open `/dev/stdin`, which fails on the socket pair that the runtime would make. */
const layPipes = (splitErrors: boolean): Plumbing => {
  const stdin = makePipe();
  const stdout = makePipe();
  const stderr = splitErrors ? makePipe() : undefined;
  return {
    files: [stdin.read, stdout.write, stderr?.write ?? stdout.write],
    ours: presentOf([stdin.write, stdout.read, stderr?.read]),
    theirs: presentOf([stdin.read, stdout.write, stderr?.write]),
    connect: () => ({
      input: createProcessInput(stdin.write),
      output: createProcessOutput(stdout.read),
      errors: stderr === undefined ? undefined : createProcessOutput(stderr.read),
      // A pipe has no size.
      resize: () => undefined,
    }),
  };
};

/** A terminal as output; as input too when it is interactive, and what is not on the terminal is on pipes. */
const layTerminal = (
  spec: SpawnSpec,
  options: { readonly size: WindowSize; readonly isInteractive: boolean; readonly splitErrors: boolean },
): Plumbing => {
  const { uid, gid } = spec;
  const owner = uid === undefined || gid === undefined ? undefined : { uid, gid };
  const terminal = openTerminal({ size: options.size, owner });
  const stdin = options.isInteractive ? undefined : makePipe();
  const stderr = options.splitErrors ? makePipe() : undefined;
  const input = stdin?.read ?? { terminal: terminal.path };
  return {
    files: [input, terminal.theirs, stderr?.write ?? terminal.theirs],
    ours: presentOf([terminal.ours, stdin?.write, stderr?.read]),
    theirs: presentOf([terminal.theirs, stdin?.read, stderr?.write]),
    connect: () => ({
      input: stdin === undefined ? createTerminalInput(terminal.ours) : createProcessInput(stdin.write),
      output: createProcessOutput(terminal.ours),
      errors: stderr === undefined ? undefined : createProcessOutput(stderr.read),
      resize: terminal.resize,
    }),
  };
};

/**
 * Starts real commands.
 * @param limit what they may have open; the daemon's own limit unless given
 * @throws {TaskError} `fork/exec FILE: REASON` when one cannot be started, or there is no terminal for it
 */
export const createSpawnExec =
  (limit: FileLimit = sharedFileLimit): SpawnExec =>
  (spec, { splitErrors, terminal }) => {
    const plumbing =
      terminal === undefined ? layPipes(splitErrors) : layTerminal(spec, { ...terminal, splitErrors });
    try {
      const child = spawnProgram(spec, { files: plumbing.files, limit });
      return { ...child, ...plumbing.connect() };
    } catch (error) {
      for (const fd of plumbing.ours) closeSync(fd);
      throw error;
    } finally {
      for (const fd of plumbing.theirs) closeSync(fd);
    }
  };
