import { anything, array, type Infer, integer, object, record, string } from "./schema.ts";

/** How far a task has come; `done` of `total` units, 0 of 1 and 1 of 1 where there is nothing to count. */
export const TaskProgress = object({ label: string(), done: integer(), total: integer() });
/** How far a task has come. */
export type TaskProgress = Infer<typeof TaskProgress>;

/** One unit of work inside a change. */
export const TaskInfo = object(
  {
    id: string(),
    kind: string(),
    summary: string(),
    status: string(),
    progress: TaskProgress,
    "spawn-time": string(),
  },
  {
    log: array(string({ description: "RFC 3339 time, INFO or ERROR, then the text" })),
    "ready-time": string(),
    data: record(anything()),
  },
);
/** One unit of work inside a change. */
export type TaskInfo = Infer<typeof TaskInfo>;

/**
 * The statuses of a task, in the words of the wire. A change shows the one that sums up its tasks.
 * @source pebble 1.32, seen in GET /v1/changes?select=all
 */
export const taskStatuses = [
  "Hold",
  "Do",
  "Doing",
  "Done",
  "Abort",
  "Undo",
  "Undoing",
  "Undone",
  "Error",
  "Wait",
] as const;
/** One of {@link taskStatuses}. */
export type TaskStatus = (typeof taskStatuses)[number];

/** The websockets of an exec task: `GET /v1/tasks/TASK/websocket/NAME`. */
export const taskWebsockets = ["control", "stdio", "stderr"] as const;
/** One of {@link taskWebsockets}. */
export type TaskWebsocket = (typeof taskWebsockets)[number];
