import { formatTime } from "@cobble/wire";
import type { Clock, Logger, Timer } from "../deps.ts";
import { ApiError, messageOf } from "../errors.ts";
import { createIdCounter, type IdCounter } from "../state/ids.ts";
import { loadRecords } from "../state/records.ts";
import type { StateStore } from "../state/store.ts";
import { type Change, isChange, isReady, isReadyStatus, type Task } from "./change.ts";
import { stepTask, type TaskEvent } from "./machine.ts";
import { pruneChanges } from "./prune.ts";

/** What a running task may do to itself. */
export interface TaskContext {
  readonly changeId: string;
  readonly taskId: string;
  /** Aborts when a client aborts the change, and when the daemon stops. */
  readonly signal: AbortSignal;
  log(level: "INFO" | "ERROR", text: string): void;
  setData(key: string, value: unknown): void;
}

/** A task to be done. */
export interface TaskSpec {
  readonly kind: string;
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Positions, in the same change, of the tasks that must be Done before this one begins. */
  readonly after?: readonly number[];
  /** Does the work; what it throws fails the task, and is its ERROR line unless it throws {@link Reported}. */
  run(context: TaskContext): Promise<void>;
}

/** A change to be made. */
export interface ChangeSpec {
  readonly kind: string;
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The services that it is about. */
  readonly services?: readonly string[];
  readonly tasks: readonly TaskSpec[];
}

/** Thrown by a task whose ERROR line is in its log already. */
export class Reported extends Error {}

/**
 * Kinds of tasks that go on until somebody ends them: that the daemon ended first is no failure of theirs.
 * @source pebble 1.32, seen: `kill -9` while a check runs; its change is on Hold after the restart
 */
const standingKinds: ReadonlySet<string> = new Set(["perform-check", "recover-check"]);

/** How many log lines a task keeps. */
const maxLogLines = 10;

interface Live {
  readonly change: Change;
  readonly specs: readonly TaskSpec[];
  readonly cancels: readonly AbortController[];
  readonly ready: PromiseWithResolvers<Change>;
}

/** Runs changes: keeps them, starts each task when those before it are done, and tells who waits. */
export class Engine {
  readonly #deps: { readonly clock: Clock; readonly store: StateStore; readonly log: Logger };
  readonly #changes = new Map<string, Change>();
  readonly #live = new Map<string, Live>();
  readonly #changeIds: IdCounter;
  readonly #taskIds: IdCounter;
  readonly #listeners: ((change: Change) => void)[] = [];
  #pruneTimer: Timer | undefined;

  constructor(deps: { readonly clock: Clock; readonly store: StateStore; readonly log: Logger }) {
    this.#deps = deps;
    this.#changeIds = createIdCounter(deps.store, "change");
    this.#taskIds = createIdCounter(deps.store, "task");
    for (const [id, change] of loadRecords(deps.store, "change", isChange)) this.#restore(id, change);
  }

