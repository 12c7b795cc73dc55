import type { Charm, Framework } from "@cobble/charm";
import { createDeferred } from "@cobble/daemon/core";
import { TestingError } from "../errors.ts";
import { identityOf, Juju, type UnitIdentity } from "../juju/juju.ts";
import { actionOutput, createRecords, type Records } from "../juju/records.ts";
import { workingFolder } from "../os/charm-files.ts";
import type { RealContainer } from "../os/real-container.ts";
import { StorageFolders } from "../os/storages.ts";
import { fillState } from "../state/full-state.ts";
import type { State, StateInput } from "../state/state.ts";
import { createTestClock, type TestClock } from "../supervisor/clock.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";
import { readDescription } from "./charm-description.ts";
import { makeState } from "./complete.ts";
import { checkConsistency } from "./consistency.ts";
import { TestContainers } from "./containers.ts";
import { ActionFailedError } from "./errors.ts";
import { type TestEvent, type TestEvents, testEvents } from "./event.ts";
import type { ContextOptions } from "./options.ts";
import { RealContainers } from "./real-containers.ts";
import { runHook } from "./run-hook.ts";

/** A class of charms whose objects a test may look at. */
export type TestedCharm<C> = new (framework: Framework) => C;

/** A charm that has been made for an event, which has not come to it yet. */
export interface Manager<C> extends AsyncDisposable {
  readonly charm: C;
  /** The supervisor of a container, for what a state does not say. */
  supervisor(container: string): Promise<Supervisor>;
  /**
   * Lets the event come; once. It comes at the end of the block at the latest.
   * @throws what the charm throws
   */
  run(): Promise<State>;
}

/**
 * Runs events of one charm: a state goes in, an event happens, and another state comes out. Nothing is left from one run to
 * the next but what the test hands on, and what this object has recorded.
 *
 * @example
 * const context = new Context(PauseCharm, { charmcraft: "name: pause\n..." });
 * const out = await context.run(context.on.pebbleReady("pause"), {
 *   containers: { pause: { canConnect: true } },
 * });
 * assert.deepEqual(out.unitStatus, new ActiveStatus());
 */
export class Context<C extends Pick<Charm, "framework"> = Pick<Charm, "framework">> implements Disposable {
  /** Makes events, as in `context.on.configChanged()`. */
  readonly on: TestEvents<C> = testEvents;
  /** The time of the charm and its containers; it moves when they wait for something. */
  readonly clock: TestClock = createTestClock();
  /** What charms did in all runs, besides what is in the states. */
  readonly records: Records = createRecords();
  readonly #charmClass: TestedCharm<C>;
  readonly #identity: UnitIdentity;
  readonly #charmDir: string;
  readonly #storages = new StorageFolders();
  readonly #options: ContextOptions;
  #containers: TestContainers | RealContainers | undefined;

  /**
   * @throws {CharmcraftError} when the charm's description cannot be used
   * @throws {TestingError} when there is none
   */
  constructor(charmClass: TestedCharm<C>, options: ContextOptions = {}) {
    const meta = readDescription(options);
    this.#charmClass = charmClass;
    this.#options = options;
    this.#charmDir = options.charmDir ?? workingFolder();
    this.#identity = identityOf(meta, { ...options, isTrusted: options.isTrusted ?? false });
  }

  /**
   * Lets an event come to a new object of the charm.
   * @returns the state afterwards
   * @throws {InconsistentStateError} when state and event could never be
   * @throws {ActionFailedError} when the event is an action, and the charm says that it failed
   * @throws what the charm throws, the very object
   */
  run(event: TestEvent, state: StateInput = {}): Promise<State> {
    return this.#execute(event, state);
  }

