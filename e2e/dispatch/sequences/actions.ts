import type { SequenceCase } from "./sequence-case.ts";

const work = { path: "actions/work", env: { JUJU_ACTION_NAME: "work", JUJU_ACTION_UUID: "7" } };
const backup = { path: "actions/do-backup", env: { JUJU_ACTION_NAME: "do-backup", JUJU_ACTION_UUID: "8" } };

/** Sequences of actions. */
export const actions: readonly SequenceCase[] = [
  {
    title: "when an action has parameters, and gives nested results",
    script: {
      observe: [["do-backup-action", "charm.one"]],
      do: {
        "charm.one": [
          ["action-log", "--begin"],
          ["results", { done: "all", nested: { deep: { er: 1 }, "a-b": "x y" }, "with.dot": "2" }],
          ["results", { more: "ü=1\n" }],
          ["action-log", "end"],
        ],
      },
    },
    hooks: [
      {
        ...backup,
        answers: { "action-get": '{"what": "some", "where": {"host": "h", "ports": [1, 2]}, "n": 3}' },
      },
    ],
  },
  {
    title: "when results have keys that Juju would not take",
    script: {
      observe: [["work-action", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["results", { Upper: "x" }]]],
          ["attempt", [["results", { under_score: "x" }]]],
          ["attempt", [["results", { "-dash": "x" }]]],
          ["attempt", [["results", { fine: { "dot.": "x" } }]]],
          ["attempt", [["results", { "": "x" }]]],
          ["attempt", [["results", { a: { b: "1" }, "a.b": "2" }]]],
          ["attempt", [["results", { a: { "b.c": "1", b: { c: "2" } } }]]],
          ["results", { a: "fine", b1: "fine", "c-d.e": "fine" }],
        ],
      },
    },
    hooks: [work],
  },
  {
    title: "when an action fails, more than once, and goes on",
    script: {
      observe: [
        ["work-action", "charm.one"],
        ["work-action", "first.one"],
      ],
      do: {
        "charm.one": [
          ["fail", "first reason"],
          ["results", { partly: "done" }],
          ["fail", "--second reason"],
        ],
        "first.one": [["action-log", ""], ["append", 1], ["show"]],
      },
    },
    hooks: [work, work],
  },
  {
    title: "when an action fails without a reason",
    script: { observe: [["work-action", "charm.one"]], do: { "charm.one": [["fail", ""]] } },
    differs: "Juju has words of its own for it, which an empty reason of ops takes away",
    hooks: [work],
  },
  {
    title: "when a result is true or false",
    script: {
      observe: [["work-action", "charm.one"]],
      do: { "charm.one": [["results", { a: true, b: false }]] },
    },
    differs: "each writes such a value as its own language does: True, and true",
    hooks: [work],
  },
  {
    title: "when an action gives no results at all",
    script: { observe: [["work-action", "charm.one"]], do: { "charm.one": [["results", {}]] } },
    differs: "a tool that has nothing to do is not run",
    hooks: [work],
  },
  {
    title: "when an action raises, and events were deferred before it",
    script: {
      observe: [
        ["start", "first.one"],
        ["work-action", "charm.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "first.one": [["defer-times", 2]],
        "charm.one": [["append", "lost"], ["fault"]],
        "charm.two": [["show"]],
      },
    },
    hooks: [{ path: "hooks/start" }, work, { path: "hooks/update-status" }],
  },
  {
    title: "when an action is not observed, or not known",
    script: {
      observe: [["collect-unit-status", "charm.one"]],
      do: { "charm.one": [["add-status", "active", ""]] },
    },
    hooks: [work, { path: "actions/none-such", env: { JUJU_ACTION_NAME: "none-such" } }],
  },
  {
    title: "when the tools of an action fail",
    script: {
      observe: [["work-action", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["results", { a: "1" }]]],
          ["attempt", [["fail", "x"]]],
          ["attempt", [["action-log", "x"]]],
        ],
      },
    },
    answers: {
      "action-set": '!ERROR cannot set reserved action key "stdout"',
      "action-fail": "!ERROR not running an action",
      "action-log": "!ERROR not running an action",
    },
    hooks: [work],
  },
];
