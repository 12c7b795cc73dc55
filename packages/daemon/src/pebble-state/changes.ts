import { formatTime, type Micros } from "@cobble/wire";
import { type Change, isReadyStatus, type Task } from "../engine/change.ts";
import { StateError } from "../errors.ts";
import { isRecord } from "../state/records.ts";
import type { PebbleChange, PebbleState, PebbleTask } from "./schema.ts";
import { numberOf, statusOf } from "./status.ts";
import { readTime } from "./times.ts";

const textField = (data: unknown, name: string): string | undefined => {
  const value = isRecord(data) ? data[name] : undefined;
  return typeof value === "string" ? value : undefined;
};

const toTask = (task: PebbleTask, order: readonly string[]): Task => {
  const where = `tasks.${task.id}`;
  const status = statusOf(task.status);
  if (status === undefined)
    throw new StateError(`cannot read state: ${where}.status: ${task.status} is no status`);
  const ready = task["ready-time"];
  const service = textField(task.data?.["service-request"], "Name");
  const after = (task["wait-tasks"] ?? []).map((id) => order.indexOf(id)).filter((position) => position >= 0);
  const apiData = task.data?.["api-data"];
  return {
    id: task.id,
    kind: task.kind,
    summary: task.summary,
    status,
    log: [...(task.log ?? [])],
    spawnTime: readTime(task["spawn-time"], `${where}.spawn-time`),
    readyTime: ready === undefined ? undefined : readTime(ready, `${where}.ready-time`),
    data: isRecord(apiData) ? { ...apiData } : {},
    ...(service === undefined ? {} : { service }),
    ...(after.length === 0 ? {} : { after }),
  };
};

/**
 * The changes of the reference's state file, as ours.
 * @throws {StateError} when a task is missing, or a time or status is none
 */
export const toChanges = (state: PebbleState): readonly Change[] =>
  Object.values(state.changes ?? {}).map((change) => {
    const where = `changes.${change.id}`;
    const order = change["task-ids"] ?? [];
    const tasks = order.map((id) => {
      const task = state.tasks?.[id];
      if (task === undefined)
        throw new StateError(`cannot read state: ${where}.task-ids: there is no task ${id}`);
      return toTask(task, order);
    });
    const ready = change["ready-time"];
    const names = change.data?.["service-names"];
    const noticeData = change.data?.["notice-data"];
    return {
      id: change.id,
      kind: change.kind,
      summary: change.summary,
      tasks,
      spawnTime: readTime(change["spawn-time"], `${where}.spawn-time`),
      readyTime: ready === undefined ? undefined : readTime(ready, `${where}.ready-time`),
      data: isRecord(noticeData) ? noticeData : {},
      services: Array.isArray(names) ? names.filter((name) => typeof name === "string") : [],
    };
  });

/** Work that a kill cut off: nobody is to take it up again, so it goes over as failed. */
const settled = (task: Task, now: Micros): Pick<Task, "status" | "readyTime"> =>
  isReadyStatus(task.status) ? task : { status: "Error", readyTime: now };

const fromTask = (
  task: Task,
  { change, now }: { readonly change: Change; readonly now: Micros },
): PebbleTask => {
  const { status, readyTime } = settled(task, now);
  const idsAt = (positions: readonly number[]): readonly string[] =>
    positions.flatMap((position) => change.tasks[position]?.id ?? []);
  const own = change.tasks.indexOf(task);
  const halted = change.tasks.filter(({ after }) => after?.includes(own)).map(({ id }) => id);
  const waited = idsAt(task.after ?? []);
  return {
    id: task.id,
    kind: task.kind,
    summary: task.summary,
    status: numberOf(status),
    data: {
      ...(task.service === undefined ? {} : { "service-request": { Name: task.service } }),
      ...(Object.keys(task.data).length === 0 ? {} : { "api-data": task.data }),
    },
    ...(waited.length === 0 ? {} : { "wait-tasks": waited }),
    ...(halted.length === 0 ? {} : { "halt-tasks": halted }),
    ...(task.log.length === 0 ? {} : { log: task.log }),
    change: change.id,
    "spawn-time": formatTime(task.spawnTime),
    ...(readyTime === undefined ? {} : { "ready-time": formatTime(readyTime) }),
  };
};

/** Our changes as the reference's state file has them; what is not finished goes over as failed. */
export const fromChanges = (
  changes: readonly Change[],
  now: Micros,
): { readonly changes: Record<string, PebbleChange>; readonly tasks: Record<string, PebbleTask> } => {
  const tasks = changes.flatMap((change) => change.tasks.map((task) => fromTask(task, { change, now })));
  return {
    changes: Object.fromEntries(
      changes.map((change) => [
        change.id,
        {
          id: change.id,
          kind: change.kind,
          summary: change.summary,
          status: 0,
          clean: true,
          data: {
            ...(change.services.length === 0 ? {} : { "service-names": change.services }),
            ...(Object.keys(change.data).length === 0 ? {} : { "notice-data": change.data }),
          },
          "task-ids": change.tasks.map(({ id }) => id),
          "spawn-time": formatTime(change.spawnTime),
          "ready-time": formatTime(change.readyTime ?? now),
        },
      ]),
    ),
    tasks: Object.fromEntries(tasks.map((task) => [task.id, task])),
  };
};