  /**
   * Makes the charm for an event, so that a test can look at it, and change it, before the event comes.
   *
   * @example
   * await using manager = await context.manage(context.on.updateStatus(), state);
   * manager.charm.isQuiet = true;
   * const out = await manager.run();
   * @throws what {@link Context.run} throws before the event comes
   */
  async manage(event: TestEvent, state: StateInput = {}): Promise<Manager<C>> {
    const made = createDeferred<C>();
    const gate = createDeferred<void>();
    const ended = this.#execute(event, state, async (charm) => {
      made.resolve(charm);
      await gate.promise;
    });
    const charm = await Promise.race([made.promise, ended.then(() => made.promise)]);
    // Whoever runs it, or ends the block, is told of an error; until then nobody waits for it.
    ended.catch(() => undefined);
    let hasRun = false;
    const run = (): Promise<State> => {
      hasRun = true;
      gate.resolve();
      return ended;
    };
    return {
      charm,
      supervisor: (container) => this.supervisor(container),
      run: () => {
        if (!hasRun) return run();
        throw new TestingError("already-run", "cannot let the event come again: it has come to this charm");
      },
      [Symbol.asyncDispose]: async () => {
        if (!hasRun) await run();
      },
    };
  }

  /**
   * The supervisor of a container, as the last run has left it: for its files, processes and logs.
   * @throws {TestingError} before the first run, or when containers are real
   */
  supervisor(container: string): Promise<Supervisor> {
    if (this.#containers instanceof TestContainers) return this.#containers.supervisor(container);
    const reason =
      this.#containers === undefined ? "there has been no run yet" : "it is real: realContainer has it";
    throw new TestingError("not-run", `cannot look into a container in memory: ${reason}`);
  }

  /**
   * A real container, as the last run has left it: for its files and its supervisor's client.
   * @throws {TestingError} when it was not started: before the first run, without `real`, or when it cannot be connected to
   */
  realContainer(container: string): RealContainer {
    const found = this.#containers instanceof RealContainers ? this.#containers.get(container) : undefined;
    if (found !== undefined) return found;
    throw new TestingError("not-run", `cannot look into container ${container}: no real one was started`);
  }

  /**
   * A state with all that the charm's description has: each option with its default, a relation of each endpoint, each
   * container, which can be connected to, and each storage. What is given stands instead, an endpoint's relations and a name's
   * storages whole.
   * @throws {LayerError} when a layer of a container is none
   * @throws {PlanError} when the layers of a container make no plan
   */
  fullState(input: StateInput = {}): State {
    return makeState(fillState(input, this.#identity.meta), this.#identity);
  }

  /** The folder of a storage, which the charm sees, too. It stays from run to run. */
  storageFolder(name: string, index = 0): string {
    return this.#storages.path(name, index);
  }

  /** Removes the folders of containers and storages. They are removed when the process ends otherwise. */
  [Symbol.dispose](): void {
    this.#containers?.[Symbol.dispose]();
    this.#storages[Symbol.dispose]();
  }

  async #execute(event: TestEvent, input: StateInput, onCharm?: (charm: C) => Promise<void>): Promise<State> {
    const state = makeState(input, this.#identity);
    const { records, clock } = this;
    records.warnings.push(...checkConsistency({ state, event, identity: this.#identity }, this.#options));
    const nowMs = (): number => clock.nowMs;
    const storagePath = (name: string, index: number): string => this.#storages.path(name, index);
    const juju = new Juju(state, { identity: this.#identity, records, storagePath, nowMs });
    const containers = await this.#startContainers(state);
    [records.actionResults, records.actionFailure] = [undefined, undefined];
    records.actionLogs.length = 0;
    await runHook(this.#charmClass, event, {
      ...this.#options,
      isTraced: this.#options.tracing === true,
      juju,
      containers,
      clock,
      charmDir: this.#charmDir,
      ...(onCharm && {
        // Dispatch makes objects of the class that it is given.
        onCharm: (charm: Pick<Charm, "framework">) => onCharm(charm as C),
      }),
    });
    const out: State = { ...juju.state, containers: await containers.states() };
    if (records.actionFailure !== undefined) {
      throw new ActionFailedError(records.actionFailure, { output: actionOutput(records), state: out });
    }
    return out;
  }

  async #startContainers({ containers }: State): Promise<TestContainers | RealContainers> {
    this.#containers?.[Symbol.dispose]();
    const { clock, records } = this;
    const { real = false } = this.#options;
    const executable = typeof real === "string" ? real : undefined;
    this.#containers =
      real === false
        ? new TestContainers(containers, { clock, records })
        : await RealContainers.start(containers, executable);
    return this.#containers;
  }
}
