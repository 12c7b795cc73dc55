import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";
import { oneService, threeServices } from "./service-files.ts";

/** What starting, stopping, restarting and replanning do. */
export const serviceChanges: CaseList = {
  noun: "service changes",
  cases: [
    {
      name: "starting one that requires another starts both, in order",
      files: threeServices,
      steps: [
        { run: ["start", "app"] },
        {
          send: "GET /v1/changes/1",
          ...sync({
            summary: 'Start service "app" and 1 more',
            tasks: [{ summary: 'Start service "db"' }, { summary: 'Start service "app"' }],
          }),
        },
        {
          send: "GET /v1/services",
          ...sync([
            { name: "app", current: "active" },
            { name: "db", current: "active" },
            { name: "web", current: "inactive" },
          ]),
        },
      ],
    },
    {
      name: "an autostart is named after the first to start, a replan after the first by name; both are about all of theirs",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  a: {override: replace, command: sleep 1000, startup: enabled, requires: [z]}",
          "  b: {override: replace, command: sleep 1000, startup: enabled, before: [a]}",
          "  z: {override: replace, command: sleep 1000}",
        ),
      },
      steps: [
        { run: ["autostart"] },
        { run: ["replan"], stdout: "{any}" },
        { send: "GET /v1/changes/1", ...sync({ summary: 'Autostart service "b" and 2 more' }) },
        { send: "GET /v1/changes/2", ...sync({ summary: 'Replan service "a" and 2 more' }) },
        { send: "GET /v1/changes?select=all&for=z", ...sync(["{any}", "{any}"]) },
      ],
    },
    {
      name: "stopping one that another requires stops both, in reverse order",
      files: threeServices,
      steps: [
        { run: ["start", "app"] },
        { run: ["stop", "db"] },
        {
          send: "GET /v1/changes/2",
          ...sync({
            summary: 'Stop service "db" and 1 more',
            tasks: [{ summary: 'Stop service "app"' }, { summary: 'Stop service "db"' }],
          }),
        },
        {
          send: "GET /v1/services?names=app,db",
          ...sync([{ current: "inactive" }, { current: "inactive" }]),
        },
      ],
    },
    {
      name: "replan starts what is enabled, then has nothing to do",
      files: threeServices,
      steps: [
        { run: ["replan"] },
        {
          send: "GET /v1/changes/1",
          ...sync({ kind: "replan", summary: 'Replan service "web"', status: "Done" }),
        },
        { run: ["replan"], stdout: "{any}" },
        { send: "GET /v1/changes/2", ...sync({ kind: "replan", status: "Done" }) },
      ],
    },
    {
      name: "replan restarts a service whose configuration changed, and no other",
      files: {
        ...threeServices,
        "more.yaml": "services: {web: {override: merge, environment: {A: b}}}\n",
      },
      steps: [
        { run: ["start", "web", "db"] },
        { run: ["add", "more", "more.yaml"], stdout: "{any}" },
        { run: ["replan"] },
        {
          send: "GET /v1/changes/2",
          ...sync({
            tasks: [
              { kind: "stop", summary: 'Stop service "web"' },
              { kind: "start", summary: 'Start service "web"' },
            ],
          }),
        },
      ],
    },
    {
      name: "replan without services is a change without tasks",
      steps: [
        { run: ["replan"] },
        {
          send: "GET /v1/changes/1",
          ...sync({ kind: "replan", summary: "Replan - no services", status: "Done", ready: true }),
        },
      ],
    },
    {
      name: "restart starts one that is stopped",
      files: threeServices,
      steps: [
        { run: ["restart", "db"], stdout: "{any}" },
        {
          send: "GET /v1/changes/1",
          ...sync({ kind: "restart", summary: 'Restart service "db"', status: "Done" }),
        },
        { send: "GET /v1/services?names=db", ...sync([{ current: "active" }]) },
      ],
    },
    {
      name: "restart of one that runs stops and starts it",
      files: oneService("sh -c 'echo started; exec sleep 1000'"),
      steps: [
        { run: ["start", "svc"] },
        { run: ["restart", "svc"] },
        { run: ["logs"], stdout: "{time} [svc] started\n{time} [svc] started\n", eventually: true },
      ],
    },
    {
      name: "starting twice and stopping twice are done and say so",
      files: threeServices,
      steps: [
        { run: ["start", "web"] },
        { send: "POST /v1/services", body: { action: "start", services: ["web"] }, status: 202 },
        {
          send: "GET /v1/changes/2/wait",
          ...sync({ status: "Done", tasks: [{ log: ['{time} INFO Service "web" already started.'] }] }),
        },
        { run: ["stop", "web"] },
        { send: "POST /v1/services", body: { action: "stop", services: ["web"] }, status: 202 },
        { send: "GET /v1/changes/4/wait", ...sync({ status: "Done" }) },
      ],
    },
    {
      name: "environment, working directory and user come from the layer",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  svc:",
          "    override: replace",
          "    command: sh -c 'echo $A:$(pwd):$(id -u):$HOME; exec sleep 1000'",
          "    environment: {A: $B}",
          "    user: nobody",
          "    working-dir: /tmp",
        ),
      },
      steps: [
        { run: ["start", "svc"] },
        { run: ["logs"], stdout: "{time} [svc] $B:/tmp:65534:/nonexistent\n", eventually: true },
      ],
    },
    {
      name: "the change of an unknown id is 404",
      steps: [{ send: "GET /v1/changes/7", ...failure(404, { message: 'cannot find change with id "7"' }) }],
    },
  ],
};
