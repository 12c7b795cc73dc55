import type { TaskStatus } from "@cobble/wire";

/**
 * The numbers that stand for a task's status in the reference's state file; a task that has not begun has 0.
 * @source pebble 1.32, seen: 0, 3, 4 and 9 in state files, the others by what `tasks` prints of a file that has them
 */
const statuses: Readonly<Record<number, TaskStatus>> = {
  0: "Do",
  1: "Hold",
  2: "Do",
  3: "Doing",
  4: "Done",
  5: "Abort",
  6: "Undo",
  7: "Undoing",
  8: "Undone",
  9: "Error",
  10: "Wait",
};

/** The status behind a number; `undefined` when there is none. */
export const statusOf = (number: number): TaskStatus | undefined => statuses[number];

/** The number of a status. */
export const numberOf = (status: TaskStatus): number => {
  const found = Object.entries(statuses).findLast(([, name]) => name === status);
  return Number(found?.[0] ?? 0);
};
