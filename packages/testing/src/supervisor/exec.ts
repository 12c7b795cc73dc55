import {
  createDeferred,
  type ProcessEnd,
  type SpawnExec,
  type SpawnSpec,
  type Users,
} from "@cobble/daemon/core";
import { ByteQueue } from "./byte-queue.ts";
import type { Commands, ExecCall, ExecHandler, ExecResult } from "./commands.ts";
import { endsProcess, signalExitCode } from "./signals.ts";
import type { Waiting } from "./waiting.ts";

/** A command that a charm has run, as the test sees it afterwards. */
export interface ExecRecord {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  readonly combineStderr: boolean;
  readonly userId: number | undefined;
  readonly user: string | undefined;
  readonly groupId: number | undefined;
  readonly group: string | undefined;
  /** What the charm has sent to its input. */
  readonly stdin: string;
}

/** What running commands takes. */
export interface ExecDeps {
  readonly commands: Commands;
  readonly waiting: Waiting;
  /** Knows the names of the container's users. */
  readonly users: Pick<Users, "account" | "groupName">;
  /** Is told of each command when it has started; its `stdin` grows while the charm writes. */
  readonly onExec: (record: ExecRecord) => void;
}

/** The first number of a command's process. */
const firstPid = 20_000;

const factsOf = (spec: SpawnSpec, users: ExecDeps["users"]): Omit<ExecRecord, "stdin" | "combineStderr"> => ({
  command: spec.argv,
  environment: spec.environment,
  workingDir: spec.workingDir,
  userId: spec.uid,
  user: spec.uid === undefined ? undefined : users.account({ uid: spec.uid })?.name,
  groupId: spec.gid,
  group: spec.gid === undefined ? undefined : users.groupName(spec.gid),
});

const resultOf = async (handler: ExecHandler, call: ExecCall): Promise<ExecResult> =>
  typeof handler === "function" ? ((await handler(call)) ?? {}) : handler;

/** The handler of a command. The charm's call fails with the error itself: it is the test that lacks something. */
const requireHandler = (
  command: readonly string[],
  { commands, waiting }: Pick<ExecDeps, "commands" | "waiting">,
): ExecHandler => {
  try {
    return commands.require(command);
  } catch (error) {
    waiting.fail(error);
    throw error;
  }
};

/** The input of a command, which is remembered as well. */
class RecordedInput extends ByteQueue {
  readonly #decoder = new TextDecoder();
  seen = "";

  override write(chunk: Uint8Array): undefined {
    this.seen += this.#decoder.decode(chunk, { stream: true });
    super.write(chunk);
  }
}

/** Starts commands that the test handles. @throws {UnhandledExecError} when it has no handler */
export const createTestExec = ({ commands, waiting, users, onExec }: ExecDeps): SpawnExec => {
  let nextPid = firstPid;
  return (spec, { splitErrors }) => {
    const facts = { ...factsOf(spec, users), combineStderr: !splitErrors };
    const handler = requireHandler(facts.command, { commands, waiting });
    const [input, output] = [new RecordedInput(), new ByteQueue()];
    const errors = splitErrors ? new ByteQueue() : undefined;
    const end = createDeferred<ProcessEnd>();
    const killed = new AbortController();
    let isRunning = true;
    const finish = (how: ProcessEnd): void => {
      isRunning = false;
      for (const stream of [output, errors]) stream?.end();
      end.resolve(how);
    };
    const signal = (name: NodeJS.Signals): void => {
      if (!isRunning || !endsProcess(name, new Set())) return;
      killed.abort();
      finish({ code: signalExitCode(name), signal: name });
    };
    const call: ExecCall = {
      ...facts,
      stdin: () => input.text(),
      sleep: (ms) => waiting.sleep(ms),
      signal: killed.signal,
    };
    onExec({
      ...facts,
      get stdin() {
        return input.seen;
      },
    });
    const run = async (): Promise<void> => {
      const { exitCode = 0, stdout = "", stderr = "" } = await resultOf(handler, call);
      if (!isRunning) return;
      output.write(stdout);
      (errors ?? output).write(stderr);
      finish({ code: exitCode, signal: undefined });
    };
    waiting.during(run()).catch((error: unknown) => {
      waiting.fail(error);
      // Whoever else waits for the command goes on.
      finish({ code: 1, signal: undefined });
    });
    return {
      pid: nextPid++,
      exited: end.promise,
      signal,
      signalGroup: signal,
      isGroupAlive: () => isRunning,
      input,
      output,
      errors,
      // Nobody looks at the size of a terminal here.
      resize: () => undefined,
    };
  };
};
