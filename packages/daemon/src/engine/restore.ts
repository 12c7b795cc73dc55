import type { Clock } from "../deps.ts";
import { type Change, isReady, isReadyStatus } from "./change.ts";
import { addTaskLog } from "./task-log.ts";

/**
 * Kinds of tasks that go on until somebody ends them: that the daemon ended first is no failure of theirs.
 * @source pebble 1.32, seen: `kill -9` while a check runs; its change is on Hold after the restart
 */
const standingKinds: ReadonlySet<string> = new Set(["perform-check", "recover-check"]);

/**
 * Ends a change whose work died with the daemon that did it: nobody will finish it.
 * @returns whether there was anything to end
 */
export const endUnfinished = (change: Change, clock: Clock): boolean => {
  if (isReady(change)) return false;
  const now = clock.now();
  for (const task of change.tasks) {
    if (isReadyStatus(task.status)) continue;
    const failed = task.status !== "Do" && !standingKinds.has(task.kind);
    if (failed)
      addTaskLog(task, { level: "ERROR", text: "daemon stopped before the task was finished" }, clock);
    task.status = failed ? "Error" : "Hold";
    task.readyTime = now;
  }
  change.readyTime = now;
  return true;
};
