import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TaskStatus } from "@cobble/wire";
import { stepTask, type TaskEvent } from "../../packages/daemon/src/engine/machine.ts";
import { withPart } from "./made-part.ts";
import { drawStates } from "./state-diagram.ts";

/** The page that the drawing stands in, from the root of the checkout. */
export const changesPage = "docs/reference/changes.md";

/** What can happen to a task, in the words of the page. */
const events: Readonly<Record<TaskEvent["type"], string>> = {
  begin: "those before it are done",
  succeed: "done",
  fail: "failed",
  abort: "aborted",
  prerequisiteFailed: "one before it failed",
};

/** The page with its drawing made anew, from the machine that runs. */
export function withTaskStates(page: string): string {
  const drawing = drawStates<TaskStatus, TaskEvent["type"]>({
    first: "Do",
    // The keys are what their type says.
    events: Object.keys(events) as TaskEvent["type"][],
    next: (status, type) => stepTask(status, { type }).status,
    label: (type) => events[type],
  });
  return withPart(page, "states", drawing);
}

if (import.meta.main) {
  const path = join(import.meta.dir, "../..", changesPage);
  writeFileSync(path, withTaskStates(readFileSync(path, "utf8")));
}
