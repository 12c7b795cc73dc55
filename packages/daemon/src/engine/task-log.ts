import { formatTime } from "@cobble/wire";
import type { Clock } from "../deps.ts";
import type { Task } from "./change.ts";

/** How many log lines a task keeps. */
const maxLogLines = 10;

/** Adds a line to a task's log, in whole seconds; of too many lines the oldest goes. */
export const addTaskLog = (
  task: Task,
  line: { readonly level: "INFO" | "ERROR"; readonly text: string },
  clock: Pick<Clock, "now" | "offsetMinutes">,
): void => {
  const seconds = Math.floor(clock.now() / 1e6) * 1e6;
  task.log.push(`${formatTime(seconds, clock.offsetMinutes())} ${line.level} ${line.text}`);
  if (task.log.length > maxLogLines) task.log.shift();
};
