import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

function check(...fields: readonly string[]): Readonly<Record<string, string>> {
  return {
    "layers/001-base.yaml": lines(
      "checks:",
      "  up:",
      "    override: replace",
      ...fields.map((field) => `    ${field}`),
    ),
  };
}

const hourly = {
  "layers/001-base.yaml": lines(
    "checks:",
    "  a: {override: replace, level: alive, period: 1h, exec: {command: test -e up}}",
    "  b: {override: replace, level: ready, period: 1h, threshold: 1, exec: {command: 'true'}}",
    "  c: {override: replace, period: 1h, startup: disabled, exec: {command: 'true'}}",
  ),
};

/** Checks: how they are listed, fail, recover, start and stop. */
export const checks: CaseList = {
  noun: "checks",
  cases: [
    {
      name: "a plan without checks lists none",
      steps: [
        { run: ["checks"], stderr: "Plan has no health checks.\n" },
        { send: "GET /v1/checks", ...sync([]) },
      ],
    },
    {
      name: "checks are listed by name, level or those asked for",
      files: hourly,
      steps: [
        {
          run: ["checks"],
          stdout: lines(
            "Check  Level  Startup   Status    Successes  Failures  Change",
            "a      alive  enabled   up        0          0/3       {n}",
            "b      ready  enabled   up        0          0/1       {n}",
            "c      -      disabled  inactive  -          -         -",
          ),
        },
        { send: "GET /v1/checks?level=ready", ...sync([{ name: "b" }]) },
        { send: "GET /v1/checks?names=c,b", ...sync([{ name: "b" }, { name: "c" }]) },
        { run: ["checks", "nope"], stderr: "No matching health checks.\n" },
        {
          send: "GET /v1/checks?level=nope",
          ...failure(400, { message: 'level must be "alive" or "ready"' }),
        },
        {
          send: "GET /v1/checks?names=a",
          ...sync([
            {
              name: "a",
              level: "alive",
              startup: "enabled",
              status: "up",
              successes: "{any}",
              failures: "{absent}",
              threshold: 3,
              "change-id": "{n}",
            },
          ]),
        },
      ],
    },
    {
      name: "a check that fails as often as its threshold is down, and up again when it succeeds",
      files: check("period: 60ms", "threshold: 2", "exec: {command: test -e up}"),
      steps: [
        {
          send: "GET /v1/checks",
          ...sync([{ status: "down", "change-id": "2", "prev-change-id": "1", threshold: 2 }]),
          eventually: true,
        },
        {
          send: "GET /v1/changes/1",
          ...sync({
            kind: "perform-check",
            summary: 'Perform exec check "up"',
            status: "Error",
            err: "{any}exit status 1)",
          }),
        },
        {
          send: "GET /v1/changes/2",
          ...sync({
            kind: "recover-check",
            summary: 'Recover exec check "up"',
            status: "Doing",
            ready: false,
          }),
        },
        { run: ["push", "layers/001-base.yaml", "{dir}/up"] },
        {
          send: "GET /v1/checks",
          ...sync([{ status: "up", "change-id": "3", "prev-change-id": "2" }]),
          eventually: true,
        },
        { send: "GET /v1/changes/2", ...sync({ status: "Done" }) },
      ],
    },
    {
      name: "an exec check tells the last lines of output",
      files: check("period: 50ms", "threshold: 1", "exec: {command: sh -c 'echo one; echo two >&2; exit 3'}"),
      steps: [
        {
          send: "GET /v1/changes/1",
          ...sync({ status: "Error", tasks: [{ log: ["{time} ERROR exit status 3; one\ntwo"] }] }),
          eventually: true,
        },
      ],
    },
    {
      name: "an exec check that takes too long fails",
      files: check("period: 300ms", "timeout: 100ms", "threshold: 1", "exec: {command: sleep 10}"),
      steps: [
        {
          send: "GET /v1/changes/1",
          ...sync({ status: "Error", tasks: [{ log: ["{time} ERROR check timed out after 100ms"] }] }),
          eventually: true,
        },
      ],
    },
    {
      name: "a tcp check of a closed port fails with the reason",
      files: check("period: 50ms", "threshold: 1", "tcp: {port: 1}"),
      steps: [
        {
          send: "GET /v1/changes/1",
          ...sync({
            summary: 'Perform TCP check "up"',
            status: "Error",
            tasks: [{ log: ["{time} ERROR dial tcp {any}:1: connect: connection refused"] }],
          }),
          eventually: true,
        },
      ],
    },
    {
      name: "an http check of a closed port fails with the reason",
      files: check("period: 50ms", "threshold: 1", "http: {url: 'http://127.0.0.1:1/x'}"),
      steps: [
        {
          send: "GET /v1/changes/1",
          ...sync({
            summary: 'Perform HTTP check "up"',
            status: "Error",
            tasks: [{ log: ["{time} ERROR {any}127.0.0.1:1: connect: connection refused"] }],
          }),
          eventually: true,
        },
      ],
    },
    {
      name: "a service is restarted when its check goes down",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  web:",
          "    override: replace",
          "    command: sh -c 'echo up; exec sleep 1000'",
          "    on-check-failure: {ill: restart}",
          "    backoff-delay: 50ms",
          "checks:",
          "  ill: {override: replace, period: 1500ms, threshold: 1, exec: {command: 'false'}}",
        ),
      },
      steps: [
        { run: ["start", "web"], stdout: "{any}" },
        { run: ["logs"], stdout: "{time} [web] up\n{time} [web] up\n", eventually: true },
      ],
    },
    {
      name: "a layer can add, change and remove from running checks",
      files: hourly,
      steps: [
        {
          send: "POST /v1/layers",
          body: {
            action: "add",
            label: "more",
            format: "yaml",
            layer:
              "checks: {a: {override: merge, threshold: 9}, d: {override: replace, period: 1h, tcp: {port: 1}}}",
          },
          ...sync(true),
        },
        {
          send: "GET /v1/checks",
          ...sync([{ name: "a", threshold: 9 }, { name: "b" }, { name: "c" }, { name: "d", status: "up" }]),
          eventually: true,
        },
      ],
    },
  ],
};
