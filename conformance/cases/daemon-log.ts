import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

/** One line of the log, and what may stand around it. */
const line = (text: string): string => `{any}{time} [{prog}] ${text}\n{any}`;

const service = (...fields: readonly string[]) => ({
  "layers/001-base.yaml": lines(
    "services:",
    "  svc:",
    "    override: replace",
    "    startup: enabled",
    ...fields.map((field) => `    ${field}`),
  ),
});

/** What the daemon writes about itself on its standard error. */
export const daemonLog: CaseList = {
  noun: "daemon log",
  cases: [
    {
      name: "the autostart stands in it as a request, and so does the wait for it",
      files: service("command: sleep 1.2", "on-success: shutdown"),
      daemon: "none",
      steps: [
        {
          run: ["run"],
          stderr: [
            line("Started daemon."),
            line("POST /v1/services {duration} 202 (http+unix)"),
            line("GET /v1/changes/1/wait {duration} 200 (http+unix)"),
            `{time} [{prog}] Started default services with change 1.\n`,
            line("Server exiting! Reason: <nil>"),
            line('{"type":"security","datetime":"{time}","level":"WARN","event":"sys_shutdown:0",{any}'),
          ].join(""),
        },
      ],
    },
    {
      name: "an autostart without anything to start is a request that is refused",
      daemon: "none",
      steps: [
        {
          run: ["run"],
          interruptAfterMs: 1500,
          stderr: [
            line("Started daemon."),
            line("POST /v1/services {duration} 400 (http+unix)"),
            "{time} [{prog}] Cannot start default services: no default services\n",
            line("Exiting on interrupt signal."),
          ].join(""),
        },
      ],
    },
    {
      name: "the autostart may no more than a client of the daemon's user",
      needsRoot: true,
      files: {
        ...service("command: sleep 1000"),
        "identities.yaml": "identities: {bob: {access: read, local: {user-id: 0}}}\n",
      },
      daemon: "none",
      steps: [
        {
          run: ["run", "--identities", "identities.yaml"],
          interruptAfterMs: 1500,
          stderr: [
            line('{"type":"security",{any}"event":"authz_fail:bob,/v1/services",{any}'),
            line("POST /v1/services {duration} 401 (http+unix)"),
            "{time} [{prog}] Cannot start default services: access denied\n",
            line("Exiting on interrupt signal."),
          ].join(""),
        },
      ],
    },
    {
      name: "each websocket of a command stands in it",
      daemon: "none",
      steps: [
        {
          run: ["enter", "exec", "sleep", "0.1"],
          env: { PEBBLE_VERBOSE: "1" },
          stderr: [
            line(
              '{"type":"security",{any}"event":"authz_admin:{n},exec","description":"Executing command sleep"{any}',
            ),
            line("POST /v1/exec {duration} 202 (http+unix)"),
            line("GET /v1/tasks/1/websocket/control {duration} 200 (http+unix)"),
            line("GET /v1/tasks/1/websocket/stdio {duration} 200 (http+unix)"),
            line("GET /v1/tasks/1/websocket/stderr {duration} 200 (http+unix)"),
            line("GET /v1/changes/1/wait {duration} 200 (http+unix)"),
          ].join(""),
        },
      ],
    },
  ],
};
