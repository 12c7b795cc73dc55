import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";
import { oneService } from "./service-files.ts";

/** Ends 0.6 s after it is asked to. */
const slowToEnd = `sh -c 'trap "sleep 0.6; exit 0" TERM; while true; do sleep 0.05; done'`;

const ignoresTerm = `sh -c "trap '' TERM; while true; do sleep 0.05; done"`;

/** How services are ended. */
export const serviceStops: CaseList = {
  noun: "service stops",
  cases: [
    {
      name: "a service that ignores SIGTERM is killed after its delay",
      files: oneService(ignoresTerm, "kill-delay: 200ms"),
      steps: [
        { run: ["start", "svc"] },
        { run: ["stop", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "inactive" }]) },
      ],
    },
    {
      name: "a service is inactive as soon as it is asked to end",
      files: oneService(slowToEnd),
      steps: [
        { run: ["start", "svc"] },
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        { send: "GET /v1/services", ...sync([{ current: "inactive", "current-since": "{time}" }]) },
        { send: "GET /v1/changes/2", ...sync({ status: "Doing" }) },
        { send: "GET /v1/changes/2/wait", ...sync({ status: "Done", tasks: [{ log: "{absent}" }] }) },
      ],
    },
    {
      name: "a stop of one that is being stopped says so, and is done at once",
      files: oneService(slowToEnd),
      steps: [
        { run: ["start", "svc"] },
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        {
          send: "GET /v1/changes/3/wait",
          ...sync({ status: "Done", tasks: [{ log: ['{time} INFO Service "svc" already stopping.'] }] }),
        },
        { send: "GET /v1/changes/2", ...sync({ status: "Doing" }) },
      ],
    },
    {
      name: "one that is being stopped cannot be started",
      files: oneService(slowToEnd),
      steps: [
        { run: ["start", "svc"] },
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        {
          run: ["start", "svc"],
          code: 1,
          stderr: lines(
            "error: cannot perform the following tasks:",
            '- Start service "svc" (cannot start service while terminating)',
          ),
        },
      ],
    },
    {
      name: "a stop within the start's second fails the start",
      files: oneService(`sh -c 'echo hello; exec sleep 1000'`),
      steps: [
        { run: ["start", "--no-wait", "svc"], stdout: "1\n" },
        { run: ["logs"], stdout: "{time} [svc] hello\n", eventually: true },
        { run: ["stop", "svc"] },
        {
          send: "GET /v1/changes/1/wait",
          ...sync({
            status: "Error",
            tasks: [
              {
                log: [
                  "{time} INFO Most recent service output:\n    hello",
                  "{time} ERROR service start attempt: stopped before the 1s okay delay",
                ],
              },
            ],
          }),
        },
        { send: "GET /v1/services", ...sync([{ current: "inactive" }]) },
      ],
    },
    {
      name: "the children of a service end with it",
      files: oneService("sh -c 'sleep 1000 & echo $! > child; exec sleep 1000'"),
      steps: [
        { run: ["start", "svc"] },
        { run: ["exec", "-w", "{dir}", "sh", "-c", "kill -0 $(cat child)"] },
        { run: ["stop", "svc"] },
        {
          run: ["exec", "-w", "{dir}", "sh", "-c", "kill -0 $(cat child)"],
          code: 1,
          stderr: "{any}No such process\n\n",
          eventually: true,
        },
      ],
    },
    {
      name: "a service that waits for its restart is stopped at once",
      files: oneService("sh -c 'sleep 1.1; exit 1'", "backoff-delay: 1h"),
      steps: [
        { run: ["start", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "backoff" }]), eventually: true },
        { run: ["stop", "svc"] },
        { send: "GET /v1/services", ...sync([{ current: "inactive" }]) },
      ],
    },
    {
      name: "what has been ignored is not stopped again, and a success says something else than a failure",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  fine: {override: replace, command: sleep 1.1, on-success: ignore}",
          "  bad: {override: replace, command: sh -c 'sleep 1.1; exit 1', on-failure: ignore}",
        ),
      },
      steps: [
        { run: ["start", "fine", "bad"] },
        {
          send: "GET /v1/services",
          ...sync([
            { name: "bad", current: "error" },
            { name: "fine", current: "inactive" },
          ]),
          eventually: true,
        },
        { send: "POST /v1/services", body: { action: "stop", services: ["fine", "bad"] }, status: 202 },
        {
          send: "GET /v1/changes/2/wait",
          ...sync({
            status: "Done",
            tasks: [
              { log: ['{time} INFO Service "bad" had already exited.'] },
              { log: ['{time} INFO Service "fine" already stopped.'] },
            ],
          }),
        },
      ],
    },
    {
      name: "what was never started, or is stopped, is not stopped again",
      files: oneService("sleep 1000"),
      steps: [
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        {
          send: "GET /v1/changes/1/wait",
          ...sync({
            status: "Done",
            tasks: [{ log: ['{time} INFO Service "svc" has never been started.'] }],
          }),
        },
        { run: ["start", "svc"] },
        { run: ["stop", "svc"] },
        { send: "POST /v1/services", body: { action: "stop", services: ["svc"] }, status: 202 },
        {
          send: "GET /v1/changes/4/wait",
          ...sync({ status: "Done", tasks: [{ log: ['{time} INFO Service "svc" already stopped.'] }] }),
        },
      ],
    },
  ],
};
