import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    '  web: {override: replace, command: sh -c "echo up; sleep 1000", startup: enabled}',
    "  idle: {override: replace, command: sleep 1001}",
  ),
};

const inactive = lines(
  "Service  Startup   Current   Since",
  "idle     disabled  inactive  -",
  "web      enabled   inactive  -",
);

const unsupported = (name: string) => ({
  run: ["enter", name],
  code: 1,
  stderr: `error: enter: subcommand "${name}" is not supported\n`,
});

/** A supervisor around one command, as the entry point of a container. */
export const enter: CaseList = {
  noun: "enter",
  cases: [
    {
      name: "commands that look at the plan start no services and leave no log",
      files,
      daemon: "none",
      steps: [
        { run: ["enter", "services"], stdout: inactive },
        { run: ["enter", "--hold", "--", "services"], stdout: inactive },
        { run: ["enter", "ls", "{dir}/layers"], stdout: "001-base.yaml\n" },
        { run: ["enter", "plan"], stdout: "services:\n{any}" },
        { run: ["enter", "version"], stdout: "client  v{any}\nserver  v{any}\n" },
      ],
    },
    {
      name: "the log is told with --verbose",
      files,
      daemon: "none",
      steps: [
        {
          run: ["enter", "-v", "services"],
          stdout: inactive,
          stderr: "{any}Started daemon.\n{any}GET /v1/services{any}sys_shutdown:0{any}",
        },
      ],
    },
    {
      name: "exec runs a command in the daemon and gives its exit code",
      files,
      daemon: "none",
      steps: [
        { run: ["enter", "exec", "echo", "hello"], stdout: "hello\n" },
        { run: ["enter", "exec", "--", "sh", "-c", "cat; exit 7"], stdin: "typed", code: 7, stdout: "typed" },
        {
          run: ["enter", "exec", "no-such-program"],
          code: 1,
          stderr: 'error: cannot find executable "no-such-program"\n',
        },
      ],
    },
    ...["INT", "TERM", "QUIT", "USR1", "USR2", "CONT", "TSTP", "TTIN", "TTOU"].map((signal) => ({
      name: `exec passes SIG${signal} on, and ends with the command`,
      daemon: "none" as const,
      steps: [
        {
          run: [
            ...["enter", "exec", "--", "sh", "-c"],
            `trap "echo got it; exit 3" ${signal}; kill -${signal} $PPID; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.3; done`,
          ],
          code: 3,
          stdout: "got it\n",
        },
      ],
    })),
    {
      name: "exec waits for a command that a signal does not end",
      daemon: "none",
      steps: [
        {
          run: [
            ...["enter", "exec", "--", "sh", "-c"],
            'trap "echo no" TERM; kill -TERM $PPID; sleep 0.5; kill -TERM $PPID; sleep 0.5; exit 4',
          ],
          code: 4,
          stdout: "no\nno\n",
        },
      ],
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason: "it kills a command that does not end at once, and loses its exit code",
      },
    },
    {
      name: "exec with --run starts services first, and PEBBLE_VERBOSE shows what they write",
      files,
      daemon: "none",
      steps: [
        {
          run: ["enter", "--run", "exec", "echo", "after"],
          env: { PEBBLE_VERBOSE: "1" },
          stdout: "{time} [web] up\nafter\n",
          stderr: "{any}Started default services with change 1.\n{any}",
        },
      ],
    },
    {
      name: "start leaves the daemon running when it succeeds",
      files,
      daemon: ["enter", "start", "idle"],
      steps: [
        {
          send: "GET /v1/services",
          ...sync([
            { name: "idle", current: "active" },
            { name: "web", current: "inactive" },
          ]),
          eventually: true,
        },
      ],
    },
    {
      name: "stop leaves the daemon running without what was stopped",
      files,
      daemon: ["enter", "--run", "stop", "web"],
      steps: [
        { send: "GET /v1/changes/2/wait", ...sync({ kind: "stop", status: "Done" }), eventually: true },
        { send: "GET /v1/services?names=web", ...sync([{ current: "inactive" }]) },
      ],
    },
    {
      name: "start that fails ends the daemon",
      files,
      daemon: "none",
      steps: [
        {
          run: ["enter", "start", "nope"],
          code: 1,
          stderr: '{any}error: cannot start services: service "nope" does not exist\n{any}',
        },
      ],
    },
    {
      name: "flags that do not go with a subcommand are refused",
      files,
      daemon: "none",
      steps: [
        {
          run: ["enter", "--run", "services"],
          code: 1,
          stderr: 'error: enter: cannot provide --run before "services" subcommand\n',
        },
        {
          run: ["enter", "--run", "version"],
          code: 1,
          stderr: 'error: enter: cannot provide --run before "version" subcommand\n',
        },
        {
          run: ["enter", "stop", "web"],
          code: 1,
          stderr: 'error: enter: must use --run before "stop" subcommand\n',
        },
        {
          run: ["enter", "--verbose", "exec", "true"],
          code: 1,
          stderr: 'error: enter: cannot provide -v/--verbose before "exec" subcommand\n',
        },
      ],
    },
    {
      name: "other subcommands and wrong words are refused before anything starts",
      files,
      daemon: "none",
      steps: [
        ...["logs", "changes", "health", "enter", "run"].map(unsupported),
        {
          run: ["enter", "add", "x"],
          code: 1,
          stderr: "error: the required argument `<layer-path>` was not provided\n",
        },
        { run: ["enter", "plan", "extra"], code: 1, stderr: "error: too many arguments for command\n" },
        { run: ["enter", "services", "--bad"], code: 1, stderr: "error: unknown flag `bad'\n" },
        {
          run: ["enter", "bogus"],
          code: 1,
          stderr: `error: unknown command "bogus", see '{prog} help'\n`,
        },
      ],
    },
    {
      name: "help needs no good plan",
      files: { "layers/001-bad.yaml": "services: {a: 1}\n" },
      daemon: "none",
      steps: [
        { run: ["enter", "help"], stdout: "{any}" },
        { run: ["enter", "version"], code: 1, stderr: "cannot run daemon: cannot load plan: {any}" },
      ],
    },
  ],
};
