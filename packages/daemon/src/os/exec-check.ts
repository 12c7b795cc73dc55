import { type ExecCheck, splitCommand } from "@cobble/plan";
import { notOnPath } from "../errors.ts";
import type { CheckOutcome } from "../managers/checks/runner.ts";
import { namesSomebody, type Ownership } from "../ownership.ts";
import { aborted, failed, lastLines, maxOutputBytes, succeeded } from "./check-outcome.ts";
import { findExecutable } from "./executable.ts";
import type { Processes } from "./processes.ts";
import type { SpawnSpec } from "./spawn.ts";
import type { Users } from "./users.ts";

/** The settings that a check has from its service where it sets none itself. */
export interface CheckContext extends Ownership {
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string;
}

/** What an exec check needs. */
export interface ExecCheckDeps {
  readonly users: Users;
  readonly processes: Processes;
  /** The daemon's own environment, which checks inherit. */
  readonly environment: Readonly<Record<string, string>>;
  /** The settings of a service, if the plan has it. */
  readonly serviceContext: (service: string) => CheckContext | undefined;
}

/**
 * @source pebble 1.32, docs/reference/layer-specification.md; seen: HOME and USER stay those of the daemon
 * @throws {TaskError} when the program or the user is not there
 */
const spawnSpec = (check: ExecCheck, deps: ExecCheckDeps): SpawnSpec => {
  const context = check.serviceContext === "" ? undefined : deps.serviceContext(check.serviceContext);
  const argv = splitCommand(check.command);
  const name = argv[0] ?? "";
  const ownDir = check.workingDir === "" ? (context?.workingDir ?? "") : check.workingDir;
  const workingDir = ownDir === "" ? undefined : ownDir;
  const file = findExecutable(name, {
    path: deps.environment["PATH"] ?? "",
    ...(workingDir === undefined ? {} : { workingDir }),
  });
  if (file === undefined) throw notOnPath(name);
  const owner = namesSomebody(check) || context === undefined ? check : context;
  return {
    file,
    argv,
    environment: { ...deps.environment, ...context?.environment, ...Object.fromEntries(check.environment) },
    workingDir,
    ...deps.users.idsToSet(deps.users.resolve(owner)),
  };
};

const nothing = new Uint8Array(0);

type Chunk = { readonly done: boolean; readonly value?: Uint8Array | undefined };

/** Reads a stream to its end, keeping the last bytes only. */
const readEnd = async (read: () => Promise<Chunk>): Promise<string> => {
  let end = Buffer.alloc(0);
  for (let chunk = await read(); !chunk.done; chunk = await read()) {
    end = Buffer.concat([end, chunk.value ?? nothing]).subarray(-maxOutputBytes);
  }
  return end.toString("utf8");
};

/**
 * Runs the command; exit code 0 is well. It is over when the program has ended and everything that it left running has
 * closed its output; when the signal comes first, the whole process group is killed.
 * @throws {TaskError} when it cannot be started
 * @source pebble 1.32, seen: a child that keeps the output open lets the check time out
 */
export const runExecCheck = async (
  check: ExecCheck,
  options: ExecCheckDeps & { readonly signal: AbortSignal },
): Promise<CheckOutcome> => {
  const { signal } = options;
  if (signal.aborted) return aborted;
  const child = options.processes.spawn(spawnSpec(check, options));
  const reader = child.output.getReader();
  const ended = Promise.all([child.exited, readEnd(() => reader.read())]);
  const cut = Promise.withResolvers<"aborted">();
  const onAbort = (): void => cut.resolve("aborted");
  signal.addEventListener("abort", onAbort);
  try {
    const result = await Promise.race([ended, cut.promise]);
    if (result !== "aborted") {
      const [{ code }, output] = result;
      return code === 0 ? succeeded : failed(`exit status ${code}`, lastLines(output));
    }
    child.signalGroup("SIGKILL");
    // A process that left the group may hold the pipe for ever: nobody reads it any more.
    await reader.cancel();
    return aborted;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
};
