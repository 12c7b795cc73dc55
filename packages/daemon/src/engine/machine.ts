import type { TaskStatus } from "@cobble/wire";

/** What can happen to a task. */
export type TaskEvent =
  | { readonly type: "begin" }
  | { readonly type: "succeed" }
  | { readonly type: "fail" }
  | { readonly type: "abort" }
  | { readonly type: "prerequisiteFailed" };

/** What follows from a step of a task. */
export type TaskEffect = "run" | "cancel" | "ready";

/** A step's outcome; the same status and no effect where the event means nothing in that status. */
export interface TaskStep {
  readonly status: TaskStatus;
  readonly effects: readonly TaskEffect[];
}

const stay = (status: TaskStatus): TaskStep => ({ status, effects: [] });
const become = (status: TaskStatus, ...effects: readonly TaskEffect[]): TaskStep => ({ status, effects });

const stepFromDo = (event: TaskEvent): TaskStep => {
  switch (event.type) {
    case "begin":
      return become("Doing", "run");
    case "abort":
    case "prerequisiteFailed":
      return become("Hold", "ready");
    case "succeed":
    case "fail":
      return stay("Do");
    default:
      return event satisfies never;
  }
};

const stepFromRunning = (status: "Doing" | "Abort", event: TaskEvent): TaskStep => {
  switch (event.type) {
    case "succeed":
      return become("Done", "ready");
    case "fail":
      return become("Error", "ready");
    case "abort":
      return status === "Doing" ? become("Abort", "cancel") : stay(status);
    case "begin":
    case "prerequisiteFailed":
      return stay(status);
    default:
      return event satisfies never;
  }
};

/**
 * The life of a task: Do, Doing, then Done or Error; Hold when it never began; Abort between being told to end and ending.
 * The undo statuses are the protocol's: no task of ours undoes anything, so they are final here.
 */
export const stepTask = (status: TaskStatus, event: TaskEvent): TaskStep => {
  switch (status) {
    case "Do":
      return stepFromDo(event);
    case "Doing":
    case "Abort":
      return stepFromRunning(status, event);
    case "Done":
    case "Error":
    case "Hold":
    case "Undo":
    case "Undoing":
    case "Undone":
    case "Wait":
      return stay(status);
    default:
      return status satisfies never;
  }
};
