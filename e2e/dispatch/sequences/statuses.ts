import { hooks, type SequenceCase } from "./sequence-case.ts";

const notLeader = { "is-leader": "false" };

/** Sequences of statuses, asked and set. */
export const statuses: readonly SequenceCase[] = [
  {
    title: "when statuses are collected from several objects, some as urgent as others",
    script: {
      observe: [
        ["collect-unit-status", "first.one"],
        ["collect-unit-status", "second.one"],
        ["collect-unit-status", "charm.one"],
        ["collect-app-status", "second.two"],
        ["collect-app-status", "charm.two"],
      ],
      do: {
        "first.one": [
          ["add-status", "active", "well"],
          ["add-status", "waiting", "for a"],
        ],
        "second.one": [
          ["add-status", "maintenance", "one"],
          ["add-status", "maintenance", "two"],
          ["attempt", [["add-status", "error", "no"]]],
        ],
        "charm.one": [["add-status", "waiting", "for b"]],
        "second.two": [["add-status", "active", ""]],
        "charm.two": [["add-status", "active", "later"]],
      },
    },
    hooks: [...hooks("start"), { path: "hooks/update-status", answers: notLeader }],
  },
  {
    title: "when nobody says how things are",
    script: {
      observe: [
        ["collect-unit-status", "first.one"],
        ["collect-app-status", "first.one"],
      ],
      do: {},
    },
    hooks: [...hooks("start", "no-such-hook"), { path: "actions/work", env: { JUJU_ACTION_NAME: "work" } }],
  },
  {
    title: "when each kind of status is the most urgent one",
    script: {
      observe: [["collect-unit-status", "charm.one"]],
      do: {
        "charm.one": [
          ["add-status", "active", "-a"],
          ["add-status", "waiting", ""],
          ["add-status", "blocked", "two\nlines"],
          ["add-status", "maintenance", "'"],
        ],
      },
    },
    hooks: hooks("start"),
  },
  {
    title: "when statuses are set and asked in one hook",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["ask-status"],
          ["status", "waiting", "--for it"],
          ["ask-status"],
          ["ask-app-status"],
          ["app-status", "blocked", "all"],
          ["ask-app-status"],
          ["status", "active", ""],
          ["ask-status"],
          ["attempt", [["status", "error", "no"]]],
          ["attempt", [["app-status", "error", "no"]]],
          ["ask-status"],
        ],
      },
    },
    answers: {
      "status-get --include-data --format=json --application=true":
        '{"application-status": {"status": "maintenance", "message": "of the app", "status-data": {}}, "units": {}}',
    },
    hooks: hooks("start"),
  },
  {
    title: "when statuses are asked that nobody has set",
    script: {
      observe: [["start", "charm.one"]],
      do: { "charm.one": [["ask-status"], ["ask-app-status"]] },
    },
    answers: {
      "status-get": '{"status": "unknown", "message": "", "status-data": {}}',
      "status-get --include-data --format=json --application=true":
        '{"application-status": {"status": "error", "message": "hook failed", "status-data": {}}, "units": {}}',
    },
    hooks: hooks("start"),
  },
  {
    title: "when the unit does not lead",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["leader"],
          ["attempt", [["app-status", "active", ""]]],
          ["attempt", [["ask-app-status"]]],
          ["status", "active", "still"],
        ],
      },
    },
    answers: notLeader,
    hooks: hooks("start"),
  },
  {
    title: "when statuses of others are asked and set",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["ask-status-of", "postgres/0"],
          ["ask-status-of", "postgres"],
          ["ask-status-of", "shop/1"],
          ["attempt", [["set-status-of", "postgres/0"]]],
          ["attempt", [["set-status-of", "postgres"]]],
          ["attempt", [["leader-of", "shop/1"]]],
          ["leader-of", "shop/0"],
        ],
      },
    },
    hooks: hooks("start"),
  },
  {
    title: "when the tools of statuses fail",
    script: {
      observe: [
        ["start", "charm.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["attempt", [["status", "active", ""]]],
          ["attempt", [["ask-status"]]],
        ],
        "charm.two": [["status", "active", ""]],
      },
    },
    answers: { "status-set": "!ERROR cannot set status", "status-get": "!ERROR permission denied" },
    hooks: hooks("start", "update-status"),
  },
];
