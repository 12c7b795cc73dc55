import type { TaskStatus } from "@cobble/wire";
import type { Change } from "../../engine/change.ts";
import type { NewNotice } from "./notice.ts";

/**
 * How often a change of status occurs: the reference passes through one more status, which no client can see, when a
 * task fails that nobody aborted, when one that was aborted ends well, and when there is none.
 * @source pebble 1.32, seen: occurrences are 3 for changes that are Done, 4 for Error, 5 for a check that was stopped, 2 for
 *   a replan of no services
 */
const occurrencesOf = (before: TaskStatus | undefined, status: TaskStatus): number => {
  if (before === undefined) return status === "Done" ? 2 : 1;
  const passesThrough = before === "Abort" ? status === "Done" : status === "Error";
  return passesThrough ? 2 : 1;
};

/**
 * Remembers in which status each change was.
 * @returns what gives the notices of a change that was made, or whose status may be another; the same status again is worth none
 */
export const createChangeNotices = (): ((change: Change, status: TaskStatus) => readonly NewNotice[]) => {
  const statusOf = new WeakMap<Change, TaskStatus>();
  return (change, status) => {
    const before = statusOf.get(change);
    if (before === status) return [];
    statusOf.set(change, status);
    const check = change.data["check-name"];
    const data = { ...(typeof check === "string" ? { "check-name": check } : {}), kind: change.kind };
    const notice: NewNotice = { type: "change-update", key: change.id, data };
    return Array.from({ length: occurrencesOf(before, status) }, () => notice);
  };
};
