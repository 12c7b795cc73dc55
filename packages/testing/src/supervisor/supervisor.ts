import {
  type Client,
  ConnectionError,
  createClient,
  createInProcessTransport,
  type Transport,
} from "@cobble/client";
import { createDaemon, type Daemon } from "@cobble/daemon/core";
import { type Layer, parseLayer } from "@cobble/plan";
import { NoProcessError } from "../errors.ts";
import { createContainerFiles, isFileIn } from "../os/container-files.ts";
import { ContainerRoot } from "../os/root.ts";
import { type CheckResult, createTestCheckRunner } from "./checks.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { type Commands, createCommands, type ExecHandler } from "./commands.ts";
import { createTestExec, type ExecRecord } from "./exec.ts";
import { createTestLogSenders, type SentLogs } from "./log-senders.ts";
import { createTestProcesses, type TestProcess, type TestProcesses, type TestProgram } from "./processes.ts";
import { createTestPrograms } from "./programs.ts";
import { type During, toAnswer, toArrived } from "./requests.ts";
import { createTestSecrets } from "./secrets.ts";
import { createSocketPair } from "./socket-pair.ts";
import { createTestStore, type KnownNotice } from "./store.ts";
import { createTestUsers } from "./users.ts";
import { Waiting } from "./waiting.ts";

/** How a supervisor starts. */
export interface SupervisorOptions {
  /** Its layers as YAML, by label, lowest first; none unless given. Nothing is started. */
  readonly layers?: Readonly<Record<string, string>>;
  /** Notices that it has from before. */
  readonly notices?: readonly KnownNotice[];
  /** The time that it moves in; a clock of its own unless given. */
  readonly clock?: TestClock;
  /** What services and commands inherit; only a PATH unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Is told of each command that is run, besides {@link Supervisor.execs}. */
  readonly noteExec?: (record: ExecRecord) => void;
}

const defaultEnvironment = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" } as const;

const readLayers = (layers: Readonly<Record<string, string>>): readonly Layer[] =>
  Object.entries(layers).map(([label, yaml], index) => parseLayer(yaml, { label, order: index + 1 }));

/**
 * A supervisor in memory: the daemon's own core, with processes, files, users and time that belong to the test. A call of
 * its client that waits moves the clock to what it waits for; otherwise time stands still until the test moves it.
 *
 * @example
 * await using supervisor = new Supervisor();
 * await supervisor.client.layers.add({ label: "base", yaml, combine: true });
 * const change = await supervisor.client.services.replan();
 * await supervisor.client.changes.waitDone(change);
 * supervisor.process("web").exit(1);
 * await supervisor.clock.advance(500);
 */
export class Supervisor implements AsyncDisposable {
  readonly clock: TestClock;
  /** Reaches the supervisor without a socket. */
  readonly transport: Transport;
  readonly client: Client;
  /** Every command that was run, oldest first. */
  readonly execs: ExecRecord[] = [];
  /** What log targets have sent. */
  readonly sentLogs: SentLogs[] = [];
  /** The supervisor's own log. */
  readonly log: string[] = [];
  /** The exit codes of those who wanted the supervisor to end. */
  readonly shutdowns: number[] = [];
  /** While false, every call fails as if no supervisor listened. */
  isReachable = true;
  readonly #root = new ContainerRoot();
  readonly #waiting: Waiting;
  readonly #processes: TestProcesses = createTestProcesses();
  readonly #commands: Commands = createCommands();
  readonly #checks = new Map<string, CheckResult>();
  readonly #daemon: Daemon;

  /** @throws {PlanError} when the layers do not make a plan */
  constructor(options: SupervisorOptions = {}) {
    this.clock = options.clock ?? createTestClock();
    this.#waiting = new Waiting(this.clock);
    this.#daemon = this.#createDaemon(options);
    this.transport = this.#createTransport();
    this.client = createClient({ transport: this.transport });
  }

  /** The folder that holds the container's files: `/etc/x` is `etc/x` in it. */
  get root(): string {
    return this.#root.folder;
  }

  /** What the plan is made of, lowest first. */
  get layers(): readonly Layer[] {
    return this.#daemon.layers();
  }

  /** Every process of a service that was ever started, oldest first. */
  get processes(): readonly TestProcess[] {
    return this.#processes.all;
  }

  /**
   * The process that a service runs as now.
   * @throws {NoProcessError} when it does not run
   */
  process(service: string): TestProcess {
    const found = this.#processes.all.findLast((each) => each.service === service && each.isRunning);
    if (found === undefined) throw new NoProcessError(service);
    return found;
  }

