import {
  createDeferred,
  type Process,
  type ProcessEnd,
  type Processes,
  type SpawnSpec,
} from "@cobble/daemon/core";
import { endsProcess, signalExitCode } from "./signals.ts";

/** A process of a service: it runs until the test, or a signal, ends it. */
export interface TestProcess {
  readonly pid: number;
  /** The service whose process it is. */
  readonly service: string;
  /** The words of its command. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDir: string | undefined;
  /** Who it runs as; undefined is the supervisor's own user. */
  readonly userId: number | undefined;
  readonly groupId: number | undefined;
  readonly isRunning: boolean;
  /** Every signal that was sent to it, oldest first. */
  readonly signals: readonly NodeJS.Signals[];
  /** Settles with its exit code. */
  readonly exited: Promise<number>;
  /** Writes to its output, as it stands: a line needs its newline. */
  write(text: string | Uint8Array): void;
  /** Ends it, as by itself. @param code 0 unless given */
  exit(code?: number): void;
  /** From now on these signals do not end it; SIGKILL always does. */
  ignore(...signals: readonly NodeJS.Signals[]): void;
}

/** What a process does when it is started; it goes on running when this returns, unless it has ended it. */
export type TestProgram = (process: TestProcess) => void;

const encoder = new TextEncoder();

/** The first number of a process. */
const firstPid = 1000;

class FakeProcess implements TestProcess {
  readonly pid: number;
  readonly service: string;
  readonly #spec: SpawnSpec;
  readonly signals: NodeJS.Signals[] = [];
  readonly output: ReadableStream<Uint8Array>;
  readonly #end = createDeferred<ProcessEnd>();
  readonly #ignored = new Set<NodeJS.Signals>();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isRunning = true;

  constructor(pid: number, spec: SpawnSpec) {
    this.pid = pid;
    this.service = spec.service ?? "";
    this.#spec = spec;
    this.output = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
  }

  get command(): readonly string[] {
    return this.#spec.argv;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#spec.environment;
  }

  get workingDir(): string | undefined {
    return this.#spec.workingDir;
  }

  get userId(): number | undefined {
    return this.#spec.uid;
  }

  get groupId(): number | undefined {
    return this.#spec.gid;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get end(): Promise<ProcessEnd> {
    return this.#end.promise;
  }

  get exited(): Promise<number> {
    return this.#end.promise.then(({ code }) => code);
  }

  write(text: string | Uint8Array): void {
    if (!this.#isRunning) return;
    this.#controller?.enqueue(typeof text === "string" ? encoder.encode(text) : text);
  }

  exit(code = 0): void {
    this.#finish({ code, signal: undefined });
  }

  ignore(...signals: readonly NodeJS.Signals[]): void {
    for (const signal of signals) this.#ignored.add(signal);
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#isRunning) return;
    this.signals.push(signal);
    if (endsProcess(signal, this.#ignored)) this.#finish({ code: signalExitCode(signal), signal });
  }

  #finish(end: ProcessEnd): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#controller?.close();
    this.#end.resolve(end);
  }
}

/** The processes of services, in memory. */
export interface TestProcesses extends Processes {
  /** Every process that was ever started, oldest first. */
  readonly all: readonly TestProcess[];
  /** What the processes of a service do from their next start on; `undefined` lets them just run. */
  setProgram(service: string, program: TestProgram | undefined): void;
}

/** Makes processes without a machine. */
export const createTestProcesses = (): TestProcesses => {
  const all: FakeProcess[] = [];
  const programs = new Map<string, TestProgram>();
  return {
    all,
    setProgram: (service, program) => {
      if (program === undefined) programs.delete(service);
      else programs.set(service, program);
    },
    spawn: (spec): Process => {
      const made = new FakeProcess(firstPid + all.length, spec);
      all.push(made);
      programs.get(made.service)?.(made);
      return {
        pid: made.pid,
        exited: made.end,
        output: made.output,
        signal: (signal) => made.signal(signal),
        signalGroup: (signal) => made.signal(signal),
        isGroupAlive: () => made.isRunning,
      };
    },
  };
};
