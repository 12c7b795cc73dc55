import { describe, expect, it } from "bun:test";
import { type TaskStatus, taskStatuses } from "@cobble/wire";
import { stepTask, type TaskEvent } from "../../src/engine/machine.ts";

const events: readonly TaskEvent["type"][] = ["begin", "succeed", "fail", "abort", "prerequisiteFailed"];

const transitions: Partial<Record<TaskStatus, Partial<Record<TaskEvent["type"], TaskStatus>>>> = {
  Do: { begin: "Doing", abort: "Hold", prerequisiteFailed: "Hold" },
  Doing: { succeed: "Done", fail: "Error", abort: "Abort" },
  Abort: { succeed: "Done", fail: "Error" },
};

describe("a task's machine", () => {
  for (const status of taskStatuses) {
    for (const type of events) {
      const next = transitions[status]?.[type] ?? status;
      it(`${status} becomes ${next}, on ${type}`, () => {
        const step = stepTask(status, { type });
        expect(step.status).toBe(next);
        expect(step.effects.length > 0).toBe(next !== status);
      });
    }
  }
});
