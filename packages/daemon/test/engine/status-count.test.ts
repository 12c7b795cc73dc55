import { describe, expect, it } from "bun:test";
import { type TaskStatus, taskStatuses } from "@cobble/wire";
import fc from "fast-check";
import { type Change, changeStatus, isReady, type Task } from "../../src/engine/change.ts";
import { StatusCount } from "../../src/engine/status-count.ts";

const task = (status: TaskStatus): Task => ({
  id: "1",
  kind: "test",
  summary: "",
  status,
  log: [],
  spawnTime: 1,
  readyTime: undefined,
  data: {},
});

const change = (statuses: readonly TaskStatus[]): Change => ({
  id: "1",
  kind: "test",
  summary: "",
  tasks: statuses.map(task),
  spawnTime: 1,
  readyTime: undefined,
  data: {},
  services: [],
});

const status = fc.constantFrom(...taskStatuses);

describe("the count of statuses", () => {
  it("says of a change what looking at each task says, however they move", () => {
    fc.assert(
      fc.property(
        fc.array(status, { maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), status)),
        (start, moves) => {
          const now = change(start);
          const count = new StatusCount(now);
          for (const [index, next] of moves) {
            const moved = now.tasks[index];
            if (moved === undefined) continue;
            count.move(moved.status, next);
            moved.status = next;
          }
          expect([count.status, count.isReady]).toEqual([changeStatus(now), isReady(now)]);
        },
      ),
    );
  });
});