  /** Calls `listener` when a change is made and at each change of its status. */
  onUpdate(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  /** Makes a change and begins it. */
  start(spec: ChangeSpec): Change {
    const now = this.#deps.clock.now();
    const tasks = spec.tasks.map((task) => this.#newTask(task));
    const change: Change = {
      id: this.#changeIds.next(),
      kind: spec.kind,
      summary: spec.summary,
      tasks,
      spawnTime: now,
      readyTime: undefined,
      data: spec.data ?? {},
      services: spec.services ?? [],
    };
    const live: Live = {
      change,
      specs: spec.tasks,
      cancels: tasks.map(() => new AbortController()),
      ready: Promise.withResolvers(),
    };
    this.#changes.set(change.id, change);
    this.#live.set(change.id, live);
    this.#publish(change);
    this.#advance(live);
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

  /** Settles when the change is ready; at once when it is already. */
  wait(change: Change): Promise<Change> {
    return this.#live.get(change.id)?.ready.promise ?? Promise.resolve(change);
  }

  /**
   * Ends a change early: tasks that have not begun are put on Hold, those that run are told to end.
   * @throws {ApiError} 400 when it is ready already
   */
  abort(change: Change): void {
    const live = this.#live.get(change.id);
    if (live === undefined) throw new ApiError(400, `cannot abort change ${change.id} with nothing pending`);
    for (const index of change.tasks.keys()) this.#apply(live, index, { type: "abort" });
    this.#publish(change);
    this.#settle(live);
  }

  /** Tells every running task to end, and writes down where the counters stand. */
  stop(): void {
    this.#pruneTimer?.cancel();
    for (const live of this.#live.values()) for (const cancel of live.cancels) cancel.abort();
    this.#changeIds.release();
    this.#taskIds.release();
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
    };
  }

  #restore(id: string, change: Change): void {
    this.#changes.set(id, change);
    if (isReady(change)) return;
    // Its work died with the daemon that ran it: nobody will finish it.
    const now = this.#deps.clock.now();
    for (const task of change.tasks) {
      if (isReadyStatus(task.status)) continue;
      const failed = task.status !== "Do" && !standingKinds.has(task.kind);
      if (failed) this.#addLog(task, "ERROR", "daemon stopped before the task was finished");
      task.status = failed ? "Error" : "Hold";
      task.readyTime = now;
    }
    change.readyTime = now;
    this.#deps.store.put("change", id, change);
  }

  #addLog(task: Task, level: "INFO" | "ERROR", text: string): void {
    const seconds = Math.floor(this.#deps.clock.now() / 1e6) * 1e6;
    task.log.push(`${formatTime(seconds, this.#deps.clock.offsetMinutes())} ${level} ${text}`);
    if (task.log.length > maxLogLines) task.log.shift();
  }

  /** Begins every task whose prerequisites are done, and gives up those whose prerequisites failed. */
  #advance(live: Live): void {
    const { tasks } = live.change;
    for (const [index, task] of tasks.entries()) {
      if (task.status !== "Do") continue;
      const before = (live.specs[index]?.after ?? []).map((position) => tasks[position]?.status ?? "Done");
      if (before.some((status) => status === "Error" || status === "Hold")) {
        this.#apply(live, index, { type: "prerequisiteFailed" });
      } else if (before.every((status) => status === "Done")) {
        this.#apply(live, index, { type: "begin" });
      }
    }
    this.#settle(live);
  }

  #apply(live: Live, index: number, event: TaskEvent): void {
    const task = live.change.tasks[index];
    if (task === undefined) return;
    const { status, effects } = stepTask(task.status, event);
    task.status = status;
    for (const effect of effects) {
      if (effect === "run") this.#run(live, index);
      else if (effect === "cancel") live.cancels[index]?.abort();
      else task.readyTime = this.#deps.clock.now();
    }
  }

  #run(live: Live, index: number): void {
    const spec = live.specs[index];
    const task = live.change.tasks[index];
    const cancel = live.cancels[index];
    if (spec === undefined || task === undefined || cancel === undefined) return;
    const context: TaskContext = {
      changeId: live.change.id,
      taskId: task.id,
      signal: cancel.signal,
      log: (level, text) => {
        this.#addLog(task, level, text);
        this.#deps.store.put("change", live.change.id, live.change);
      },
      setData: (key, value) => {
        task.data[key] = value;
      },
    };
    this.#publish(live.change);
    spec.run(context).then(
      () => this.#finish(live, index, { type: "succeed" }),
      (error: unknown) => this.#fail(live, index, error),
    );
  }

  #fail(live: Live, index: number, error: unknown): void {
    const task = live.change.tasks[index];
    if (task === undefined) return;
    if (!(error instanceof Reported)) this.#addLog(task, "ERROR", messageOf(error));
    this.#deps.log.notice(`Change ${live.change.id} task (${task.summary}) failed: ${messageOf(error)}`);
    this.#finish(live, index, { type: "fail" });
  }

  #finish(live: Live, index: number, event: TaskEvent): void {
    this.#apply(live, index, event);
    this.#advance(live);
    this.#publish(live.change);
  }

  #settle(live: Live): void {
    const { change } = live;
    if (!this.#live.has(change.id) || !isReady(change)) return;
    change.readyTime = this.#deps.clock.now();
    this.#live.delete(change.id);
    live.ready.resolve(change);
  }

  #publish(change: Change): void {
    this.#deps.store.put("change", change.id, change);
    for (const listener of this.#listeners) listener(change);
  }

  #pruneSoon(): void {
    this.#pruneTimer ??= this.#deps.clock.after(10_000, () => {
      this.#pruneTimer = undefined;
      for (const id of pruneChanges(this.list(), this.#deps.clock.now())) {
        this.#changes.delete(id);
        this.#deps.store.remove("change", id);
      }
      if (this.#changes.size > 0) this.#pruneSoon();
    });
  }
}
