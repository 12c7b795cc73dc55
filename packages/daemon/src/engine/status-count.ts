import type { TaskStatus } from "@cobble/wire";
import { type Change, isReadyStatus, summarizeStatus } from "./change.ts";

/** How many tasks of a change are in which status: what sums them up is known without looking at each of a thousand. */
export class StatusCount {
  readonly #counts = new Map<TaskStatus, number>();
  #unfinished = 0;

  constructor(change: Change) {
    for (const task of change.tasks) this.#add(task.status, 1);
  }

  /** Whether every task is finished. */
  get isReady(): boolean {
    return this.#unfinished === 0;
  }

  /** The status of the change. */
  get status(): TaskStatus {
    return summarizeStatus((status) => (this.#counts.get(status) ?? 0) > 0);
  }

  /** A task has gone from one status to another. */
  move(before: TaskStatus, after: TaskStatus): void {
    this.#add(before, -1);
    this.#add(after, 1);
  }

  #add(status: TaskStatus, count: number): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + count);
    if (!isReadyStatus(status)) this.#unfinished += count;
  }
}
