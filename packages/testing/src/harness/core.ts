import type { Charm, Framework } from "@cobble/charm";
import { createDeferred } from "@cobble/daemon/core";
import { type DescriptionOptions, readDescription } from "../context/charm-description.ts";
import { makeState } from "../context/complete.ts";
import { TestContainers } from "../context/containers.ts";
import type { TestedCharm } from "../context/context.ts";
import type { TestEvent } from "../context/event.ts";
import type { CaptureOptions } from "../context/record-events.ts";
import { runHook } from "../context/run-hook.ts";
import { TestingError } from "../errors.ts";
import { identityOf, Juju, type UnitOptions } from "../juju/juju.ts";
import { createRecords, type Records } from "../juju/records.ts";
import { workingFolder } from "../os/charm-files.ts";
import { ResourceFiles } from "../os/resource-files.ts";
import { StorageFolders } from "../os/storages.ts";
import { completeContainer } from "../state/container.ts";
import type { State, StateInput } from "../state/state.ts";
import { createTestClock, type TestClock } from "../supervisor/clock.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";

/** The charm that a harness drives, and the unit that it is. */
export interface HarnessOptions extends DescriptionOptions, UnitOptions, CaptureOptions {
  /** Whether the application was given the right to see what opens the cloud; it was unless given. */
  readonly isTrusted?: boolean;
  /** What there is in the beginning; nothing unless given. */
  readonly state?: Omit<StateInput, "containers">;
}

/** A charm that stays, with Juju and its containers around it: what every part of a harness stands on. */
export class HarnessCore<C extends Pick<Charm, "framework">> implements Disposable {
  /** The time of the charm and its containers; it moves when they wait for something. */
  readonly clock: TestClock = createTestClock();
  /** What the charm did, besides what is in the state. */
  readonly records: Records = createRecords();
  protected readonly juju: Juju;
  protected readonly containers: TestContainers;
  /** Whether the test has said how many units the application is meant to have. */
  protected isPlanned: boolean;
  readonly #charmClass: TestedCharm<C>;
  readonly #charmDir: string;
  readonly #capture: CaptureOptions;
  /** The files of resources that tests give by their contents. */
  protected readonly resourceFiles: ResourceFiles = new ResourceFiles();
  readonly #storages = new StorageFolders();
  #charm: C | undefined;
  #hooks: "enabled" | "disabled" = "enabled";

  /** @throws {CharmcraftError} when the charm's description cannot be used */
  constructor(charmClass: TestedCharm<C>, options: HarnessOptions = {}) {
    const meta = readDescription(options);
    const identity = identityOf(meta, { ...options, isTrusted: options.isTrusted ?? true });
    const names = [...meta.containers.keys()];
    const containers = Object.fromEntries(names.map((name) => [name, completeContainer({})]));
    const { records, clock } = this;
    this.#charmClass = charmClass;
    this.#capture = options;
    this.isPlanned = options.state?.plannedUnits !== undefined;
    this.#charmDir = options.charmDir ?? workingFolder();
    this.juju = new Juju(makeState({ ...options.state, containers: {} }, identity), {
      identity,
      records,
      storagePath: (name, index) => this.storageFolder(name, index),
      nowMs: () => clock.nowMs,
    });
    this.juju.update({ containers });
    this.containers = new TestContainers(containers, { clock, records });
  }

  /** What Juju knows of the unit now; what supervisors know, ask them. */
  get state(): State {
    return this.juju.state;
  }

  /**
   * The charm that the last event came to: as in Juju, each event has a new object.
   * @throws {TestingError} before `begin`
   */
  get charm(): C {
    if (this.#charm !== undefined) return this.#charm;
    throw new TestingError("not-begun", "cannot show the charm: begin() makes it");
  }

  /** The framework of that charm. */
  get framework(): Framework {
    return this.charm.framework;
  }

  /** The model that that charm sees, as it was when its event came. */
  get model(): Framework["model"] {
    return this.framework.model;
  }

  /** Whether events come to the charm. */
  get hasBegun(): boolean {
    return this.#charm !== undefined;
  }

  /**
   * Makes the charm. Until then changes of the harness are the world that the charm finds; from then on they are events.
   * @throws {TestingError} the second time
   * @throws what the charm's constructor throws
   */
  async begin(): Promise<void> {
    if (this.#charm !== undefined) {
      throw new TestingError("begun", "cannot begin again: make another harness");
    }
    const made = createDeferred<void>();
    // The hook goes no further than its charm: its event, which there is not, never comes.
    const never = new Promise<void>(() => undefined);
    const ended = this.#dispatch({ kind: "plain", hook: "begin" }, () => {
      made.resolve();
      return never;
    });
    await Promise.race([made.promise, ended]);
  }

  /** Lets an event come to the charm, if it has begun and hooks are not disabled. @throws what the charm throws */
  async emit(event: TestEvent): Promise<void> {
    if (this.hasBegun && this.#hooks === "enabled") await this.#dispatch(event);
  }

  /** From now on changes are no events, until {@link HarnessCore.enableHooks}. */
  disableHooks(): void {
    this.#hooks = "disabled";
  }

  /** Undoes {@link HarnessCore.disableHooks}. */
  enableHooks(): void {
    this.#hooks = "enabled";
  }

  /** Does something whose changes are no events. */
  async withHooksDisabled<T>(act: () => Promise<T>): Promise<T> {
    const before = this.#hooks;
    this.disableHooks();
    try {
      return await act();
    } finally {
      this.#hooks = before;
    }
  }

  /**
   * The supervisor of a container, whether the charm can reach it or not: for its processes, checks, files and logs.
   * @throws {TestingError} when the charm has none of that name
   */
  supervisor(container: string): Promise<Supervisor> {
    this.requireName("container", container);
    return this.containers.supervisor(container);
  }

  /** The folder of a storage, which the charm sees, too. */
  storageFolder(name: string, index = 0): string {
    return this.#storages.path(name, index);
  }

  /** Removes the folders of containers and storages. They are removed when the process ends otherwise. */
  cleanup(): void {
    this.containers[Symbol.dispose]();
    this.#storages[Symbol.dispose]();
    this.resourceFiles[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.cleanup();
  }

  /** @throws {TestingError} unless the charm's description has the name */
  protected requireName(
    what: "container" | "relation" | "storage" | "resource" | "action",
    name: string,
  ): void {
    const { meta } = this.juju.identity;
    const tables = {
      container: meta.containers,
      relation: meta.relations,
      storage: meta.storages,
      resource: meta.resources,
      action: meta.actions,
    } as const;
    const known = [...tables[what].keys()];
    if (known.includes(name)) return;
    const list = known.length === 0 ? "there are none" : `there are ${known.join(", ")}`;
    throw new TestingError(
      "unknown-name",
      `cannot find ${what} ${JSON.stringify(name)} in the charm's description: ${list}`,
    );
  }

  async #dispatch(event: TestEvent, onMade?: () => Promise<void>): Promise<void> {
    const { captureDeferredEvents = false, captureFrameworkEvents = false } = this.#capture;
    await runHook(this.#charmClass, event, {
      captureDeferredEvents,
      captureFrameworkEvents,
      juju: this.juju,
      containers: this.containers,
      clock: this.clock,
      charmDir: this.#charmDir,
      onCharm: async (charm) => {
        // Dispatch makes objects of the class that it is given.
        this.#charm = charm as C;
        await onMade?.();
      },
    });
  }
}
