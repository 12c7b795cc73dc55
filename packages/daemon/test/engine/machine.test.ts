import { describe, expect, it } from "bun:test";
import type { TaskStatus } from "@cobble/wire";
import { stepTask, type TaskEffect, type TaskEvent } from "../../src/engine/machine.ts";

type EventType = TaskEvent["type"];

/** Where every event leads from a status that no event leads out of. */
const final = (status: TaskStatus): Readonly<Record<EventType, TaskStatus>> => ({
  begin: status,
  succeed: status,
  fail: status,
  abort: status,
  prerequisiteFailed: status,
});

/** The status that follows, for every pair: one that is missing here does not compile. */
const transitions: Readonly<Record<TaskStatus, Readonly<Record<EventType, TaskStatus>>>> = {
  Do: { begin: "Doing", succeed: "Do", fail: "Do", abort: "Hold", prerequisiteFailed: "Hold" },
  Doing: { begin: "Doing", succeed: "Done", fail: "Error", abort: "Abort", prerequisiteFailed: "Doing" },
  Abort: { begin: "Abort", succeed: "Done", fail: "Error", abort: "Abort", prerequisiteFailed: "Abort" },
  Done: final("Done"),
  Error: final("Error"),
  Hold: final("Hold"),
  Undo: final("Undo"),
  Undoing: final("Undoing"),
  Undone: final("Undone"),
  Wait: final("Wait"),
};

/** What is to be done on the way to a status. */
const effects: Partial<Record<TaskStatus, readonly TaskEffect[]>> = {
  Doing: ["run"],
  Abort: ["cancel"],
  Done: ["ready"],
  Error: ["ready"],
  Hold: ["ready"],
};

describe("a task's machine", () => {
  // The keys of both are what their types say.
  for (const status of Object.keys(transitions) as TaskStatus[]) {
    for (const type of Object.keys(transitions[status]) as EventType[]) {
      const next = transitions[status][type];
      it(`${status} becomes ${next}, on ${type}`, () => {
        const expected = next === status ? [] : (effects[next] ?? []);
        expect(stepTask(status, { type })).toEqual({ status: next, effects: expected });
      });
    }
  }
});
