import type { ChangeEvent, Micros, TaskStatus } from "@cobble/wire";
import { isRecord } from "../state/records.ts";

/** One unit of work, as it is kept. */
export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly summary: string;
  status: TaskStatus;
  /** Lines as clients see them: time, level, text. */
  log: string[];
  readonly spawnTime: Micros;
  readyTime: Micros | undefined;
  data: Record<string, unknown>;
  /** The service that it starts or stops. */
  readonly service?: string;
  /** Positions, in the same change, of the tasks that it waited for. */
  readonly after?: readonly number[];
}

/** Some work that a client can watch: one or more tasks. */
export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly summary: string;
  readonly tasks: readonly Task[];
  readonly spawnTime: Micros;
  readyTime: Micros | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** The services that it is about; `GET /v1/changes?for=` asks for one of them. */
  readonly services: readonly string[];
}

const isTask = (value: unknown): value is Task =>
  isRecord(value) &&
  typeof value["id"] === "string" &&
  typeof value["kind"] === "string" &&
  typeof value["summary"] === "string" &&
  // Every status has a place in the order of precedence.
  precedence.some((status) => status === value["status"]) &&
  Array.isArray(value["log"]) &&
  typeof value["spawnTime"] === "number" &&
  isRecord(value["data"]) &&
  (value["after"] === undefined || Array.isArray(value["after"]));

/** Whether a record of the state is a change. */
export const isChange = (value: unknown): value is Change =>
  isRecord(value) &&
  typeof value["id"] === "string" &&
  typeof value["kind"] === "string" &&
  typeof value["summary"] === "string" &&
  Array.isArray(value["tasks"]) &&
  value["tasks"].every(isTask) &&
  typeof value["spawnTime"] === "number" &&
  isRecord(value["data"]) &&
  Array.isArray(value["services"]);

/** Statuses in which a task will not move again. */
const readyStatuses: ReadonlySet<TaskStatus> = new Set(["Done", "Error", "Hold", "Undone"]);

/** Which status of its tasks a change shows: the first of these that any task has. */
const precedence: readonly TaskStatus[] = [
  "Abort",
  "Undoing",
  "Undo",
  "Doing",
  "Do",
  "Wait",
  "Error",
  "Undone",
  "Done",
  "Hold",
];

/** Whether a task in this status is finished, one way or another. */
export const isReadyStatus = (status: TaskStatus): boolean => readyStatuses.has(status);

/** The status that sums up tasks. @param has whether any of them is in a status */
export const summarizeStatus = (has: (status: TaskStatus) => boolean): TaskStatus =>
  // A change without tasks, as a replan of nothing, has done all that it had to.
  precedence.find(has) ?? "Done";

/** The status that sums up a change's tasks. */
export const changeStatus = (change: Change): TaskStatus => {
  const statuses = new Set(change.tasks.map((task) => task.status));
  return summarizeStatus((status) => statuses.has(status));
};

/** Whether every task of the change is finished. */
export const isReady = (change: Change): boolean => change.tasks.every((task) => isReadyStatus(task.status));

const errorLine = /^\S+ ERROR ([\s\S]*)$/;

const errorsOf = (task: Task): readonly string[] =>
  task.log.map((line) => errorLine.exec(line)?.[1]).filter((text) => text !== undefined);

/** What a task last said that is wrong; undefined when it has said nothing of the kind. */
export const taskError = (task: Task): string | undefined => errorsOf(task).at(-1);

/**
 * The error text of a change: each ERROR line of each task that failed.
 * @source pebble 1.32, seen: GET /v1/changes of a check that failed twice lists both
 */
export const changeError = (change: Change): string | undefined => {
  const lines = change.tasks
    .filter((task) => task.status === "Error")
    .flatMap((task) => errorsOf(task).map((message) => `- ${task.summary} (${message})`));
  return lines.length === 0 ? undefined : ["cannot perform the following tasks:", ...lines].join("\n");
};

/** A change's being made, or its coming to another status, as clients see it. */
export const changeEvent = (change: Change, status: TaskStatus): ChangeEvent => {
  const err = changeError(change);
  return {
    id: change.id,
    kind: change.kind,
    summary: change.summary,
    status,
    ready: isReady(change),
    services: change.services,
    ...(err === undefined ? {} : { err }),
  };
};
