import { constants } from "node:os";
import { TaskError } from "../errors.ts";
import { errnoOf, errnoText } from "./errno.ts";
import type { FileLimit } from "./file-limit.ts";
import { type SpawnSpec, shownFile } from "./spawn-spec.ts";
import { isDirectoryClosed, startFault } from "./start-fault.ts";

/** How a program ended. */
export interface ProcessEnd {
  /** The exit code, or 128 plus the number of the signal that killed it. */
  readonly code: number;
  /** Of one that a signal killed. */
  readonly signal: NodeJS.Signals | undefined;
}

/** A program that was started, the leader of its own session and process group. */
export interface Spawned {
  readonly pid: number;
  readonly exited: Promise<ProcessEnd>;
  /** Sends a signal to the program alone; one that is gone is no error. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal to the whole group; a group that is gone is no error. */
  signalGroup(signal: NodeJS.Signals): void;
  /** Whether any process of the group is left. */
  isGroupAlive(): boolean;
}

/**
 * The descriptors of a program's standard input, output and errors; its input is empty where there is none. A terminal as
 * input is given by its path: the program opens it itself, as the leader of its session, and so is controlled by it.
 */
export type StandardFiles = readonly [
  input: number | "ignore" | { readonly terminal: string },
  output: number,
  errors: number,
];

/** The programs that run. A process has one set of children, whoever of its parts started them: it is kept once, too. */
const running = new Set<number>();

/** Whether somebody here started the process and has not heard of its end: then nobody else may take note of it. */
export const isOwnChild = (pid: number): boolean => running.has(pid);

/** How a process ended, from what the runtime says: a signal comes by number or by name. */
const endOf = (code: number | null, signal: number | string | null): ProcessEnd => {
  if (signal === null) return { code: code ?? 0, signal: undefined };
  const found = Object.entries(constants.signals).find(
    ([name, number]) => name === signal || number === signal,
  );
  // Signals without a name, the real-time ones, have a number all the same.
  if (found === undefined) return { code: 128 + Number(signal), signal: undefined };
  // The table's keys are exactly the names that this type lists.
  return { code: 128 + found[1], signal: found[0] as NodeJS.Signals };
};

/** Signals a process group; says whether there was one. */
const killGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-leader, signal);
  } catch (error) {
    if (errnoOf(error) === "ESRCH") return false;
    throw error;
  }
};

/** A NUL would end a word early, and the program would see another command than was asked for. */
const refuseNul = (spec: SpawnSpec): void => {
  if (spec.argv.some((word) => word.includes("\0"))) {
    throw new TaskError(`fork/exec ${shownFile(spec)}: invalid argument`);
  }
  if (Object.entries(spec.environment).some(([name, value]) => `${name}${value}`.includes("\0"))) {
    throw new TaskError("exec: environment variable contains NUL");
  }
};

/** @differs what is missing is told behind the reference's sentence, where that does not say it */
const spawnError = (spec: SpawnSpec, code: string, cause?: unknown): TaskError => {
  const reason = code === "" ? String(cause) : `${errnoText(code)}${startFault(spec, code)}`;
  return new TaskError(`fork/exec ${shownFile(spec)}: ${reason}`, { cause });
};

const highestOf = (files: StandardFiles): number =>
  Math.max(...files.filter((file) => typeof file === "number"));

/**
 * Starts a program. The descriptors stay the caller's: they are to be closed when this is over, well or not.
 * @throws {TaskError} `fork/exec FILE: REASON` when it cannot be started
 */
export const spawnProgram = (
  spec: SpawnSpec,
  { files, limit }: { readonly files: StandardFiles; readonly limit: FileLimit },
): Spawned => {
  refuseNul(spec);
  if (isDirectoryClosed(spec)) throw spawnError(spec, "EACCES");
  const [input, output, errors] = files;
  const exit = Promise.withResolvers<ProcessEnd>();
  const start = (): Bun.Subprocess =>
    Bun.spawn([spec.file, ...spec.argv.slice(1)], {
      argv0: spec.argv[0] ?? spec.file,
      env: { ...spec.environment },
      stdio: [typeof input === "object" ? Bun.file(input.terminal) : input, output, errors],
      detached: true,
      ...(spec.workingDir === undefined ? {} : { cwd: spec.workingDir }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      onExit: ({ pid }, code, signal) => {
        running.delete(pid);
        exit.resolve(endOf(code, signal));
      },
    });
  let child: Bun.Subprocess;
  try {
    child = limit.lend(start, { highest: highestOf(files) });
  } catch (error) {
    throw spawnError(spec, errnoOf(error), error);
  }
  const { pid } = child;
  running.add(pid);
  return {
    pid,
    exited: exit.promise,
    signal: (signal) => child.kill(signal),
    signalGroup: (signal) => void killGroup(pid, signal),
    isGroupAlive: () => killGroup(pid, 0),
  };
};
