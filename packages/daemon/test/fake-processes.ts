import type { Process, Processes } from "../src/os/processes.ts";
import type { ProcessEnd } from "../src/os/spawn.ts";
import type { SpawnSpec } from "../src/os/spawn-spec.ts";

/** A process that runs until a signal, or the test, ends it. */
export interface FakeProcess extends Process {
  readonly spec: SpawnSpec;
  /** Ends it, as by itself; one that has ended stays as it is. */
  exit(code: number, signal?: NodeJS.Signals): void;
  readonly isOver: boolean;
}

/** Processes that are only remembered. SIGTERM and SIGKILL end one at once. */
export interface FakeProcesses extends Processes {
  /** Every process that was ever started, oldest first. */
  readonly all: readonly FakeProcess[];
  /** The process that runs with these words in its command, the last one if there are several. */
  running(word: string): FakeProcess | undefined;
}

const signalCodes: Readonly<Record<string, number>> = { SIGTERM: 143, SIGKILL: 137 };

const makeProcess = (pid: number, spec: SpawnSpec): FakeProcess => {
  const exited = Promise.withResolvers<ProcessEnd>();
  let isOver = false;
  const exit = (code: number, signal?: NodeJS.Signals): void => {
    isOver = true;
    exited.resolve({ code, signal });
  };
  const signal = (name: NodeJS.Signals): void => {
    const code = signalCodes[name];
    if (code !== undefined) exit(code, name);
  };
  return {
    pid,
    spec,
    output: new ReadableStream({ start: (controller) => controller.close() }),
    exited: exited.promise,
    exit,
    get isOver() {
      return isOver;
    },
    signal,
    signalGroup: signal,
    isGroupAlive: () => !isOver,
  };
};

/** Makes processes without a machine. */
export const createFakeProcesses = (): FakeProcesses => {
  const all: FakeProcess[] = [];
  return {
    all,
    running: (word) => all.findLast(({ spec, isOver }) => !isOver && spec.argv.includes(word)),
    spawn: (spec) => {
      const made = makeProcess(1000 + all.length, spec);
      all.push(made);
      return made;
    },
  };
};
