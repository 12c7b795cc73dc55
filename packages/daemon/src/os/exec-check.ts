import { type ExecCheck, splitCommand } from "@cobble/plan";
import { notOnPath, TaskError } from "../errors.ts";
import type { CheckOutcome } from "../managers/checks/runner.ts";
import { namesSomebody, type Ownership } from "../ownership.ts";
import { aborted, failed, lastLines, maxOutputBytes, succeeded } from "./check-outcome.ts";
import { directoryFault, findExecutable } from "./executable.ts";
import type { Processes } from "./processes.ts";
import type { SpawnSpec } from "./spawn-spec.ts";
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
  /** How long what a program leaves behind may hold its output; a second unless given. */
  readonly lingerMs?: number;
}

/** @source pebble 1.32, seen: a check that runs as the daemon looks at its directory before its start; none that runs as another does */
const refuseMissing = (workingDir: string): void => {
  const fault = directoryFault(workingDir);
  // What is there and is no directory fails no sooner than the start itself.
  if (fault === undefined || fault.code === "ENOTDIR") return;
  throw new TaskError(`chdir ${workingDir}: ${fault.text}`);
};

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
  const ids = deps.users.idsToSet(deps.users.resolve(owner));
  if (workingDir !== undefined && ids.uid === undefined) refuseMissing(workingDir);
  return {
    file,
    argv,
    environment: { ...deps.environment, ...context?.environment, ...Object.fromEntries(check.environment) },
    workingDir,
    ...ids,
  };
};

/** What is kept of an output that is read as it comes, so that no pipe fills up. */
interface OutputEnd {
  /** Settles when nobody writes any more. */
  readonly closed: Promise<void>;
  readonly text: () => string;
  /** Reads no more, and lets go of the pipe, whoever may hold its other end. */
  readonly release: () => Promise<void>;
}

const keepEnd = (output: ReadableStream<Uint8Array>): OutputEnd => {
  const reader = output.getReader();
  let end: Uint8Array = new Uint8Array(0);
  const read = async (): Promise<void> => {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      // The last bytes of this chunk, and of what came before only as many as there is still room for.
      end = Buffer.concat([end, chunk.value.subarray(-maxOutputBytes)]).subarray(-maxOutputBytes);
    }
  };
  return {
    closed: read(),
    text: () => Buffer.from(end).toString("utf8"),
    release: () => reader.cancel(),
  };
};

const untilAborted = (signal: AbortSignal): Promise<"aborted"> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve("aborted")));

/** Waits for the end of the output, but not for long: the program has ended, and may have left something behind. */
const untilQuiet = async (output: OutputEnd, lingerMs: number): Promise<"closed" | "held"> => {
  const held = Promise.withResolvers<"held">();
  const timer = setTimeout(() => held.resolve("held"), lingerMs);
  try {
    return await Promise.race([output.closed.then(() => "closed" as const), held.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Runs the command; exit code 0 is well. It is over when the program has ended and its output is closed, one second after
 * its end at the latest. When the signal comes first, or somebody still holds the output then, the whole process group is
 * killed; what the program left running with its output elsewhere is left alone.
 * @throws {TaskError} when it cannot be started
 * @source pebble 1.32, seen: a child that keeps the output open delays the outcome by a second, or lets the check time out
 * @differs the command leads a process group, so that nothing of it is left after a timeout; one that writes more than 512
 *   bytes at a time gets no SIGPIPE, and it is the end of its output that is told
 */
export const runExecCheck = async (
  check: ExecCheck,
  options: ExecCheckDeps & { readonly signal: AbortSignal },
): Promise<CheckOutcome> => {
  const { signal, lingerMs = 1000 } = options;
  if (signal.aborted) return aborted;
  const child = options.processes.spawn(spawnSpec(check, options));
  const output = keepEnd(child.output);
  const cut = untilAborted(signal);
  const end = await Promise.race([child.exited, cut]);
  const quiet = end === "aborted" ? end : await Promise.race([untilQuiet(output, lingerMs), cut]);
  if (quiet !== "closed") {
    child.signalGroup("SIGKILL");
    await output.release();
  }
  if (end === "aborted" || quiet === "aborted") return aborted;
  return end.code === 0 ? succeeded : failed(`exit status ${end.code}`, lastLines(output.text()));
};
