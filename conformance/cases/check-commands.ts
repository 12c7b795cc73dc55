import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

const story = "a long story that will not fit into the column of the table";

const mixed = {
  "layers/001-base.yaml": lines(
    "checks:",
    "  a: {override: replace, period: 1h, exec: {command: 'true'}}",
    `  b: {override: replace, level: ready, period: 1h, threshold: 1, exec: {command: sh -c 'echo ${story}; exit 3'}}`,
    "  c: {override: replace, level: alive, startup: disabled, period: 1h, exec: {command: sh -c 'echo é; exit 4'}}",
  ),
};

const brief = {
  "layers/001-base.yaml": lines(
    "checks: {b: {override: replace, period: 1h, threshold: 9, exec: {command: sh -c 'echo 1; echo 2; exit 3'}}}",
  ),
};

/** The commands of checks. */
export const checkCommands: CaseList = {
  noun: "check-commands",
  cases: [
    {
      name: "check shows one, with its failures once there are any",
      files: brief,
      steps: [
        {
          run: ["check", "b"],
          stdout: lines(
            "name: b",
            "startup: enabled",
            "status: up",
            "successes: 0",
            "failures: 0",
            "threshold: 9",
            'change-id: "1"',
          ),
        },
        {
          run: ["check", "--refresh", "b"],
          stdout: lines(
            "name: b",
            "startup: enabled",
            "status: up",
            "successes: 0",
            "failures: 1",
            "threshold: 9",
            'change-id: "1"',
            "error: |-",
            "    exit status 3; 1",
            "    2",
            "logs: |",
            "    {time} ERROR exit status 3; 1",
            "    2",
          ),
        },
        {
          run: ["check", "b", "--format=yaml"],
          stdout: "{any}\nlogs: |\n    {time} ERROR exit status 3; 1\n    2\n",
        },
        {
          run: ["check", "b", "--format", "json"],
          stdout:
            '{"name":"b","startup":"enabled","status":"up","successes":0,"failures":1,"threshold":9,' +
            '"change-id":"1","logs":"{time} ERROR exit status 3; 1\\n2\\n"}\n',
        },
      ],
    },
    {
      name: "check shows what took a check down, and one that is not active without failures",
      files: mixed,
      steps: [
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        {
          run: ["check", "b"],
          stdout: lines(
            "name: b",
            "level: ready",
            "startup: enabled",
            "status: down",
            "successes: 0",
            "failures: 1",
            "threshold: 1",
            'change-id: "{n}"',
            'prev-change-id: "{n}"',
            "logs: |",
            `    {time} ERROR exit status 3; ${story}`,
          ),
          eventually: true,
        },
        {
          run: ["check", "--refresh", "c"],
          stdout: lines(
            "name: c",
            "level: alive",
            "startup: disabled",
            "status: inactive",
            "successes: 0",
            "failures: 0",
            "threshold: 3",
            "error: exit status 4; é",
          ),
        },
      ],
    },
    {
      name: "checks has the first line of the last failure in its last column, in 70 letters",
      files: mixed,
      steps: [
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        {
          run: ["checks"],
          stdout: lines(
            "Check  Level  Startup   Status    Successes  Failures  Change",
            "a      -      enabled   up        0          0/3       {n}",
            'b      ready  enabled   down      0          2/1       {n} (exit status 3; a long story that will... run "{prog} tasks {n}" for more)',
            "c      alive  disabled  inactive  -          -         -",
          ),
          eventually: true,
        },
        {
          run: ["checks", "--level=alive", "--format=json"],
          stdout:
            '{"checks":{"c":{"name":"c","level":"alive","startup":"disabled","status":"inactive",' +
            '"successes":0,"failures":0,"threshold":3}}}\n',
        },
        {
          run: ["checks", "c", "nope", "--format", "yaml"],
          stdout: lines(
            "checks:",
            "    c:",
            "        name: c",
            "        level: alive",
            "        startup: disabled",
            "        status: inactive",
            "        successes: 0",
            "        failures: 0",
            "        threshold: 3",
          ),
        },
      ],
    },
    {
      name: "a failure of many lines is shown on one",
      files: brief,
      steps: [
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        {
          run: ["checks"],
          stdout: lines(
            "Check  Level  Startup  Status  Successes  Failures  Change",
            "b      -      enabled  up      0          1/9       1 (exit status 3; 1\\n2)",
          ),
        },
      ],
    },
    {
      name: "letters of many bytes count as many",
      files: {
        "layers/001-base.yaml": lines(
          `checks: {b: {override: replace, period: 1h, exec: {command: sh -c 'echo ${"12345".repeat(4)}${"é".repeat(30)}; exit 3'}}}`,
        ),
      },
      steps: [
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        {
          run: ["checks"],
          stdout: '{any} 1 (exit status 3; 12345123451234512345é... run "{prog} tasks 1" for more)\n',
        },
      ],
    },
    {
      name: "an empty listing is a note for people, and empty for programs",
      files: mixed,
      steps: [
        { run: ["checks", "nope"], stderr: "No matching health checks.\n" },
        { run: ["checks", "--level", "ready", "a"], stderr: "No matching health checks.\n" },
        { run: ["checks", "nope", "--format=yaml"], stdout: "checks: {}\n" },
        { run: ["checks", "nope", "--format=json"], stdout: '{"checks":{}}\n' },
      ],
    },
    {
      name: "start-checks and stop-checks name what they changed",
      files: mixed,
      steps: [
        { run: ["start-checks", "c", "a"], stdout: "Checks started: c\n" },
        { run: ["start-checks", "c", "a"], stdout: "Checks already started.\n" },
        { run: ["stop-checks", "c", "a", "c"], stdout: "Checks stopped: a, c\n" },
        { run: ["stop-checks", "a"], stdout: "Checks already stopped.\n" },
        {
          run: ["stop-checks", "a", "z", "y"],
          code: 1,
          stderr: "error: cannot stop checks: cannot find checks in plan: y, z\n",
        },
        {
          run: ["start-checks", "z"],
          code: 1,
          stderr: "error: cannot start checks: cannot find checks in plan: z\n",
        },
      ],
    },
    {
      name: "health tells by its exit code, but not where a program reads the answer",
      files: mixed,
      steps: [
        { run: ["health"], stdout: "healthy\n" },
        { run: ["check", "--refresh", "b"], stdout: "{any}" },
        { run: ["health"], code: 1, stdout: "unhealthy\n", eventually: true },
        { run: ["health", "--level=alive"], stdout: "healthy\n" },
        { run: ["health", "--level", "ready"], code: 1, stdout: "unhealthy\n" },
        { run: ["health", "a", "nope"], stdout: "healthy\n" },
        { run: ["health", "a", "b"], code: 1, stdout: "unhealthy\n" },
        { run: ["health", "--format=json"], stdout: '{"healthy":false}\n' },
        { run: ["health", "--format=yaml", "a"], stdout: "healthy: true\n" },
      ],
    },
    {
      name: "wrong words are refused",
      daemon: "none",
      steps: [
        { run: ["check"], code: 1, stderr: "error: the required argument `<check>` was not provided\n" },
        { run: ["check", "a", "b"], code: 1, stderr: "error: too many arguments for command\n" },
        {
          run: ["start-checks"],
          code: 1,
          stderr: "error: the required argument `<check> (at least 1 argument)` was not provided\n",
        },
        {
          run: ["stop-checks"],
          code: 1,
          stderr: "error: the required argument `<check> (at least 1 argument)` was not provided\n",
        },
        {
          run: ["checks", "--level=foo"],
          code: 1,
          stderr: "error: Invalid value `foo' for option `--level'. Allowed values are: alive or ready\n",
        },
        {
          run: ["health", "--format=xml"],
          code: 1,
          stderr:
            "error: Invalid value `xml' for option `--format'. Allowed values are: text, json or yaml\n",
        },
        { run: ["check", "a", "--timeout=1s"], code: 1, stderr: "error: unknown flag `timeout'\n" },
      ],
    },
    {
      name: "an unknown check is not found",
      files: mixed,
      steps: [
        { run: ["check", "nope"], code: 1, stderr: 'error: cannot find check "nope"\n' },
        {
          run: ["check", "nope", "--refresh"],
          code: 1,
          stderr: 'error: cannot find check with name "nope"\n',
        },
      ],
    },
  ],
};
