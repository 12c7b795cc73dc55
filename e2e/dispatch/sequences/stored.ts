import { hooks, type SequenceCase } from "./sequence-case.ts";

/** Sequences of what a charm stores. */
export const stored: readonly SequenceCase[] = [
  {
    title: "when lists, maps and sets are changed in place",
    script: {
      observe: [
        ["start", "charm.one"],
        ["start", "first.one"],
        ["config-changed", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["append", 1],
          ["append", { a: [1, "x"], b: null }],
          ["put", "k", [true, false]],
          ["add", "b"],
          ["add", "a"],
          ["nest", "deep"],
          ["store", { whole: ["dict"] }],
          ["show"],
        ],
        "first.one": [["nest", [1, [2]]], ["put", "own", "first"], ["show"]],
        "charm.two": [["discard", "a"], ["discard", "none"], ["nest", "deeper"], ["append", "end"], ["show"]],
      },
    },
    hooks: hooks("start", "config-changed", "start", "config-changed"),
  },
  {
    title: "when a handler fails after it stored, and the hook is run again",
    script: {
      observe: [
        ["start", "charm.one"],
        ["config-changed", "first.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["append", "kept"],
          ["defer-times", 2],
        ],
        "first.one": [
          ["append", "lost"],
          ["status", "blocked", "said"],
          ["log", "info", "author: before"],
          ["fault"],
        ],
        "charm.two": [["show"]],
      },
    },
    hooks: hooks("start", "config-changed", "config-changed", "update-status", "update-status"),
  },
  {
    title: "when the charm ends its process",
    script: {
      observe: [
        ["start", "charm.one"],
        ["config-changed", "charm.two"],
        ["update-status", "first.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["append", "lost"],
          ["exit", 0],
        ],
        "charm.two": [["append", "kept"], ["show"]],
        "first.one": [["attempt", [["exit", 7]]]],
      },
    },
    hooks: hooks("start", "config-changed", "update-status", "config-changed"),
  },
  {
    title: "when pre-commit and commit handlers fail",
    script: {
      observe: [
        ["start", "charm.one"],
        ["pre-commit", "first.one"],
        ["commit", "second.one"],
      ],
      do: {
        "charm.one": [["append", 1], ["show"]],
        "second.one": [["fault"]],
      },
    },
    hooks: hooks("start", "start"),
  },
  {
    title: "when a commit handler stores",
    script: {
      observe: [["commit", "charm.one"]],
      do: { "charm.one": [["show"], ["append", "late"]] },
    },
    differs: "ops has kept what is stored before such a handler runs, ours keeps it after",
    hooks: hooks("start", "start"),
  },
  {
    title: "when the constructor fails",
    script: {
      observe: [["start", "charm.one"]],
      do: { init: [["log", "warning", "author: about to fail"], ["fault"]] },
    },
    hooks: hooks("start"),
  },
  {
    title: "when the agent does not take lines of the log",
    script: {
      observe: [["start", "charm.one"]],
      do: { "charm.one": [["append", 1], ["show"], ["log", "info", "author: not taken"]] },
    },
    differs: "the hook of ops fails, ours goes on and writes the lines to its standard error",
    answers: { "juju-log": "!ERROR cannot write" },
    hooks: hooks("start"),
  },
  {
    title: "when the log has lines of every level",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["log", "debug", "author: --dashes first"],
          ["log", "info", "author: two\nlines"],
          ["log", "warning", "author: ümlaut ✓"],
          ["log", "error", "author: 'quotes' \"too\" $HOME `x`"],
          ["log", "info", ""],
        ],
      },
    },
    hooks: hooks("start"),
  },
];
