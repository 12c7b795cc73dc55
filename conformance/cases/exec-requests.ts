import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure } from "../replies.ts";

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  numbered: {override: replace, command: sleep 1000, user-id: 12345, group-id: 54321}",
    "  nobody: {override: replace, command: sleep 1000, user: nonono}",
    "  nowhere: {override: replace, command: sleep 1000, working-dir: /nonono}",
  ),
  "d/plain": "no program",
};

const refused = (body: Readonly<Record<string, unknown>>, message: string, status = 400): RequestStep => ({
  send: "POST /v1/exec",
  body: { command: ["true"], ...body },
  ...failure(status, { message }),
});

const taken = (
  body: Readonly<Record<string, unknown>>,
  result: Readonly<Record<string, unknown>>,
): RequestStep => ({
  send: "POST /v1/exec",
  body: { command: ["true"], ...body },
  status: 202,
  json: { type: "async", result },
});

/** What a request for a command may ask for, and what is answered before anything runs. */
export const execRequests: CaseList = {
  noun: "exec requests",
  cases: [
    {
      name: "what cannot be run is refused, whatever else is asked for",
      files,
      steps: [
        refused({ command: [] }, "must specify command"),
        refused({ command: null }, "must specify command"),
        refused({ command: [""] }, 'cannot find executable ""'),
        refused({ command: ["/"] }, 'cannot find executable "/"'),
        refused({ command: ["{dir}/d"] }, 'cannot find executable "{dir}/d"'),
        refused({ command: ["{dir}/d/plain"] }, 'cannot find executable "{dir}/d/plain"'),
        refused({ command: ["a\0\u0001é"] }, 'cannot find executable "a\\x00\\x01é"'),
      ],
    },
    {
      name: "owners, contexts and directories that are not there are refused",
      files,
      steps: [
        refused({ user: "nonono" }, "user: unknown user nonono"),
        refused({ user: "nobody", group: "nonono" }, "group: unknown group nonono"),
        refused({ user: "nobody", "user-id": 5 }, 'user "nobody" UID (65534) does not match user-id (5)'),
        refused({ "user-id": 12345 }, "user: unknown userid 12345"),
        refused({ "group-id": 5 }, "must specify user, not just group"),
        refused({ "service-context": "nobody" }, "user: unknown user nonono"),
        refused({ "service-context": "a\u0001" }, 'context service "a\\x01" not found'),
        refused(
          { "service-context": "nowhere" },
          'cannot call exec: working directory "/nonono" does not exist',
          500,
        ),
        refused(
          { "working-dir": "{dir}/d/plain" },
          'cannot call exec: working directory "{dir}/d/plain" not a directory',
          500,
        ),
        refused({ timeout: "1" }, 'invalid timeout: time: missing unit in duration "1"'),
        refused(
          { interactive: true },
          "cannot call exec: cannot use interactive mode without a terminal",
          500,
        ),
      ],
    },
    {
      name: "of several faults the one of the command is told first, then timeout, program, context, owner, terminal, directory",
      steps: [
        refused({ command: [], timeout: "soon" }, "must specify command"),
        refused({ command: ["nonono"], timeout: "soon" }, 'invalid timeout: time: invalid duration "soon"'),
        refused({ command: ["nonono"], "service-context": "none" }, 'cannot find executable "nonono"'),
        refused({ "service-context": "none", user: "nonono" }, 'context service "none" not found'),
        refused({ user: "nonono", interactive: true }, "user: unknown user nonono"),
        refused(
          { interactive: true, "working-dir": "/nonono" },
          "cannot call exec: cannot use interactive mode without a terminal",
          500,
        ),
      ],
    },
    {
      name: "what a request says goes before what the service of its context says",
      files,
      steps: [
        taken({ "service-context": "nowhere", "working-dir": "/" }, { "working-dir": "/" }),
        taken({ "service-context": "" }, { "working-dir": "{dir}" }),
        taken({ "service-context": "numbered" }, { "working-dir": "/", environment: { HOME: "{absent}" } }),
        taken({ user: "", timeout: "", environment: null }, { "working-dir": "{dir}" }),
        taken({ environment: { A: "b", "": "x" } }, { environment: { A: "b", "": "x" } }),
      ],
    },
    {
      name: "the environment is the daemon's, with LANG, and then what was asked for",
      steps: [
        {
          run: [
            "exec",
            "--env",
            "A=1",
            "--env",
            "A=2",
            "--env",
            "B",
            "sh",
            "-c",
            "echo $A-$B-$LANG-$HOME-$TERM",
          ],
          env: { TERM: "vt100" },
          stdout: "2--C.UTF-8-{dir}-vt100\n",
        },
        { run: ["exec", "--env", "PATH=/nonono:/bin", "sh", "-c", "echo $PATH"], stdout: "/nonono:/bin\n" },
        { run: ["exec", "-w", "", "pwd"], stdout: "{dir}\n" },
        { run: ["exec", "-w", "nonono", "pwd"], code: 1, stderr: "{any}" },
      ],
    },
    {
      name: "a command that was never connected is over after five seconds",
      steps: [
        { send: "POST /v1/exec", body: { command: ["true"] }, status: 202, json: { change: "1" } },
        {
          send: "GET /v1/tasks/1/websocket/nope",
          ...failure(404, { message: 'cannot find nope websocket for task "1"' }),
          eventually: true,
        },
        {
          send: "GET /v1/changes/1/wait?timeout=9s",
          status: 200,
          json: {
            result: {
              status: "Error",
              err: 'cannot perform the following tasks:\n- Execute command "true" ({any})',
            },
          },
        },
        { send: "GET /v1/tasks/99/websocket/stdio", ...failure(404, { message: 'cannot find task "99"' }) },
      ],
    },
  ],
};
