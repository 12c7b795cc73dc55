import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const hourly = {
  "layers/001-base.yaml": lines(
    "checks:",
    "  a: {override: replace, level: alive, period: 1h, exec: {command: test -e up}}",
    "  b: {override: replace, level: ready, period: 1h, threshold: 1, exec: {command: 'true'}}",
    "  c: {override: replace, period: 1h, startup: disabled, exec: {command: 'true'}}",
  ),
};

/** Starting and stopping checks over the API. */
export const checkActions: CaseList = {
  noun: "check-actions",
  cases: [
    {
      name: "checks are stopped and started over the API",
      files: hourly,
      steps: [
        // One that has not begun yet would be put on hold.
        {
          send: "GET /v1/changes?select=in-progress",
          ...sync([{ status: "Doing" }, { status: "Doing" }]),
          eventually: true,
        },
        { send: "POST /v1/checks", body: { action: "stop", checks: ["a"] }, ...sync({ changed: ["a"] }) },
        { send: "GET /v1/checks?names=a", ...sync([{ status: "inactive" }]) },
        {
          send: "GET /v1/changes?select=ready",
          ...sync([{ kind: "perform-check", status: "Done" }]),
          eventually: true,
        },
        { send: "POST /v1/checks", body: { action: "stop", checks: ["a"] }, ...sync({ changed: "{any}" }) },
        {
          send: "POST /v1/checks",
          body: { action: "start", checks: ["c", "a"] },
          ...sync({ changed: "{any}" }),
        },
        { send: "GET /v1/checks?names=a,c", ...sync([{ status: "up" }, { status: "up" }]) },
        {
          send: "POST /v1/checks",
          body: { action: "start", checks: ["nope"] },
          ...failure(400, { message: "cannot start checks: cannot find checks in plan: nope" }),
        },
        {
          send: "POST /v1/checks",
          body: { action: "dance", checks: ["a"] },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
      ],
    },
    {
      name: "what is wrong with an action is told: no checks first, then the action, then the names",
      files: hourly,
      steps: [
        {
          send: "POST /v1/checks",
          body: {},
          ...failure(400, { message: "must specify checks for  action" }),
        },
        {
          send: "POST /v1/checks",
          body: { action: "dance", checks: [] },
          ...failure(400, { message: "must specify checks for dance action" }),
        },
        {
          send: "POST /v1/checks",
          body: { action: "", checks: ["nope"] },
          ...failure(400, { message: 'invalid action ""' }),
        },
        {
          send: "POST /v1/checks",
          body: { action: "Start", checks: ["a"] },
          ...failure(400, { message: 'invalid action "Start"' }),
        },
        {
          send: "POST /v1/checks",
          body: { action: "stop", checks: ["x", "a", "w", "x"] },
          ...failure(400, { message: "cannot stop checks: cannot find checks in plan: w, x, x" }),
        },
        { send: "GET /v1/checks?names=a", ...sync([{ status: "up" }]) },
        { send: "HEAD /v1/checks", status: 405 },
        { send: "DELETE /v1/checks", ...failure(405, { message: 'method "DELETE" not allowed' }) },
        { send: "GET /v1/checks/a", ...failure(404, { message: "invalid API endpoint requested" }) },
      ],
    },
  ],
};
