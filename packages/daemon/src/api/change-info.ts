import { type ChangeInfo, formatTime, type TaskInfo } from "@cobble/wire";
import type { Clock } from "../deps.ts";
import { type Change, changeError, changeStatus, type Task } from "../engine/change.ts";
import type { Engine } from "../engine/engine.ts";
import { toJson } from "./respond.ts";

const isEmpty = (data: Readonly<Record<string, unknown>>): boolean => Object.keys(data).length === 0;

const taskInfo = (task: Task, time: (micros: number) => string): TaskInfo => ({
  id: task.id,
  kind: task.kind,
  summary: task.summary,
  status: task.status,
  ...(task.log.length === 0 ? {} : { log: task.log }),
  // No task of ours counts anything. @source pebble 1.32, seen: such a task shows 1 of 1 from when it begins
  progress: { label: "", done: task.status === "Do" ? 0 : 1, total: 1 },
  "spawn-time": time(task.spawnTime),
  ...(task.readyTime === undefined ? {} : { "ready-time": time(task.readyTime) }),
  ...(isEmpty(task.data) ? {} : { data: task.data }),
});

/** A change as clients see it. */
export const changeInfo = (change: Change, clock: Clock): ChangeInfo => {
  const time = (micros: number): string => formatTime(micros, clock.offsetMinutes());
  const err = changeError(change);
  return {
    id: change.id,
    kind: change.kind,
    summary: change.summary,
    status: changeStatus(change),
    ...(change.tasks.length === 0 ? {} : { tasks: change.tasks.map((task) => taskInfo(task, time)) }),
    ready: change.readyTime !== undefined,
    ...(err === undefined ? {} : { err }),
    "spawn-time": time(change.spawnTime),
    ...(change.readyTime === undefined ? {} : { "ready-time": time(change.readyTime) }),
  };
};

/**
 * Writes changes as JSON, and keeps what it wrote until something of the change is another: a change of a thousand tasks
 * that somebody polls is written once a step, one that is ready once.
 */
export const keepChangeTexts = (
  engine: Pick<Engine, "onTouch">,
  clock: Clock,
): ((change: Change) => string) => {
  const texts = new WeakMap<Change, string>();
  engine.onTouch((change) => void texts.delete(change));
  return (change) => {
    const known = texts.get(change);
    if (known !== undefined) return known;
    const text = toJson(changeInfo(change, clock));
    texts.set(change, text);
    return text;
  };
};
