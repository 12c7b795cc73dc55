import type { CaseList, ConformanceCase } from "../case.ts";
import { lines } from "../lines.ts";

/** A service that writes a line, and ends the daemon by signals that it sends to it. */
const killer = (command: string): string =>
  lines(
    "services:",
    "  svc:",
    "    override: replace",
    "    startup: enabled",
    `    command: sh -c '${command}'`,
    "    kill-delay: 1s",
  );

const ends = (
  name: string,
  options: { readonly signals: string; readonly says: string },
): ConformanceCase => ({
  name,
  files: {
    "layers/001-base.yaml": killer(
      `trap "" TERM; sleep 1.2; for s in ${options.signals}; do kill -$s $PPID; sleep 0.2; done; sleep 1000`,
    ),
  },
  daemon: "none",
  steps: [
    {
      run: ["run"],
      stderr: `{any}Exiting on ${options.says} signal.\n{any}Stopping all running services.\n{any}Service "svc" stopped\n{any}`,
    },
  ],
});

const hello = killer("echo hello; sleep 1.2; kill $PPID");

const base = lines("services:", "  web: {override: replace, command: sleep 1000}");

/** How a daemon ends, and the variables that it is started with. */
export const daemonLife: CaseList = {
  noun: "daemon life",
  cases: [
    ends("SIGTERM ends it with its services", { signals: "TERM", says: "terminated" }),
    ends("SIGINT ends it too", { signals: "INT", says: "interrupt" }),
    ends("SIGQUIT ends it too", { signals: "QUIT", says: "quit" }),
    ends("a second signal changes nothing", { signals: "TERM TERM INT", says: "terminated" }),
    ends("signals that programs give meanings of their own do not end it", {
      signals: "USR1 USR2 ALRM WINCH TERM",
      says: "terminated",
    }),
    {
      name: "SIGHUP kills it, and leaves its services",
      files: { "layers/001-base.yaml": killer("sleep 1.2; kill -HUP $PPID; sleep 0.1") },
      daemon: "none",
      steps: [{ run: ["run"], code: 129, stderr: '{any}Service "svc" starting: {any}' }],
    },
    {
      name: "what services write is told with --verbose and with PEBBLE_VERBOSE=1 alone",
      files: { "layers/001-base.yaml": hello },
      daemon: "none",
      steps: [
        { run: ["run"], stdout: "", stderr: "{any}" },
        { run: ["run"], env: { PEBBLE_VERBOSE: "0" }, stdout: "", stderr: "{any}" },
        { run: ["run"], env: { PEBBLE_VERBOSE: "true" }, stdout: "", stderr: "{any}" },
        { run: ["run"], env: { PEBBLE_VERBOSE: "1" }, stdout: "{time} [svc] hello\n", stderr: "{any}" },
        { run: ["run", "--verbose"], stdout: "{time} [svc] hello\n", stderr: "{any}" },
      ],
    },
    {
      name: "more is told with PEBBLE_DEBUG=1",
      files: { "layers/001-base.yaml": hello },
      daemon: "none",
      steps: [{ run: ["run"], env: { PEBBLE_DEBUG: "1" }, stderr: "{any} [{prog}] DEBUG {any}" }],
    },
    {
      name: "PEBBLE_SOCKET is where it listens, and where commands ask",
      env: { PEBBLE_SOCKET: "{dir}/other.sock" },
      steps: [
        { run: ["services"], stderr: "Plan has no services.\n" },
        {
          run: ["version", "--client"],
          env: { PEBBLE_SOCKET: "" },
          stdout: "v{any}\n",
        },
        {
          run: ["start", "x"],
          env: { PEBBLE_SOCKET: "{dir}/.pebble.socket" },
          code: 1,
          stderr: "{any}not found\n",
        },
      ],
    },
    {
      name: "with PEBBLE_PERSIST=never nothing outlives it",
      env: { PEBBLE_PERSIST: "never" },
      steps: [
        { run: ["notify", "example.com/x"], stdout: "Recorded notice 1\n" },
        { restart: "SIGTERM" },
        { run: ["notices"], stderr: "No matching notices.\n" },
        { run: ["ls", "{dir}/*state*"], stdout: "" },
      ],
    },
    {
      name: "with another PEBBLE_PERSIST notices do",
      env: { PEBBLE_PERSIST: "no" },
      steps: [
        { run: ["notify", "example.com/x"], stdout: "Recorded notice 1\n" },
        { restart: "SIGTERM" },
        { run: ["notices"], stdout: "{any}example.com/x{any}" },
      ],
    },
    {
      name: "a socket that a killed daemon left is no obstacle",
      steps: [
        { restart: "SIGKILL" },
        { restart: "SIGKILL" },
        { run: ["services"], stderr: "Plan has no services.\n" },
      ],
    },
    {
      name: "PEBBLE_COPY_ONCE makes and fills a directory that is missing",
      files: { "source/layers/001-base.yaml": base },
      env: { PEBBLE: "{dir}/made/here", PEBBLE_COPY_ONCE: "{dir}/source" },
      steps: [
        { run: ["services"], stdout: "{any}web {any}" },
        {
          run: ["ls", "-l", "{dir}/made/here/layers"],
          stdout: "-rw-r--r--  {any}  {n}B  {any}  001-base.yaml\n",
        },
      ],
    },
    {
      name: "PEBBLE_COPY_ONCE leaves a directory alone that is not empty",
      files: { "source/layers/001-base.yaml": base, "home/own": "" },
      env: { PEBBLE: "{dir}/home", PEBBLE_COPY_ONCE: "{dir}/source" },
      steps: [{ run: ["services"], stderr: "Plan has no services.\n" }],
    },
    {
      name: "PEBBLE_COPY_ONCE that is not there is not missed, one that is a file is an error",
      files: { file: "" },
      daemon: "none",
      steps: [
        {
          run: ["run"],
          env: { PEBBLE: "{dir}/none", PEBBLE_COPY_ONCE: "{dir}/nowhere" },
          code: 1,
          stderr: '{any}cannot run daemon: directory "{dir}/none" does not exist\n',
        },
        {
          run: ["run"],
          env: { PEBBLE: "{dir}/none", PEBBLE_COPY_ONCE: "{dir}/file" },
          code: 1,
          stderr:
            '{any}cannot run daemon: cannot copy "{dir}/file" to "{dir}/none": stat .: not a directory\n',
        },
        {
          run: ["run"],
          env: { PEBBLE: "{dir}/file", PEBBLE_COPY_ONCE: "{dir}/layers" },
          code: 1,
          stderr: "{any}cannot run daemon: open {dir}/file: not a directory\n",
        },
      ],
    },
  ],
};
