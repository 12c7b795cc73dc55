import { hooks, type SequenceCase } from "./sequence-case.ts";

/** Sequences of events that parts of the charm emit. */
export const customEvents: readonly SequenceCase[] = [
  {
    title: "when handlers emit events in the middle of others",
    script: {
      observe: [
        ["start", "charm.one"],
        ["start", "second.two"],
        ["first.ping", "charm.two"],
        ["first.ping", "second.one"],
        ["second.pong", "first.one"],
      ],
      do: {
        "charm.one": [["emit", "first.ping", 1], ["append", "after"], ["emit", "first.ping", 2], ["show"]],
        "second.one": [["emit", "second.pong", { a: [1, 2], b: null }], ["append", "pong"], ["show"]],
      },
    },
    hooks: hooks("start"),
  },
  {
    title: "when custom events are deferred with their data",
    script: {
      observe: [
        ["start", "charm.one"],
        ["first.ping", "charm.two"],
        ["first.ping", "second.one"],
        ["charm.pong", "first.one"],
      ],
      do: {
        "charm.one": [
          ["emit", "first.ping", { text: "ä\n", list: [1, [2, { x: true }]] }],
          ["emit", "charm.pong", "once"],
        ],
        "charm.two": [["defer-times", 2]],
        "first.one": [["defer-times", 1]],
      },
    },
    hooks: hooks("start", "start", "update-status", "update-status", "start"),
  },
  {
    title: "when a handler emits the event that it handles",
    script: {
      observe: [
        ["start", "charm.one"],
        ["charm.ping", "charm.two"],
        ["charm.ping", "first.one"],
      ],
      do: {
        "charm.one": [["emit", "charm.ping", "a"]],
        "charm.two": [["emit", "charm.ping", "a"]],
      },
    },
    hooks: hooks("start", "start"),
  },
  {
    title: "when the same data is emitted again while it is deferred",
    script: {
      observe: [
        ["config-changed", "charm.one"],
        ["charm.ping", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["emit", "charm.ping", { a: 1, b: 2 }],
          ["emit", "charm.ping", { b: 2, a: 1 }],
          ["emit", "charm.ping", { a: 1, b: 3 }],
          ["emit", "charm.ping", [1, 2]],
          ["emit", "charm.ping", [2, 1]],
        ],
        "charm.two": [["defer-times", 3]],
      },
    },
    hooks: hooks("config-changed", "config-changed", "update-status"),
  },
  {
    title: "when a deferred handler emits, and what it emits is deferred",
    script: {
      observe: [
        ["start", "charm.one"],
        ["first.ping", "first.one"],
        ["second.ping", "second.one"],
      ],
      do: {
        "charm.one": [
          ["defer-times", 2],
          ["emit", "first.ping", 1],
        ],
        "first.one": [
          ["defer-times", 2],
          ["emit", "second.ping", 1],
        ],
        "second.one": [["defer-times", 2]],
      },
    },
    hooks: hooks("start", "update-status", "update-status", "update-status", "update-status"),
  },
  {
    title: "when the error of an inner handler is caught",
    script: {
      observe: [
        ["start", "charm.one"],
        ["first.ping", "first.one"],
        ["first.ping", "second.one"],
      ],
      do: {
        "charm.one": [
          ["attempt", [["emit", "first.ping", 1]]],
          ["attempt", [["emit", "first.ping", 1]]],
          ["show"],
        ],
        "first.one": [["append", "seen"], ["fault"]],
      },
    },
    hooks: hooks("start", "update-status", "start"),
  },
  {
    title: "when an inner handler defers, and another one fails",
    script: {
      observe: [
        ["start", "charm.one"],
        ["charm.ping", "first.one"],
        ["charm.ping", "second.one"],
      ],
      do: {
        "charm.one": [
          ["append", 1],
          ["attempt", [["emit", "charm.ping", 1]]],
        ],
        "first.one": [["defer-times", 1]],
        "second.one": [["defer-times", 1], ["fault"]],
      },
    },
    hooks: hooks("start", "update-status", "update-status"),
  },
  {
    title: "when events are emitted as the hook ends",
    script: {
      observe: [
        ["collect-unit-status", "charm.one"],
        ["pre-commit", "charm.one"],
        ["commit", "charm.two"],
        ["charm.ping", "first.one"],
      ],
      do: {
        "charm.one collect-unit-status": [
          ["emit", "charm.ping", "status"],
          ["add-status", "active", ""],
        ],
        "charm.one pre-commit": [["emit", "charm.ping", "commit"], ["append", "pre"], ["show"]],
        "first.one": [
          ["defer-times", 2],
          ["append", "ping"],
        ],
      },
    },
    hooks: hooks("start", "update-status", "update-status", "update-status"),
  },
];
