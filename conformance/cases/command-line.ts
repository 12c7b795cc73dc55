import type { CaseList, CommandStep } from "../case.ts";
import { lines } from "../lines.ts";

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
  ],
};
