import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { async, failure, sync } from "../replies.ts";
import { threeServices } from "./service-files.ts";

/** Listing services and the requests about them. */
export const services: CaseList = {
  noun: "services",
  cases: [
    {
      name: "a plan without services lists none",
      steps: [
        { run: ["services"], stderr: "Plan has no services.\n" },
        { send: "GET /v1/services", ...sync([]) },
      ],
    },
    {
      name: "services are listed by name, all or those asked for",
      files: threeServices,
      steps: [
        {
          run: ["services"],
          stdout: lines(
            "Service  Startup   Current   Since",
            "app      disabled  inactive  -",
            "db       disabled  inactive  -",
            "web      enabled   inactive  -",
          ),
        },
        {
          run: ["services", "web", "nope", "db"],
          stdout: lines(
            "Service  Startup   Current   Since",
            "db       disabled  inactive  -",
            "web      enabled   inactive  -",
          ),
        },
        { run: ["services", "nope"], stderr: "No matching services.\n" },
        {
          send: "GET /v1/services?names=web,app&names=db",
          ...sync([
            { name: "app", startup: "disabled", current: "inactive", "current-since": "{absent}" },
            { name: "db", startup: "disabled", current: "inactive" },
            { name: "web", startup: "enabled", current: "inactive" },
          ]),
        },
      ],
    },
    {
      name: "a service that runs is active since its start",
      files: threeServices,
      steps: [
        { run: ["start", "web"] },
        {
          run: ["services", "web"],
          stdout: lines("Service  Startup  Current  Since", "web      enabled  active   {when}"),
        },
        {
          run: ["services", "--abs-time", "web"],
          stdout: lines("Service  Startup  Current  Since", "web      enabled  active   {time}"),
        },
        { send: "GET /v1/services?names=web", ...sync([{ current: "active", "current-since": "{time}" }]) },
      ],
    },
    {
      name: "one service is not a resource",
      files: threeServices,
      steps: [{ send: "GET /v1/services/web", ...failure(400, { message: "not implemented" }) }],
    },
    {
      name: "starting over the API answers with the change",
      files: threeServices,
      steps: [
        { send: "POST /v1/services", body: { action: "start", services: ["web", "db"] }, ...async("1") },
        {
          send: "GET /v1/changes/1/wait",
          ...sync({
            id: "1",
            kind: "start",
            summary: 'Start service "web" and 1 more',
            status: "Done",
            ready: true,
            "spawn-time": "{time}",
            "ready-time": "{time}",
            tasks: [
              { kind: "start", summary: "{any}", status: "Done", progress: { label: "", done: 1, total: 1 } },
              { kind: "start", status: "Done" },
            ],
          }),
        },
      ],
    },
    {
      name: "requests about services that cannot be are refused",
      files: threeServices,
      steps: [
        {
          send: "POST /v1/services",
          body: { action: "start", services: ["nope"] },
          ...failure(400, { message: 'cannot start services: service "nope" does not exist' }),
        },
        {
          send: "POST /v1/services",
          body: { action: "stop", services: ["nope"] },
          ...failure(400, { message: 'cannot stop services: service "nope" does not exist' }),
        },
        {
          send: "POST /v1/services",
          body: { action: "start" },
          ...failure(400, { message: "must specify services for start action" }),
        },
        {
          send: "POST /v1/services",
          body: { action: "dance", services: ["web"] },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
        {
          send: "POST /v1/services",
          body: { action: "replan", services: ["web"] },
          ...failure(400, { message: "replan accepts no service names" }),
        },
      ],
    },
    {
      name: "autostart with nothing enabled is refused with its kind",
      steps: [
        {
          send: "POST /v1/services",
          body: { action: "autostart" },
          ...failure(400, {
            message: "no default services",
            kind: "no-default-services",
          }),
        },
      ],
    },
    {
      name: "the command line says which service does not exist",
      files: threeServices,
      steps: [
        {
          run: ["start", "nope"],
          code: 1,
          stderr: 'error: cannot start services: service "nope" does not exist\n',
        },
        {
          run: ["stop", "nope"],
          code: 1,
          stderr: 'error: cannot stop services: service "nope" does not exist\n',
        },
        {
          run: ["restart", "nope"],
          code: 1,
          stderr: 'error: cannot restart services: service "nope" does not exist\n',
        },
      ],
    },
    {
      name: "with --no-wait the id of the change is printed",
      files: threeServices,
      steps: [
        { run: ["start", "--no-wait", "web"], stdout: "1\n" },
        { send: "GET /v1/changes/1/wait", ...sync({ status: "Done" }) },
      ],
    },
    {
      name: "signals reach the services that run",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  web:",
          "    override: replace",
          "    command: sh -c \"trap 'echo got it' USR1; echo ready; while true; do sleep 0.05; done\"",
          "  db: {override: replace, command: sleep 1001}",
        ),
      },
      steps: [
        { run: ["start", "web"] },
        { run: ["logs", "web"], stdout: "{time} [web] ready\n", eventually: true },
        { send: "POST /v1/signals", body: { signal: "SIGUSR1", services: ["web"] }, ...sync(true) },
        { run: ["logs", "web"], stdout: "{time} [web] ready\n{time} [web] got it\n", eventually: true },
        {
          send: "POST /v1/signals",
          body: { signal: "SIGUSR1", services: ["db"] },
          ...failure(500, { message: 'cannot send signal to "db": service is not running' }),
        },
        {
          send: "POST /v1/signals",
          body: { signal: "SIGNOPE", services: ["web"] },
          ...failure(500, { message: 'cannot send signal to "web": invalid signal name "SIGNOPE"' }),
        },
      ],
    },
  ],
};
