import { db, dbUnit, hooks, type SequenceCase } from "./sequence-case.ts";

const script = (text: string): string => `#!/bin/sh\n${text}\n`;
const observed = {
  observe: [["start", "charm.one"]],
  do: { "charm.one": [["append", 1], ["show"]] },
} as const;

/** Sequences about what only processes have: arguments as they arrive, exit codes, and programs beside the charm. */
export const inProcesses: readonly SequenceCase[] = [
  {
    title: "when texts with every sign are handed to tools",
    script: {
      observe: [["db-relation-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["write", "event", "unit", { "--x": "$HOME `id` 'a' \"b\"\n\tü ✓", empty: "" }],
          ["write", "event", "app", { key: "line\nline" }],
          ["status", "waiting", "--application=True 'quoted'\nü"],
          ["log", "warning", "author: --log-level ERROR\nsecond $(line)"],
          ["version", "-1.0 ü"],
          [
            "secret-add",
            "unit",
            { password: "a\nb\n", "user-name": " ü " },
            { label: "-l", description: "d\nd" },
          ],
          [
            "secret",
            { id: "secret:abc" },
            [
              ["set", { password: "-n" }],
              ["describe", { description: "--label x" }],
            ],
          ],
        ],
      },
    },
    answers: { "secret-add": "secret:abc", "secret-get": '{"password": "x"}' },
    hooks: [{ path: "hooks/db-relation-changed", env: dbUnit() }],
  },
  {
    title: "when an action gives results and fails",
    script: {
      observe: [["do-backup-action", "charm.one"]],
      do: {
        "charm.one": [
          ["results", { text: "a=b\n ü", nested: { "a.b": "", c: "$x" } }],
          ["action-log", "--\n-x"],
          ["fail", "--message"],
        ],
      },
    },
    hooks: [{ path: "actions/do-backup", env: { JUJU_ACTION_NAME: "do-backup", JUJU_ACTION_UUID: "1" } }],
  },
  {
    title: "when handlers defer, store and fail in processes of their own",
    script: {
      observe: [
        ["db-relation-created", "charm.one"],
        ["start", "first.one"],
      ],
      do: {
        "charm.one": [["defer-times", 2], ["append", { a: [1, "ü"] }], ["add", "x"], ["show"]],
        "first.one": [["defer-times", 1], ["nest", "lost"], ["fault"]],
      },
    },
    hooks: [
      { path: "hooks/db-relation-created", env: db },
      ...hooks("start", "update-status", "update-status"),
    ],
  },
  {
    title: "when the charm ends its process",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["append", "lost"],
          ["exit", 7],
        ],
      },
    },
    hooks: hooks("start"),
  },
  {
    title: "when programs of hooks' names lie in the charm's folder",
    script: observed,
    files: {
      "hooks/start": {
        text: script(
          'echo "said: legacy $JUJU_DISPATCH_PATH $OPERATOR_DISPATCH"; status-set active "after $# words"',
        ),
      },
      "hooks/stop": { text: script("exit 9") },
      "hooks/install": { text: script("exit 9"), mode: 0o644 },
      "hooks/remove/nested": { text: "a folder of the hook's name" },
      "actions/work": { text: script("exit 3") },
    },
    hooks: [
      ...hooks("start", "stop", "install", "remove"),
      { path: "actions/work", env: { JUJU_ACTION_NAME: "work" } },
    ],
  },
  {
    title: "when options are looked at, also in a hook that may not ask for them",
    script: {
      observe: [
        ["start", "charm.one"],
        ["collect-metrics", "charm.one"],
      ],
      do: {
        "charm.one": [
          ["attempt", [["config", "level"]]],
          ["attempt", [["config", "port"]]],
        ],
      },
    },
    hooks: [
      { path: "hooks/start" },
      { path: "hooks/collect-metrics", answers: { "config-get": "!ERROR not in this hook" } },
    ],
  },
  {
    title: "when a charm is started by the program of a hook that it has started",
    script: observed,
    hooks: [{ path: "hooks/start", env: { OPERATOR_DISPATCH: "1" } }],
  },
  {
    title: "when the agent does not say which hook it is",
    script: observed,
    differs: "ops takes it for a hook that nobody knows, ours says what is missing",
    hooks: [{ path: "" }],
  },
];