  /** Says what the processes of a service do from their next start on; they just run unless it is said. */
  onStart(service: string, program: TestProgram): void {
    this.#processes.setProgram(service, program);
  }

  /** Says what commands do that begin with these words; the longest that fits is taken, and an empty list fits all. */
  onExec(prefix: readonly string[], handler: ExecHandler): void {
    this.#commands.handle(prefix, handler);
  }

  /** Says how the runs of a check end from now on; they end well unless it is said. */
  setCheck(check: string, result: CheckResult): void {
    this.#checks.set(check, result);
  }

  /** Shows a file or a folder of this machine in the container. @throws {TestingError} when there is none */
  mount(location: string, source: string): void {
    this.#root.mount(location, source);
  }

  /** Settles as `result` does; the clock is moved for it as for a call. */
  wait<T>(result: Promise<T>, what: string): Promise<T> {
    return this.#waiting.until(result, what);
  }

  /** Ends every service and check, and removes the container's files. */
  async stop(): Promise<void> {
    for (const process of this.#processes.all) process.exit();
    await this.#waiting.until(this.#daemon.stop(), "the end of the supervisor");
    this.#root[Symbol.dispose]();
  }

  /** Removes the container's files, and leaves the rest as it is: nobody will ask it anything. */
  abandon(): void {
    this.#root[Symbol.dispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #createDaemon(options: SupervisorOptions): Daemon {
    const environment = options.environment ?? defaultEnvironment;
    const { clock } = this;
    const root = this.#root;
    const isFile = (path: string): boolean => isFileIn(root, path);
    const users = createTestUsers({ existing: (path) => root.existing(path) });
    const note = (text: string): void => void this.log.push(text);
    return createDaemon(
      {
        layers: readLayers(options.layers ?? {}),
        systemInfo: { "boot-id": "00000000-0000-4000-8000-000000000000", version: "1.32.0" },
        args: new Map(),
      },
      {
        clock,
        log: { notice: note, debug: () => undefined },
        random: () => 0.5,
        store: createTestStore(options.notices ?? [], clock),
        processes: this.#processes,
        users,
        programs: createTestPrograms(isFile),
        usage: {
          groups: () => Promise.resolve(new Map()),
          own: () => ({ pid: 1, cpuMs: 0, memoryBytes: 0 }),
          cpus: 1,
        },
        oomKills: () => undefined,
        files: createContainerFiles(root, () => clock.nowMs),
        secrets: createTestSecrets(),
        spawn: createTestExec({
          commands: this.#commands,
          waiting: this.#waiting,
          users,
          onExec: (record) => {
            this.execs.push(record);
            options.noteExec?.(record);
          },
        }),
        logSenders: createTestLogSenders((sent) => void this.sentLogs.push(sent)),
        checkRunner: () =>
          createTestCheckRunner({
            commands: this.#commands,
            sleep: (ms) => clock.sleep(ms),
            resultOf: (check) => this.#checks.get(check),
            environment,
          }),
        environment,
        uid: 0,
        shutdown: (exitCode) => void this.shutdowns.push(exitCode),
      },
    );
  }

  #createTransport(): Transport {
    const wait = <T>(result: Promise<T>, what: string): Promise<T> => this.#waiting.until(result, what);
    const during: During = (work) => this.#waiting.during(work);
    return createInProcessTransport({
      answer: async (request) => {
        const { method, target } = request;
        this.#refuseIfUnreachable(method, target);
        return toAnswer(await wait(this.#daemon.answer(toArrived(request, during)), `${method} ${target}`));
      },
      openWebSocket: ({ target, signal = new AbortController().signal }) =>
        new Promise((resolve, reject) => {
          this.#refuseIfUnreachable("GET", target);
          const arrived = toArrived(
            { method: "GET", target, headers: { upgrade: "websocket" }, signal },
            during,
          );
          const pair = createSocketPair((result) => wait(result, `the output of ${target}`));
          const refuse = (reason: string): void =>
            reject(new ConnectionError({ method: "GET", url: target, reason, unreachable: false }));
          this.#daemon
            .upgrade(arrived, {
              accept: () => {
                resolve(pair.client);
                return Promise.resolve(pair.server);
              },
              refuse: ({ status, body }) => refuse(`${status} ${String(body)}`),
              decline: () => refuse("it is no websocket"),
            })
            .catch(reject);
        }),
    });
  }

  #refuseIfUnreachable(method: "GET" | "POST", url: string): void {
    if (this.isReachable) return;
    const reason = 'socket "/charm/container/pebble.socket" not found';
    throw new ConnectionError({ method, url, reason, unreachable: true });
  }
}
