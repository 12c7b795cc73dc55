import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  web: {override: replace, command: sleep 1000}",
    "  bad: {override: replace, command: sh -c 'exit 3', on-failure: ignore}",
    "checks:",
    "  up: {override: replace, exec: {command: 'true'}, period: 1h}",
  ),
};

/** A service, and one that requires it. */
const chain = {
  "layers/001-base.yaml": lines(
    "services:",
    "  db: {override: replace, command: sleep 1000}",
    "  app: {override: replace, command: sleep 1001, requires: [db], after: [db]}",
  ),
};

/** Listing changes and tasks, waiting for them, and stopping them. */
export const changes: CaseList = {
  noun: "changes",
  cases: [
    {
      name: "before anything happened there are none",
      steps: [
        { run: ["changes"], stderr: "no changes found\n" },
        { send: "GET /v1/changes", ...sync([]) },
        { send: "GET /v1/changes?select=all", ...sync([]) },
      ],
    },
    {
      name: "changes are listed by id with their times",
      files,
      steps: [
        { run: ["start", "web"] },
        { run: ["start", "bad"], code: 1, stderr: "{any}" },
        {
          run: ["changes"],
          stdout: lines(
            "ID   Status  Spawn               Ready               Summary",
            '1    Doing   {when}  -                   Perform exec check "up"',
            '2    Done    {when}  {when}  Start service "web"',
            '3    Error   {when}  {when}  Start service "bad"',
            "",
          ),
        },
        {
          run: ["changes", "bad"],
          stdout: lines(
            "ID   Status  Spawn               Ready               Summary",
            '3    Error   {when}  {when}  Start service "bad"',
            "",
          ),
        },
      ],
    },
    {
      name: "the tasks of a change are listed with their logs",
      files,
      steps: [
        { run: ["start", "bad"], code: 1, stderr: "{any}" },
        {
          run: ["tasks", "2"],
          stdout: lines(
            "Status  Spawn               Ready               Summary",
            'Error   {when}  {when}  Start service "bad"',
            "",
            "......................................................................",
            'Start service "bad"',
            "",
            "{any}{time} ERROR service start attempt: exited quickly with code 3, will ignore",
            "",
          ),
        },
        { run: ["tasks", "--last=start"], stdout: '{any}Start service "bad"{any}' },
      ],
    },
    {
      name: "the tasks of an unknown change are an error",
      steps: [
        { run: ["tasks", "7"], code: 1, stderr: 'error: cannot find change with id "7"\n' },
        { run: ["tasks"], code: 1, stderr: "error: please provide change ID or type with --last=<type>\n" },
        { run: ["tasks", "--last=start"], code: 1, stderr: "error: no changes found\n" },
      ],
    },
    {
      name: "changes are selected by state and service",
      files,
      steps: [
        { run: ["start", "web"] },
        {
          send: "GET /v1/changes",
          ...sync([{ id: "1", kind: "perform-check", ready: false, status: "Doing" }]),
        },
        { send: "GET /v1/changes?select=in-progress", ...sync([{ id: "1" }]) },
        {
          send: "GET /v1/changes?select=ready",
          ...sync([{ id: "2", kind: "start", ready: true, status: "Done" }]),
        },
        { send: "GET /v1/changes?select=", ...sync([{ id: "1" }]) },
        { send: "GET /v1/changes?select=all&for=web", ...sync([{ id: "2" }]) },
        { send: "GET /v1/changes?select=all&for=", ...sync(["{any}", "{any}"]) },
        { send: "GET /v1/changes?select=all&for=nope", ...sync([]) },
        { send: "GET /v1/changes?select=in-progress&for=web", ...sync([]) },
        {
          send: "GET /v1/changes?select=nope",
          ...failure(400, { message: "select should be one of: all,in-progress,ready" }),
        },
      ],
    },
    {
      name: "waiting ends when the change is ready, or with 504",
      files,
      steps: [
        { run: ["start", "web"] },
        { send: "GET /v1/changes/2/wait", ...sync({ id: "2", ready: true }) },
        {
          send: "GET /v1/changes/1/wait?timeout=50ms",
          ...failure(504, { message: "timed out waiting for change after 50ms" }),
        },
        {
          send: "GET /v1/changes/1/wait?timeout=soon",
          ...failure(400, { message: 'invalid timeout: time: invalid duration "soon"' }),
        },
        {
          send: "GET /v1/changes/1/wait?timeout=0.0005s",
          ...failure(504, { message: "timed out waiting for change after 500µs" }),
        },
        {
          send: "GET /v1/changes/1/wait?timeout=-1h",
          ...failure(504, { message: "timed out waiting for change after -1h0m0s" }),
        },
        {
          send: "GET /v1/changes/1/wait?timeout=5",
          ...failure(400, { message: 'invalid timeout: time: missing unit in duration "5"' }),
        },
        { send: "GET /v1/changes/01/wait", ...failure(404, { message: 'cannot find change with id "01"' }) },
        {
          send: "GET /v1/changes/9/wait?timeout=soon",
          ...failure(404, { message: 'cannot find change with id "9"' }),
        },
      ],
    },
    {
      name: "a change is about the services that were asked for, not those that come along",
      files: chain,
      steps: [
        { run: ["start", "app"], stdout: "{any}" },
        { run: ["stop", "db"], stdout: "{any}" },
        { send: "GET /v1/changes?select=all&for=db", ...sync([{ id: "2" }]) },
        {
          send: "GET /v1/changes?select=all&for=app",
          ...sync([{ id: "1", summary: 'Start service "app" and 1 more' }]),
        },
      ],
    },
    {
      name: "a task that waits for another has made no progress, and one that runs is shown as one of one",
      files: chain,
      steps: [
        { run: ["start", "--no-wait", "app"], stdout: "1\n" },
        {
          send: "GET /v1/changes/1",
          ...sync({
            status: "Doing",
            ready: false,
            err: "{absent}",
            data: "{absent}",
            tasks: [
              { summary: 'Start service "db"', status: "Doing", progress: { label: "", done: 1, total: 1 } },
              { summary: 'Start service "app"', status: "Do", progress: { label: "", done: 0, total: 1 } },
            ],
          }),
        },
      ],
    },
    {
      name: "only a change that is not ready can be aborted",
      files,
      steps: [
        { run: ["start", "web"] },
        {
          send: "POST /v1/changes/2",
          body: { action: "abort" },
          ...failure(400, { message: "cannot abort change 2 with nothing pending" }),
        },
        {
          send: "POST /v1/changes/2",
          body: { action: "dance" },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
        {
          send: "POST /v1/changes/9",
          body: "nope",
          ...failure(404, { message: 'cannot find change with id "9"' }),
        },
      ],
    },
    {
      name: "with no task of that id there is nothing to connect to",
      files,
      steps: [
        {
          send: "GET /v1/tasks/77/websocket/stdio",
          ...failure(404, { message: 'cannot find task "77"' }),
        },
        { send: "GET /v1/tasks/1", ...failure(404, { message: "invalid API endpoint requested" }) },
        {
          send: "GET /v1/tasks/1/websocket/stdio",
          ...failure(400, { message: '"perform-check" tasks do not have websockets' }),
        },
      ],
    },
    {
      name: "a replan of nothing is a change without tasks, done as soon as it is made",
      steps: [
        { run: ["replan"] },
        {
          send: "GET /v1/changes/1",
          ...sync({
            kind: "replan",
            summary: "Replan - no services",
            status: "Done",
            ready: true,
            tasks: "{absent}",
          }),
        },
        { run: ["tasks", "1"], stdout: "Status  Spawn  Ready  Summary\n\n" },
        { run: ["changes"], stdout: "{any}Replan - no services\n\n" },
        { send: "GET /v1/notices/1", ...sync({ type: "change-update", key: "1", occurrences: 2 }) },
      ],
    },
  ],
};
