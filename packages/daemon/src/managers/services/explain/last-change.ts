import { type Change, changeStatus, type Task, taskError } from "../../../engine/change.ts";
import type { ChangeFact, TaskFact } from "./facts.ts";

const taskFact = (task: Task): TaskFact => {
  const error = taskError(task);
  return {
    kind: task.kind,
    summary: task.summary,
    status: task.status,
    service: task.service ?? "",
    ...(error === undefined ? {} : { error }),
  };
};

/** The tasks that one waited for, and those that these waited for; the nearest first. */
const tasksBefore = (change: Change, task: Task): readonly Task[] => {
  const waitedFor = ({ after = [] }: Task): readonly Task[] =>
    after.map((position) => change.tasks[position]).filter((found) => found !== undefined);
  const before = new Set(waitedFor(task));
  // A set that grows is visited to its end.
  for (const each of before) for (const found of waitedFor(each)) before.add(found);
  return [...before];
};

/** What the last change that is about a service says of it; changes are given oldest first. */
export const lastChange = (changes: readonly Change[], name: string): ChangeFact | undefined => {
  const change = changes.findLast(({ tasks }) => tasks.some(({ service }) => service === name));
  const task = change?.tasks.findLast(({ service }) => service === name);
  if (change === undefined || task === undefined) return undefined;
  const before = tasksBefore(change, task);
  const failed = before.find(({ status }) => status === "Error");
  const running = before.find(({ status }) => status === "Doing");
  const stops = change.tasks.filter(({ kind }) => kind === "stop").map(({ service }) => service ?? "");
  return {
    id: change.id,
    kind: change.kind,
    summary: change.summary,
    status: changeStatus(change),
    ready: change.readyTime !== undefined,
    at: change.spawnTime,
    task: taskFact(task),
    ...(failed === undefined ? {} : { failedBefore: taskFact(failed) }),
    ...(running === undefined ? {} : { runningBefore: taskFact(running) }),
    stops,
  };
};
