import type { CaseList, CommandStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure } from "../replies.ts";

const files = {
  "layers/001-base.yaml": lines(
    "services:",
    "  web: {override: replace, command: sleep 1000, startup: enabled}",
  ),
};

/** Words that are refused before anybody is asked. */
const refused = (words: string, message: string): CommandStep => ({
  run: words.split(" "),
  code: 1,
  stderr: `error: ${message}\n`,
});

const manyServices = [0, 1, 2, 3].map((index) => `service-number-${index}`);

/** What is said of {@link manyServices} in seventy columns. */
const seventyColumns = [
  'error: cannot send signal to "service-number-0": service is not',
  '       running; cannot send signal to "service-number-1": service is',
  '       not running; cannot send signal to "service-number-2": service',
  '       is not running; cannot send signal to "service-number-3":',
  "       service is not running",
];

/** The words of a command line, whatever the command. */
export const commandLine: CaseList = {
  noun: "command line",
  cases: [
    {
      name: "flags in place of a command are looked at like those of commands",
      daemon: "none",
      steps: [
        refused("--nope", "unknown flag `nope'"),
        refused("--format=json services", "unknown flag `format'"),
        refused("-x=1", "unknown flag `x'"),
        refused("-version", "unknown flag `v'"),
        refused("--version=1", "bool flag `--version' cannot have an argument"),
        refused("--help=", "bool flag `-h, --help' cannot have an argument"),
        refused("-h=1", "bool flag `-h, --help' cannot have an argument"),
        refused("--=x", "unknown flag `'"),
        refused("-=x", "unknown flag `='"),
        refused("---x", "unknown command \"---x\", see '{prog} help'"),
        refused("- plan", "unknown command \"-\", see '{prog} help'"),
        { run: ["--version", "--nope"], stdout: "v{any}\n" },
        { run: ["-hx"], stdout: "{any}" },
      ],
    },
    {
      name: "flags of a command are given in any place, together or apart, and not abbreviated",
      files,
      steps: [
        { run: ["services", "web", "--format", "json"], stdout: '{"services":{"web":{any}}}\n' },
        { run: ["services", "--format=xml", "--format=json"], code: 1, stderr: "{any}Invalid value{any}" },
        { run: ["services", "--format=yaml", "--format=json"], stdout: "{{any}}\n" },
        refused("services --forma=json", "unknown flag `forma'"),
        refused("services -format=json", "unknown flag `f'"),
        refused("services --abs-time=true", "bool flag `--abs-time' cannot have an argument"),
        refused("services --help=1", "bool flag `-h, --help' cannot have an argument"),
        refused("logs -nf", 'expected n to be a non-negative integer or "all", not "f"'),
        { run: ["services", "--", "--format"], stderr: "No matching services.\n" },
        refused("logs -fn0 --nope", "expected argument for flag `-n'"),
      ],
    },
    {
      name: "arguments that are too many are refused, but for one of replan and autostart, and any of tasks",
      files,
      steps: [
        refused("plan x", "too many arguments for command"),
        refused("changes a b", "too many arguments for command"),
        refused("replan a b", "too many arguments for command"),
        refused("autostart a b", "too many arguments for command"),
        refused("version x", "too many arguments for command"),
        { run: ["replan", "a"] },
        { run: ["autostart", "a"], stdout: "{any}" },
        { run: ["tasks", "1", "2", "3"], stdout: "{any}" },
      ],
    },
    {
      name: "arguments that are missing are named",
      daemon: "none",
      steps: [
        refused("add", "the required arguments `<label>` and `<layer-path>` were not provided"),
        refused("add x", "the required argument `<layer-path>` was not provided"),
        refused("start", "the required argument `<service> (at least 1 argument)` was not provided"),
        refused("notify", "the required argument `<key>` was not provided"),
        refused("exec", "the required argument `<command>` was not provided"),
        refused("push x", "the required argument `<remote-path>` was not provided"),
        refused("check", "the required argument `<check>` was not provided"),
        refused("tasks", "please provide change ID or type with --last=<type>"),
      ],
    },
    {
      name: "autostart starts the services that are enabled",
      files,
      steps: [
        { run: ["autostart"] },
        { run: ["services"], stdout: "{any}active{any}" },
        { run: ["autostart", "--no-wait"], stdout: "2\n" },
        { run: ["changes"], stdout: '{any}Autostart service "web"{any}' },
      ],
    },
    {
      name: "autostart is an error where no service is enabled",
      steps: [{ run: ["autostart"], code: 1, stderr: "error: no default services\n" }],
    },
    {
      name: "what the supervisor says is laid out as wide as COLUMNS tells, and as a terminal is",
      steps: [
        {
          run: ["signal", "HUP", ...manyServices],
          env: { COLUMNS: "70" },
          code: 1,
          stderr: lines(...seventyColumns),
        },
        {
          run: ["signal", "HUP", ...manyServices],
          env: { COLUMNS: "40" },
          terminalColumns: 70,
          code: 1,
          stdout: seventyColumns.map((line) => `${line}\r\n`).join(""),
        },
        {
          run: ["start", "no such service"],
          env: { COLUMNS: "45" },
          code: 1,
          stderr: 'error: cannot start services: service "no\n       such service" does not exist\n',
        },
      ],
    },
    {
      name: "names are quoted as Go quotes them",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          String.raw`  "a\"b\tc": {override: replace, command: sleep 1000}`,
          "  日本: {override: replace, command: sleep 1001}",
        ),
      },
      steps: [
        { run: ["start", 'a"b\tc'] },
        { run: ["stop", 'a"b\tc'] },
        {
          run: ["stop", 'a"b\tc'],
          stdout: "{any}",
        },
        {
          run: ["tasks", "3"],
          stdout: String.raw`{any}Stop service "a\"b\tc"{any}INFO Service "a\"b\tc" already stopped.{any}`,
        },
        { run: ["start", "日本"] },
        { run: ["changes", "日本"], stdout: '{any}Start service "日本"{any}' },
        {
          run: ["start", 'no"\n'],
          code: 1,
          stderr: String.raw`error: cannot start services: service "no\"\n" does not exist` + "\n",
        },
        {
          send: "GET /v1/changes/a%22b",
          ...failure(404, { message: String.raw`cannot find change with id "a\"b"` }),
        },
        {
          send: "POST /v1/layers",
          body: { action: 'a"b' },
          ...failure(400, { message: String.raw`invalid action "a\"b"` }),
        },
      ],
    },
  ],
};
