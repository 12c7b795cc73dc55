import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";

const stubborn = `sh -c 'trap "" TERM; while true; do sleep 0.1; done'`;

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  web: {override: replace, command: sleep 1000}",
    "  chatty: {override: replace, command: sh -c 'echo hi; sleep 1000'}",
    "  bad: {override: replace, command: sh -c 'sleep 0.8; exit 3', on-failure: ignore}",
    `  slow: {override: replace, command: ${JSON.stringify(stubborn)}, kill-delay: 2s}`,
  ),
};

/** What takes the line of progress away. */
const clear = "\r\u001b[0m\u001b[?25h\u001b[K";

/** What a command does while it waits for its change. */
export const waiting: CaseList = {
  noun: "waiting",
  cases: [
    {
      name: "a terminal is shown the task that runs, with a bar that turns, and then nothing",
      files,
      steps: [
        {
          run: ["start", "web"],
          terminalColumns: 30,
          stdout: `\rStart service "web"          /\rStart service "web"          -\rStart service "web"          \\{any}${clear}`,
        },
        { run: ["stop", "web"], terminalColumns: 30, stdout: `{any}${clear}` },
      ],
    },
    {
      name: "a narrow terminal is shown as much of the task as there is room for",
      files,
      steps: [
        { run: ["start", "web"], terminalColumns: 20, stdout: `\rStart service "web" \r{any}${clear}` },
        { run: ["stop", "web"], stdout: "" },
        { run: ["start", "web"], terminalColumns: 19, stdout: `\rStart service "web"\r{any}${clear}` },
        { run: ["stop", "web"], stdout: "" },
        { run: ["start", "web"], terminalColumns: 18, stdout: `\rStart service "we…\r{any}${clear}` },
      ],
    },
    {
      name: "a terminal is shown the error after the line of progress is gone",
      files,
      steps: [
        {
          run: ["start", "bad"],
          terminalColumns: 80,
          code: 1,
          stdout: `\rStart service "bad"{any}/\r{any}${clear}error: cannot perform the following tasks:\r\n- Start service "bad" (service start attempt: exited quickly with code 3, will ignore)\r\n`,
        },
      ],
    },
    {
      name: "without a wait a terminal is shown only the id",
      files,
      steps: [{ run: ["start", "--no-wait", "web"], terminalColumns: 80, stdout: "1\r\n" }],
    },
    {
      name: "Ctrl-C aborts the change, and waits for it",
      files,
      steps: [
        {
          run: ["start", "web"],
          interruptAfterMs: 700,
          code: 1,
          stderr: lines(
            "error: cannot perform the following tasks:",
            '- Start service "web" (start aborted, sent SIGKILL to process)',
          ),
        },
        { send: "GET /v1/changes/1", ...sync({ status: "Error" }) },
        { run: ["start", "slow"] },
        { run: ["stop", "slow"], interruptAfterMs: 1000 },
        { send: "GET /v1/changes/3", ...sync({ status: "Done" }) },
        { run: ["services", "slow"], stdout: "{any}inactive{any}" },
      ],
    },
    {
      name: "Ctrl-C ends a follow of logs well, but one that has had no line as a broken connection does",
      files,
      steps: [
        {
          run: ["logs", "-f", "web"],
          interruptAfterMs: 900,
          code: 1,
          stderr:
            'error: cannot communicate with server: Get "http://localhost/v1/logs?follow=true&n=30&services=web": interrupt signal received\n',
        },
        { run: ["start", "chatty"] },
        { run: ["logs", "-f", "chatty"], interruptAfterMs: 1500, stdout: "{time} [chatty] hi\n" },
      ],
    },
    {
      name: "Ctrl-C ends the wait for a notice as a broken connection does",
      steps: [
        {
          run: ["notices", "--type=custom", "--timeout=30s"],
          interruptAfterMs: 900,
          code: 1,
          stderr:
            'error: cannot communicate with server: Get "http://localhost/v1/notices?timeout=30s&types=custom": interrupt signal received\n',
        },
      ],
    },
  ],
};
