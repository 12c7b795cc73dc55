import type { Clock, Logger } from "../deps.ts";
import { messageOf } from "../errors.ts";
import { type Change, isReady } from "./change.ts";
import { stepTask, type TaskEvent } from "./machine.ts";
import { addTaskLog } from "./task-log.ts";
import { Reported, type TaskContext, type TaskSpec } from "./task-spec.ts";

/** What the running of a change needs from around it. */
export interface ChangeRunDeps {
  readonly clock: Clock;
  readonly log: Logger;
  /** A status is another one. */
  readonly publish: (change: Change) => void;
  /** Something that clients see, but no status, is another one. */
  readonly keep: (change: Change) => void;
  /** Every task is finished. */
  readonly ready: (change: Change) => void;
}

/** A change on its way: starts each task when those before it are done. */
export class ChangeRun {
  readonly change: Change;
  /** Settles when the change is ready. */
  readonly ready: Promise<Change>;
  readonly #specs: readonly TaskSpec[];
  readonly #deps: ChangeRunDeps;
  readonly #cancels: readonly AbortController[];
  readonly #resolveReady: (change: Change) => void;

  constructor(change: Change, specs: readonly TaskSpec[], deps: ChangeRunDeps) {
    const { promise, resolve } = Promise.withResolvers<Change>();
    this.change = change;
    this.ready = promise;
    this.#resolveReady = resolve;
    this.#specs = specs;
    this.#deps = deps;
    this.#cancels = specs.map(() => new AbortController());
  }

  /** Begins every task whose prerequisites are done, and gives up those whose prerequisites failed. */
  advance(): void {
    const { tasks } = this.change;
    for (const [index, task] of tasks.entries()) {
      if (task.status !== "Do") continue;
      const before = (this.#specs[index]?.after ?? []).map((position) => tasks[position]?.status ?? "Done");
      if (before.some((status) => status === "Error" || status === "Hold")) {
        this.#apply(index, { type: "prerequisiteFailed" });
      } else if (before.every((status) => status === "Done")) {
        this.#apply(index, { type: "begin" });
      }
    }
    this.#settle();
  }

  /** Puts tasks that have not begun on Hold, and tells those that run to end. */
  abort(): void {
    for (const index of this.change.tasks.keys()) this.#apply(index, { type: "abort" });
    this.#deps.publish(this.change);
    this.#settle();
  }

  /** Tells every running task to end; what becomes of them is not waited for. */
  cancel(): void {
    for (const cancel of this.#cancels) cancel.abort();
  }

  #apply(index: number, event: TaskEvent): void {
    const task = this.change.tasks[index];
    if (task === undefined) return;
    const { status, effects } = stepTask(task.status, event);
    task.status = status;
    for (const effect of effects) {
      if (effect === "run") this.#run(index);
      else if (effect === "cancel") this.#cancels[index]?.abort();
      else task.readyTime = this.#deps.clock.now();
    }
  }

  #run(index: number): void {
    const spec = this.#specs[index];
    const context = this.#context(index);
    if (spec === undefined || context === undefined) return;
    this.#deps.publish(this.change);
    spec.run(context).then(
      () => this.#finish(index, { type: "succeed" }),
      (error: unknown) => this.#fail(index, error),
    );
  }

  #context(index: number): TaskContext | undefined {
    const task = this.change.tasks[index];
    const cancel = this.#cancels[index];
    if (task === undefined || cancel === undefined) return undefined;
    return {
      changeId: this.change.id,
      taskId: task.id,
      signal: cancel.signal,
      log: (level, text) => {
        addTaskLog(task, { level, text }, this.#deps.clock);
        this.#deps.keep(this.change);
      },
      setData: (key, value) => {
        task.data[key] = value;
      },
    };
  }

  #fail(index: number, error: unknown): void {
    const task = this.change.tasks[index];
    if (task === undefined) return;
    const text = messageOf(error);
    if (!(error instanceof Reported)) addTaskLog(task, { level: "ERROR", text }, this.#deps.clock);
    this.#deps.log.notice(`Change ${this.change.id} task (${task.summary}) failed: ${text}`);
    this.#finish(index, { type: "fail" });
  }

  #finish(index: number, event: TaskEvent): void {
    this.#apply(index, event);
    this.advance();
    this.#deps.publish(this.change);
  }

  #settle(): void {
    if (this.change.readyTime !== undefined || !isReady(this.change)) return;
    this.change.readyTime = this.#deps.clock.now();
    this.#deps.ready(this.change);
    this.#resolveReady(this.change);
  }
}
