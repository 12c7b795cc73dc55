import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";

const sleeper = lines(
  "services:",
  "  web: {override: replace, command: sleep 1000, startup: enabled}",
  "  idle: {override: replace, command: sleep 1001}",
);

/** What Go says of addresses that it cannot listen at. */
const badAddresses: readonly (readonly [address: string, reason: string])[] = [
  ["foo", "address foo: missing port in address"],
  ["127.0.0.1", "address 127.0.0.1: missing port in address"],
  ["127.0.0.1:1:2", "address 127.0.0.1:1:2: too many colons in address"],
  ["[::1", "address [::1: missing ']' in address"],
  [":99999", "address 99999: invalid port"],
  [":-1", "address -1: invalid port"],
  ["x:y", "lookup tcp/y: unknown port"],
];

/** How the daemon starts, and what stops it from starting. */
export const run: CaseList = {
  noun: "run",
  cases: [
    {
      name: "with --hold nothing is started",
      files: { "layers/001-base.yaml": sleeper },
      steps: [
        { send: "GET /v1/services", ...sync([{ current: "inactive" }, { current: "inactive" }]) },
        { send: "GET /v1/changes?select=all", ...sync([]) },
      ],
    },
    {
      name: "without --hold the enabled services are started",
      files: { "layers/001-base.yaml": sleeper },
      daemon: [],
      steps: [
        {
          send: "GET /v1/services",
          ...sync([
            { name: "idle", current: "inactive" },
            { name: "web", current: "active" },
          ]),
          eventually: true,
        },
        {
          send: "GET /v1/changes/1/wait",
          ...sync({ kind: "autostart", summary: 'Autostart service "web"', status: "Done" }),
        },
      ],
    },
    {
      name: "a missing directory is an error",
      daemon: "none",
      steps: [
        {
          run: ["run"],
          env: { PEBBLE: "{dir}/none" },
          code: 1,
          stderr: 'cannot run daemon: directory "{dir}/none" does not exist\n',
        },
      ],
    },
    {
      name: "a directory that cannot be made is an error that names what is in the way",
      files: { file: "" },
      daemon: "none",
      steps: [
        {
          run: ["run", "--create-dirs"],
          env: { PEBBLE: "{dir}/file" },
          code: 1,
          stderr: "cannot run daemon: mkdir {dir}/file: not a directory\n",
        },
        {
          run: ["run", "--create-dirs"],
          env: { PEBBLE: "{dir}/file/a/b" },
          code: 1,
          stderr: "cannot run daemon: mkdir {dir}/file: not a directory\n",
        },
        {
          run: ["run", "--create-dirs"],
          env: { PEBBLE: "relative" },
          code: 1,
          stderr: 'cannot run daemon: directory "relative" must be absolute\n',
        },
        {
          run: ["run"],
          env: { PEBBLE: "{dir}/file" },
          code: 1,
          stderr: 'cannot run daemon: directory "{dir}/file" does not exist\n',
        },
      ],
    },
    {
      name: "an address that is none stops the start",
      daemon: "none",
      steps: badAddresses.map(([address, reason]) => ({
        run: ["run", "--hold", "--http", address],
        code: 1,
        stderr: `{any}cannot run daemon: cannot listen on "${address}": listen tcp: ${reason}\n`,
      })),
    },
    {
      name: "arguments for a service have to be of one that there is, once",
      files: { "layers/001-base.yaml": sleeper },
      daemon: "none",
      steps: [
        {
          run: ["run", "--hold", "--args", "web", "a", ";", "--args", "web", "b"],
          code: 1,
          stderr: '{any}cannot run daemon: --args provided more than once for "web" service\n',
        },
        {
          run: ["run", "--hold", "--args", "nope", "a"],
          code: 1,
          stderr: '{any}cannot run daemon: service "nope" not found in plan\n',
        },
        {
          run: ["run", "--args", ";", "--hold"],
          code: 1,
          stderr: "{any}cannot run daemon: --args requires a service name\n",
        },
        {
          run: ["run", "--args=web"],
          code: 1,
          stderr: "error: terminated option's flag `--args' cannot use `='\n",
        },
      ],
    },
    {
      name: "arguments take the place of those in brackets, and are seen in the plan",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  web: {override: replace, command: 'sleep [ 1000 ]'}",
          "  idle: {override: replace, command: sleep 1001}",
        ),
      },
      daemon: ["--hold", "--args", "web", "1 2", "$X", ";", "--args", "idle", "5s"],
      steps: [
        {
          run: ["plan"],
          stdout: "{any}command: sleep 1001 [ 5s ]{any}command: sleep [ '1 2' '$X' ]{any}",
        },
      ],
    },
    {
      name: "a layer file with another form of name stops the start",
      files: { "layers/1-base.yaml": "" },
      daemon: "none",
      steps: [
        {
          run: ["run"],
          code: 1,
          stderr:
            'cannot run daemon: cannot load plan: invalid layer filename: "1-base.yaml" (must look like "123-some-label.yaml")\n',
        },
      ],
    },
    {
      name: "two layer files with one number stop the start",
      files: { "layers/001-base.yaml": "", "layers/001-other.yaml": "" },
      daemon: "none",
      steps: [
        {
          run: ["run"],
          code: 1,
          stderr:
            'cannot run daemon: cannot load plan: invalid layer filename: "001-other.yaml" not unique (have "001-base.yaml" already)\n',
        },
      ],
    },
    {
      name: "a layer file that is not YAML stops the start",
      files: { "layers/001-base.yaml": "services: [" },
      daemon: "none",
      steps: [
        {
          run: ["run"],
          code: 1,
          stderr: 'cannot run daemon: cannot load plan: cannot parse layer "base": {any}\n',
        },
      ],
    },
    {
      name: "a second daemon on the same directory is an error",
      steps: [
        { run: ["run", "--hold"], code: 1, stderr: '{any}socket "{dir}/.pebble.socket" already in use\n' },
      ],
    },
    {
      name: "without a daemon a command says which socket it misses",
      daemon: "none",
      steps: [
        {
          run: ["start", "web"],
          code: 1,
          stderr: '{any}socket{any}"{dir}/.pebble.socket"{any}not found\n',
        },
      ],
    },
    {
      name: "version --client needs no daemon",
      daemon: "none",
      steps: [{ run: ["version", "--client"], stdout: "{any}\n" }],
    },
    {
      name: "version tells client and server",
      steps: [{ run: ["version"], stdout: "client  {any}\nserver  {any}\n" }],
    },
    {
      name: "an unknown command is an error",
      daemon: "none",
      steps: [{ run: ["nope"], code: 1, stderr: "error: unknown command \"nope\", see '{prog} help'\n" }],
    },
    {
      name: "an unknown flag is an error",
      daemon: "none",
      steps: [
        { run: ["services", "--nope"], code: 1, stderr: "error: unknown flag `nope'\n" },
        { run: ["logs", "-n"], code: 1, stderr: "error: expected argument for flag `-n'\n" },
      ],
    },
    {
      name: "a missing argument is an error",
      daemon: "none",
      steps: [
        {
          run: ["start"],
          code: 1,
          stderr: "error: the required argument `<service> (at least 1 argument)` was not provided\n",
        },
        { run: ["version", "extra"], code: 1, stderr: "error: too many arguments for command\n" },
      ],
    },
  ],
};
