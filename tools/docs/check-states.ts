import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CheckInput,
  type CheckState,
  checkRules,
  newCheck,
} from "../../packages/daemon/src/managers/checks/machine.ts";
import { withPart } from "./made-part.ts";
import { drawStates } from "./state-diagram.ts";

/** The page that the drawing stands in, from the root of the checkout. */
export const checksPage = "docs/reference/checks.md";

/** What can happen to a check, in the words of the page. */
const events: Readonly<Record<CheckInput, string>> = {
  start: "started",
  stop: "stopped",
  changed: "changed",
  succeeded: "succeeds",
  failedOnce: "fails",
  failedEnough: "fails for the threshold-th time in a row",
};

/** The page with its drawing made anew, from the table that runs. */
export function withCheckStates(page: string): string {
  const drawing = drawStates<CheckState["status"], CheckInput>({
    first: newCheck.status,
    // The keys are what their type says.
    events: Object.keys(events) as CheckInput[],
    next: (status, input) => checkRules[status][input]({ ...newCheck, status }).state.status,
    label: (input) => events[input],
  });
  return withPart(page, "states", drawing);
}

if (import.meta.main) {
  const path = join(import.meta.dir, "../..", checksPage);
  writeFileSync(path, withCheckStates(readFileSync(path, "utf8")));
}
