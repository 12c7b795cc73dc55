import type { CaseList, Step } from "../case.ts";
import { lines } from "../lines.ts";
import { failure } from "../replies.ts";

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

function credentials(words: string): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(words).toString("base64")}` };
}

const levels = ["admin", "read", "metrics", "untrusted"] as const;

/** Identities named by their level, all with the password `secret`. */
const addLevels: Step = {
  send: "POST /v1/identities",
  body: {
    action: "add",
    identities: Object.fromEntries(levels.map((access) => [access, { access, basic: { password: hash } }])),
  },
  status: 200,
};

const denied = failure(401, { message: "access denied", kind: "login-required" });

const one = "services: {web: {override: replace, command: sleep 100}}";

/** Of `web`, active or not, that was started so often. */
function webMetrics(active: number, starts: number): string {
  return lines(
    "# HELP pebble_service_active Whether the service is currently active (1) or not (0)",
    "# TYPE pebble_service_active gauge",
    `pebble_service_active{service="web"} ${active}`,
    "",
    "# HELP pebble_service_start_count Number of times the service has started",
    "# TYPE pebble_service_start_count counter",
    `pebble_service_start_count{service="web"} ${starts}`,
    "",
  );
}

/** Of `c`, with these lines about whether it is up. */
function checkMetrics(up: readonly string[], counts: { succeeded: number; failed: number }): string {
  return lines(
    ...up,
    "# HELP pebble_check_success_count Number of times the check has succeeded",
    "# TYPE pebble_check_success_count counter",
    `pebble_check_success_count{check="c"} ${counts.succeeded}`,
    "",
    "# HELP pebble_check_failure_count Number of times the check has failed",
    "# TYPE pebble_check_failure_count counter",
    `pebble_check_failure_count{check="c"} ${counts.failed}`,
    "",
  );
}

function upLines(value: number): readonly string[] {
  return [
    "# HELP pebble_check_up Whether the health check is up (1) or not (0)",
    "# TYPE pebble_check_up gauge",
    `pebble_check_up{check="c"} ${value}`,
    "",
  ];
}

const read = "GET /v1/metrics";

const refresh: Step = { run: ["check", "c", "--refresh"], stdout: "{any}" };

/** Metrics for Prometheus, and who may read them. */
export const metrics: CaseList = {
  noun: "metrics",
  cases: [
    {
      name: "with nothing to tell they are empty and have no type",
      steps: [{ send: read, status: 200, text: "", answerHeaders: { "content-type": "{absent}" } }],
    },
    {
      name: "a service is in them once it was to be started",
      files: { "layers/001-base.yaml": one },
      steps: [
        { send: read, status: 200, text: "" },
        { run: ["start", "web"] },
        {
          send: read,
          status: 200,
          text: webMetrics(1, 1),
          answerHeaders: { "content-type": "text/plain; charset=utf-8" },
        },
        { run: ["restart", "web"] },
        { send: read, status: 200, text: webMetrics(1, 2) },
        { run: ["stop", "web"] },
        { send: read, status: 200, text: webMetrics(0, 2) },
      ],
    },
    {
      name: "a service that cannot be started has no starts",
      files: { "layers/001-base.yaml": "services: {web: {override: replace, command: /nope/nope}}" },
      steps: [
        { run: ["start", "web"], code: 1, stderr: "{any}" },
        { send: read, status: 200, text: webMetrics(0, 0) },
      ],
    },
    {
      name: "all runs of a check are counted, through stops, until it is changed while it runs",
      files: {
        "layers/001-base.yaml":
          "checks: {c: {override: replace, period: 1h, threshold: 2, exec: {command: 'false'}}}",
      },
      steps: [
        { send: read, status: 200, text: checkMetrics(upLines(1), { succeeded: 0, failed: 0 }) },
        refresh,
        { send: read, status: 200, text: checkMetrics(upLines(1), { succeeded: 0, failed: 1 }) },
        refresh,
        {
          send: read,
          status: 200,
          text: checkMetrics(upLines(0), { succeeded: 0, failed: 2 }),
          eventually: true,
        },
        { run: ["stop-checks", "c"], stdout: "Checks stopped: c\n" },
        { run: ["start-checks", "c"], stdout: "Checks started: c\n" },
        { send: read, status: 200, text: checkMetrics(upLines(1), { succeeded: 0, failed: 2 }) },
        {
          run: ["add", "more", "/dev/stdin"],
          stdin: 'checks: {c: {override: merge, exec: {command: "true"}}}',
          stdout: 'Layer "more" added successfully from "/dev/stdin"\n',
        },
        refresh,
        { send: read, status: 200, text: checkMetrics(upLines(1), { succeeded: 1, failed: 0 }) },
      ],
    },
    {
      name: "a check that does not run is neither up nor down",
      files: {
        "layers/001-base.yaml":
          'checks: {c: {override: replace, startup: disabled, exec: {command: "true"}}}',
      },
      steps: [{ send: read, status: 200, text: checkMetrics([], { succeeded: 0, failed: 0 }) }],
    },
    {
      name: "several services stand together under the head of each metric",
      files: {
        "layers/001-base.yaml":
          "services: {a: {override: replace, command: sleep 9}, b: {override: replace, command: sleep 9}}",
      },
      steps: [
        { run: ["start", "a", "b"] },
        {
          send: read,
          status: 200,
          text: lines(
            "# HELP pebble_service_active Whether the service is currently active (1) or not (0)",
            "# TYPE pebble_service_active gauge",
            'pebble_service_active{service="a"} 1',
            'pebble_service_active{service="b"} 1',
            "",
            "# HELP pebble_service_start_count Number of times the service has started",
            "# TYPE pebble_service_start_count counter",
            'pebble_service_start_count{service="a"} 1',
            'pebble_service_start_count{service="b"} 1',
            "",
          ),
        },
      ],
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason: "it repeats the head of a metric for each service, which promtool refuses",
      },
    },
    {
      name: "everybody with access reads them on the socket",
      steps: [
        addLevels,
        ...["admin", "read", "metrics"].map((name) => ({
          send: read,
          headers: credentials(`${name}:secret`),
          status: 200,
        })),
        { send: read, headers: credentials("untrusted:secret"), ...denied },
      ],
    },
    {
      name: "over TCP only those with access to metrics read them, and the rest is open or closed to all",
      daemon: ["--hold", "--http", "{http}"],
      steps: [
        addLevels,
        { send: read, over: "http", headers: credentials("metrics:secret"), status: 200, text: "" },
        ...["admin:secret", "read:secret", "untrusted:secret", "metrics:wrong", "nobody:secret", ":"].map(
          (words) => ({ send: read, over: "http" as const, headers: credentials(words), ...denied }),
        ),
        { send: read, over: "http", ...denied, answerHeaders: { "www-authenticate": "{absent}" } },
        { send: "GET /v1/system-info", over: "http", status: 200 },
        { send: "GET /v1/health", over: "http", headers: credentials("metrics:wrong"), status: 200 },
        { send: "GET /v1/services", over: "http", headers: credentials("admin:secret"), ...denied },
        { send: "POST /v1/services", over: "http", headers: credentials("admin:secret"), ...denied },
        { send: "GET /v1/notices", over: "http", headers: credentials("admin:secret"), ...denied },
        {
          send: "GET /v1/nope",
          over: "http",
          ...failure(404, { message: "invalid API endpoint requested" }),
        },
      ],
    },
  ],
};
