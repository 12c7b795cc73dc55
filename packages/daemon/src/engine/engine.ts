import type { TaskStatus } from "@cobble/wire";
import type { Clock, Logger, Timer } from "../deps.ts";
import { ApiError } from "../errors.ts";
import { createIdCounter, type IdCounter } from "../state/ids.ts";
import { loadRecords } from "../state/records.ts";
import type { StateStore } from "../state/store.ts";
import { type Change, isChange, type Task } from "./change.ts";
import { ChangeRun } from "./change-run.ts";
import { pruneChanges } from "./prune.ts";
import { endUnfinished } from "./restore.ts";
import type { ChangeSpec, TaskSpec } from "./task-spec.ts";

/** What the engine needs from outside. */
export interface EngineDeps {
  readonly clock: Clock;
  readonly store: StateStore;
  readonly log: Logger;
}

/** Hears of a change and of what its status has become. */
export type ChangeListener = (change: Change, status: TaskStatus) => void;

/** Hears of a change of which clients would see something else now. */
export type TouchListener = (change: Change) => void;

/** How often changes that are over the limits are forgotten. */
const pruneEveryMs = 10_000;

/** Runs changes: makes them, keeps them, and tells who waits. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #changes = new Map<string, Change>();
  readonly #runs = new Map<string, ChangeRun>();
  readonly #changeIds: IdCounter;
  readonly #taskIds: IdCounter;
  readonly #listeners: ChangeListener[] = [];
  readonly #touchListeners: TouchListener[] = [];
  #pruneTimer: Timer | undefined;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#changeIds = createIdCounter(deps.store, "change");
    this.#taskIds = createIdCounter(deps.store, "task");
    for (const [id, change] of loadRecords(deps.store, "change", isChange)) {
      this.#changes.set(id, change);
      if (endUnfinished(change, deps.clock)) this.#keep(change);
    }
  }

  /** Calls `listener` when a change is made, and each time that its status is another one. */
  onUpdate(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Calls `listener` each time that anything of a change is another than clients may have seen it. */
  onTouch(listener: TouchListener): void {
    this.#touchListeners.push(listener);
  }

  /** Makes a change and begins it. */
  start(spec: ChangeSpec): Change {
    const change = this.#newChange(spec);
    const run = new ChangeRun(change, spec.tasks, {
      clock: this.#deps.clock,
      log: this.#deps.log,
      publish: (status) => {
        for (const listener of this.#listeners) listener(change, status);
      },
      keep: () => this.#keep(change),
      ready: () => void this.#runs.delete(change.id),
    });
    this.#changes.set(change.id, change);
    this.#runs.set(change.id, run);
    run.begin();
    this.#pruneSoon();
    return change;
  }

  /** Every change that is kept, oldest first. */
  list(): readonly Change[] {
    return [...this.#changes.values()];
  }

  /** The change of that id, if it is kept. */
  find(id: string): Change | undefined {
    return this.#changes.get(id);
  }

  /** The task of that id, if its change is kept. */
  findTask(id: string): Task | undefined {
    for (const change of this.#changes.values()) {
      const task = change.tasks.find((each) => each.id === id);
      if (task !== undefined) return task;
    }
    return undefined;
  }

  /**
   * What whoever tells ids of changes or tasks to others waits for, so that they are never given again, even after a kill.
   * @returns undefined when there is nothing to wait for, as nearly always
   */
  idsKept(): Promise<unknown> | undefined {
    const [changes, tasks] = [this.#changeIds.kept(), this.#taskIds.kept()];
    return changes === undefined && tasks === undefined ? undefined : Promise.all([changes, tasks]);
  }

  /** Settles when the change is ready; at once when it is already. */
  wait(change: Change): Promise<Change> {
    return this.#runs.get(change.id)?.ready ?? Promise.resolve(change);
  }

  /**
   * Ends a change early: tasks that have not begun are put on Hold, those that run are told to end.
   * @throws {ApiError} 400 when it is ready already
   */
  abort(change: Change): void {
    const run = this.#runs.get(change.id);
    if (run === undefined) throw new ApiError(400, `cannot abort change ${change.id} with nothing pending`);
    run.abort();
  }

  /** Tells every running task to end, and writes down where the counters stand. */
  stop(): void {
    this.#pruneTimer?.cancel();
    for (const run of this.#runs.values()) run.cancel();
    this.#changeIds.release();
    this.#taskIds.release();
  }

  #newChange(spec: ChangeSpec): Change {
    const now = this.#deps.clock.now();
    return {
      id: this.#changeIds.next(),
      kind: spec.kind,
      summary: spec.summary,
      tasks: spec.tasks.map((task) => this.#newTask(task)),
      spawnTime: now,
      readyTime: undefined,
      data: spec.data ?? {},
      services: spec.services ?? [],
    };
  }

  #newTask(spec: TaskSpec): Task {
    return {
      id: this.#taskIds.next(),
      kind: spec.kind,
      summary: spec.summary,
      status: "Do",
      log: [],
      spawnTime: this.#deps.clock.now(),
      readyTime: undefined,
      data: { ...spec.data },
      ...(spec.service === undefined ? {} : { service: spec.service }),
      ...(spec.after === undefined ? {} : { after: spec.after }),
    };
  }

  #keep(change: Change): void {
    this.#deps.store.put("change", change.id, change);
    for (const listener of this.#touchListeners) listener(change);
  }

  #pruneSoon(): void {
    this.#pruneTimer ??= this.#deps.clock.after(pruneEveryMs, () => {
      this.#pruneTimer = undefined;
      for (const id of pruneChanges(this.list(), this.#deps.clock.now())) {
        this.#changes.delete(id);
        this.#deps.store.remove("change", id);
      }
      if (this.#changes.size > 0) this.#pruneSoon();
    });
  }
}
