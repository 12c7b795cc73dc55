import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const stubborn = `sh -c 'trap "" TERM; while true; do sleep 0.1; done'`;

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  db: {override: replace, command: sleep 1000}",
    "  app: {override: replace, command: sleep 1001, requires: [db], after: [db]}",
    "  web: {override: replace, command: sleep 1002}",
    `  slow: {override: replace, command: ${JSON.stringify(stubborn)}, kill-delay: 400ms}`,
    `  twin: {override: replace, command: ${JSON.stringify(stubborn)}, kill-delay: 400ms, requires: [slow], after: [slow]}`,
  ),
};

const abort = (id: string, answer: Pick<RequestStep, "status" | "json">): RequestStep => ({
  send: `POST /v1/changes/${id}`,
  body: { action: "abort" },
  ...answer,
});

const aborted = sync({ status: "Abort", ready: false });

/** What aborting a change does to its tasks. */
export const aborts: CaseList = {
  noun: "aborts",
  cases: [
    {
      name: "a start that is aborted within its second kills the process, and holds what waits for it",
      files,
      steps: [
        { run: ["start", "--no-wait", "app", "web"], stdout: "1\n" },
        abort("1", aborted),
        {
          send: "GET /v1/changes/1/wait",
          ...sync({
            status: "Error",
            err: lines(
              "cannot perform the following tasks:",
              '- Start service "db" (start aborted, sent SIGKILL to process)',
              '- Start service "web" (start aborted, sent SIGKILL to process)',
            ).trimEnd(),
            tasks: [
              {
                summary: 'Start service "db"',
                status: "Error",
                log: ["{time} ERROR start aborted, sent SIGKILL to process"],
              },
              { summary: 'Start service "app"', status: "Hold", log: "{absent}" },
              { summary: 'Start service "web"', status: "Error" },
            ],
          }),
        },
        {
          send: "GET /v1/services",
          ...sync([
            { name: "app", current: "inactive", "current-since": "{absent}" },
            { name: "db", current: "inactive", "current-since": "{time}" },
            { name: "slow" },
            { name: "twin" },
            { name: "web", current: "inactive" },
          ]),
          eventually: true,
        },
        abort("1", failure(400, { message: "cannot abort change 1 with nothing pending" })),
      ],
    },
    {
      name: "a stop that is aborted ends the service that it is at, and holds the others",
      files,
      steps: [
        { run: ["start", "twin"] },
        { run: ["stop", "--no-wait", "slow"], stdout: "2\n" },
        abort("2", aborted),
        abort("2", aborted),
        {
          send: "GET /v1/changes/2/wait",
          ...sync({
            status: "Done",
            err: "{absent}",
            tasks: [
              { summary: 'Stop service "twin"', status: "Done" },
              { summary: 'Stop service "slow"', status: "Hold" },
            ],
          }),
        },
        {
          send: "GET /v1/services?names=slow,twin",
          ...sync([{ current: "active" }, { current: "inactive" }]),
        },
      ],
    },
    {
      name: "a restart that is aborted while it stops starts nothing",
      files,
      steps: [
        { run: ["start", "slow"] },
        { run: ["restart", "--no-wait", "slow"], stdout: "2\n" },
        abort("2", aborted),
        {
          send: "GET /v1/changes/2/wait",
          ...sync({ status: "Done", tasks: [{ status: "Done" }, { status: "Hold", kind: "start" }] }),
        },
        { send: "GET /v1/services?names=slow", ...sync([{ current: "inactive" }]) },
      ],
    },
    {
      name: "a command that nobody has connected to is given up",
      steps: [
        { send: "POST /v1/exec", body: { command: ["sleep", "100"] }, status: 202 },
        abort("1", aborted),
        {
          send: "GET /v1/changes/1/wait",
          ...sync({
            status: "Error",
            tasks: [{ log: ["{time} ERROR context canceled"], data: "{absent}" }],
          }),
        },
      ],
    },
  ],
};
