import { closeSync } from "node:fs";
import { constants } from "node:os";
import { TaskError } from "../errors.ts";
import { errnoText } from "../start-errors.ts";
import { directoryFault } from "./executable.ts";
import { makePipe } from "./libc.ts";

/** A program to be started. */
export interface SpawnSpec {
  /** The absolute path of the file. */
  readonly file: string;
  /** The words of the command; the first is the name that the program sees. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** How a program ended. */
export interface ProcessEnd {
  /** The exit code, or 128 plus the number of the signal that killed it. */
  readonly code: number;
  /** Of one that a signal killed. */
  readonly signal: NodeJS.Signals | undefined;
}

/** A program that runs as the leader of its own process group, its output and errors in one ordered stream. */
export interface Process {
  readonly pid: number;
  /** What it writes; ends when it and every child that inherited the pipe have closed it. */
  readonly output: ReadableStream<Uint8Array>;
  readonly exited: Promise<ProcessEnd>;
  /** Sends a signal to the program alone; one that is gone is no error. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal to the whole group; a group that is gone is no error. */
  signalGroup(signal: NodeJS.Signals): void;
  /** Whether any process of the group is left. */
  isGroupAlive(): boolean;
}

/** Starts programs. */
export interface Processes {
  /** @throws {TaskError} `fork/exec FILE: REASON` when it cannot be started */
  spawn(spec: SpawnSpec): Process;
}

const signalNumbers: Readonly<Record<string, number>> = constants.signals;

/** The code that stands for how a process ended: as the shell has it, 128 plus the signal's number. */
export const exitCodeOf = (code: number | null, signal: string | null | undefined): number =>
  signal === null || signal === undefined ? (code ?? 0) : 128 + (signalNumbers[signal] ?? 0);

const endOf = (code: number | null, signal: string | null): ProcessEnd => ({
  code: exitCodeOf(code, signal),
  // The runtime reports no other names than those that this type lists.
  signal: signal === null ? undefined : (signal as NodeJS.Signals),
});

/** Signals a process, or with a negative id a group; says whether there was one. */
const kill = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
};

const spawnError = (spec: SpawnSpec, error: unknown): TaskError => {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new TaskError(`fork/exec ${spec.file}: ${errnoText(code)}`, { cause: error });
};

/** What comes through a pipe. Bun never closes the descriptor, so this does: at the end, and after a cancel. */
const readPipe = (fd: number): ReadableStream<Uint8Array> => {
  const reader = Bun.file(fd).stream().getReader();
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        // A cancel ends the read that waits, too; the stream is closed already then.
        if (isOpen) controller.close();
        close();
      },
      cancel: async () => {
        // First the reader, which may be watching the descriptor: once closed, its number can be another file's.
        await reader.cancel();
        close();
      },
    },
    { highWaterMark: 0 },
  );
};

const spawn = (spec: SpawnSpec): Process => {
  const fault = spec.workingDir === undefined ? "" : directoryFault(spec.workingDir);
  if (fault !== "") throw new TaskError(`chdir ${spec.workingDir}: ${fault}`);
  const pipe = makePipe();
  const exit = Promise.withResolvers<ProcessEnd>();
  let child: Bun.Subprocess;
  try {
    child = Bun.spawn([spec.file, ...spec.argv.slice(1)], {
      argv0: spec.argv[0] ?? spec.file,
      env: { ...spec.environment },
      stdio: ["ignore", pipe.write, pipe.write],
      detached: true,
      ...(spec.workingDir === undefined ? {} : { cwd: spec.workingDir }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      onExit: (_child, code, signal) => exit.resolve(endOf(code, signalName(signal))),
    });
  } catch (error) {
    closeSync(pipe.read);
    throw spawnError(spec, error);
  } finally {
    closeSync(pipe.write);
  }
  const { pid } = child;
  return {
    pid,
    output: readPipe(pipe.read),
    exited: exit.promise,
    signal: (signal) => void kill(pid, signal),
    signalGroup: (signal) => void kill(-pid, signal),
    isGroupAlive: () => kill(-pid, 0),
  };
};

/** Bun reports a signal by number or by name, depending on how it came. */
const signalName = (signal: number | string | null): string | null => {
  if (typeof signal !== "number") return signal;
  return Object.entries(signalNumbers).find(([, value]) => value === signal)?.[0] ?? null;
};

/** Starts real processes. */
export const createProcesses = (): Processes => ({ spawn });
