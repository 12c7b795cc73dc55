import type { TaskStatus } from "@cobble/wire";
import { createDeferred } from "../deferred.ts";
import type { Clock, Logger } from "../deps.ts";
import { messageOf } from "../errors.ts";
import type { Change, Task } from "./change.ts";
import { stepTask, type TaskEvent } from "./machine.ts";
import { StatusCount } from "./status-count.ts";
import { addTaskLog } from "./task-log.ts";
import { TaskOrder } from "./task-order.ts";
import { Reported, type TaskContext, type TaskSpec } from "./task-spec.ts";

/** What the running of a change needs from around it. */
export interface ChangeRunDeps {
  readonly clock: Clock;
  readonly log: Logger;
  /** The status of the change is another one, or this is its first. */
  readonly publish: (status: TaskStatus) => void;
  /** Something that clients see is another one. */
  readonly keep: () => void;
  /** Every task is finished. */
  readonly ready: () => void;
}

/** A change on its way: starts each task when those before it are done. */
export class ChangeRun {
  readonly change: Change;
  /** Settles when the change is ready. */
  readonly ready: Promise<Change>;
  readonly #specs: readonly TaskSpec[];
  readonly #deps: ChangeRunDeps;
  readonly #order: TaskOrder;
  readonly #count: StatusCount;
  /** Of the tasks that have been told to end, or that would hear of it. */
  readonly #cancels = new Map<number, AbortController>();
  readonly #resolveReady: (change: Change) => void;
  #published: TaskStatus | undefined;

  constructor(change: Change, specs: readonly TaskSpec[], deps: ChangeRunDeps) {
    const { promise, resolve } = createDeferred<Change>();
    this.change = change;
    this.ready = promise;
    this.#resolveReady = resolve;
    this.#specs = specs;
    this.#deps = deps;
    this.#order = new TaskOrder(specs);
    this.#count = new StatusCount(change);
  }

  /** Begins every task that waits for none. */
  begin(): void {
    this.#publish();
    for (const index of this.#order.first()) this.#apply(index, { type: "begin" });
    this.#settle();
  }

  /** Puts tasks that have not begun on Hold, and tells those that run to end. */
  abort(): void {
    for (const index of this.change.tasks.keys()) this.#apply(index, { type: "abort" });
    this.#publish();
    this.#settle();
  }

  /** Tells every running task to end; what becomes of them is not waited for. */
  cancel(): void {
    for (const [index, task] of this.change.tasks.entries()) {
      if (task.status === "Doing" || task.status === "Abort") this.#cancelOf(index).abort();
    }
  }

  #cancelOf(index: number): AbortController {
    const known = this.#cancels.get(index);
    if (known !== undefined) return known;
    const made = new AbortController();
    this.#cancels.set(index, made);
    return made;
  }

  #apply(index: number, event: TaskEvent): void {
    const task = this.change.tasks[index];
    if (task === undefined) return;
    const { status, effects } = stepTask(task.status, event);
    this.#count.move(task.status, status);
    task.status = status;
    for (const effect of effects) {
      if (effect === "run") this.#run(index, task);
      else if (effect === "cancel") this.#cancelOf(index).abort();
      else task.readyTime = this.#deps.clock.now();
    }
  }

  #run(index: number, task: Task): void {
    const spec = this.#specs[index];
    if (spec === undefined) return;
    this.#publish();
    this.#deps.log.debug(() => `Change ${this.change.id} runs task ${task.id}: ${task.summary}`);
    spec.run(this.#context(index, task)).then(
      () => this.#finish(index, { type: "succeed" }),
      (error: unknown) => this.#fail(index, task, error),
    );
  }

  #context(index: number, task: Task): TaskContext {
    const cancelOf = (): AbortController => this.#cancelOf(index);
    return {
      changeId: this.change.id,
      taskId: task.id,
      get signal() {
        return cancelOf().signal;
      },
      log: (level, text) => {
        addTaskLog(task, { level, text }, this.#deps.clock);
        this.#deps.keep();
      },
      setData: (key, value) => {
        task.data[key] = value;
        this.#deps.keep();
      },
    };
  }

  #fail(index: number, task: Task, error: unknown): void {
    const text = messageOf(error);
    if (!(error instanceof Reported)) addTaskLog(task, { level: "ERROR", text }, this.#deps.clock);
    this.#deps.log.notice(`Change ${this.change.id} task (${task.summary}) failed: ${text}`);
    this.#finish(index, { type: "fail" });
  }

  #finish(index: number, event: TaskEvent): void {
    this.#apply(index, event);
    this.#cancels.delete(index);
    if (this.change.tasks[index]?.status === "Done") {
      for (const next of this.#order.done(index)) this.#apply(next, { type: "begin" });
    } else {
      this.#giveUpBehind(index);
    }
    this.#settle();
    this.#publish();
  }

  /** Gives up every task that waits for one that failed, and so on behind those. */
  #giveUpBehind(index: number): void {
    const behind = new Set(this.#order.followersOf(index));
    // A set that grows is visited to its end.
    for (const follower of behind) {
      this.#apply(follower, { type: "prerequisiteFailed" });
      for (const next of this.#order.followersOf(follower)) behind.add(next);
    }
  }

  #settle(): void {
    if (this.change.readyTime !== undefined || !this.#count.isReady) return;
    this.change.readyTime = this.#deps.clock.now();
    this.#deps.ready();
    this.#resolveReady(this.change);
  }

  #publish(): void {
    this.#deps.keep();
    const { status } = this.#count;
    if (status === this.#published) return;
    this.#published = status;
    this.#deps.publish(status);
  }
}
