import { db, dbUnit, hooks, type SequenceCase } from "./sequence-case.ts";

const notLeader = { "is-leader": "false" };

/** Sequences of what the data of relations is read and written by. */
export const relationData: readonly SequenceCase[] = [
  {
    title: "when data is written and read in the same hook",
    script: {
      observe: [["db-relation-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["read", "event", "unit"],
          ["write", "event", "unit", { a: "1", b: "--x", c: "ü\n" }],
          ["read", "event", "unit"],
          ["write", "event", "unit", { a: "1", host: "10.0.0.9" }],
          ["write", "event", "unit", { a: "2", host: "10.0.0.9", d: "" }],
          ["erase", "event", "unit", "host"],
          ["erase", "event", "unit", "host"],
          ["write", "event", "unit", { b: "" }],
          ["read", "event", "unit"],
          ["read-key", "event", "unit", "b"],
          ["write", "event", "unit", {}],
          ["write", "db", "app", { name: "shop" }],
          ["read", "db", "app"],
          ["read", "event", "remote-app"],
          ["read", "event", "remote-unit"],
          ["read", "event", "postgres/1"],
        ],
      },
    },
    hooks: [{ path: "hooks/db-relation-changed", env: dbUnit() }],
  },
  {
    title: "when data is written before it is read",
    script: {
      observe: [["db-relation-created", "charm.one"]],
      do: {
        "charm.one": [
          ["write", "event", "unit", { host: "10.0.0.9", a: "1" }],
          ["erase", "event", "app", "none"],
          ["erase", "event", "app", "host"],
          ["write", "event", "app", { host: "back", more: "x" }],
        ],
      },
    },
    hooks: [{ path: "hooks/db-relation-created", env: db, answers: { "relation-list": "[]" } }],
  },
  {
    title: "when values and keys are no texts",
    script: {
      observe: [["db-relation-created", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["write", "event", "unit", { a: 1 }]]],
          ["attempt", [["write", "event", "unit", { a: null }]]],
          ["attempt", [["write", "event", "unit", { a: "fine", b: ["x"] }]]],
          ["attempt", [["write", "event", "app", { a: true }]]],
          ["read", "event", "unit"],
        ],
      },
    },
    hooks: [{ path: "hooks/db-relation-created", env: db }],
  },
  {
    title: "when data of others is written",
    script: {
      observe: [["db-relation-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["write", "event", "remote-app", { a: "1" }]]],
          ["attempt", [["write", "event", "remote-unit", { a: "1" }]]],
          ["attempt", [["erase", "event", "remote-unit", "host"]]],
          ["attempt", [["write", "event", "postgres/9", { a: "1" }]]],
          ["attempt", [["read", "event", "mysql/0"]]],
          ["in-data", "event"],
        ],
      },
    },
    hooks: [{ path: "hooks/db-relation-changed", env: dbUnit() }],
  },
  {
    title: "when a unit that does not lead reads and writes",
    script: {
      observe: [["db-relation-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["read", "event", "app"]]],
          ["attempt", [["read-key", "event", "app", "host"]]],
          ["attempt", [["write", "event", "app", { a: "1" }]]],
          ["attempt", [["write", "event", "app", { host: "10.0.0.9" }]]],
          ["attempt", [["erase", "event", "app", "host"]]],
          ["attempt", [["read", "mates", "app"]]],
          ["attempt", [["write", "mates", "app", { a: "1" }]]],
          ["write", "mates", "unit", { a: "1" }],
          ["read", "mates", "unit"],
          ["read", "event", "remote-app"],
        ],
      },
    },
    answers: {
      ...notLeader,
      "relation-ids mates --format=json": '["mates:0"]',
      "relation-list --format=json -r mates:0": '["shop/1", "shop/2"]',
    },
    hooks: [{ path: "hooks/db-relation-changed", env: dbUnit() }],
  },
  {
    title: "when the tools of relations fail",
    script: {
      observe: [
        ["start", "charm.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["attempt", [["read", "db", "unit"]]],
          ["attempt", [["write", "db", "unit", { a: "1" }]]],
          ["attempt", [["relations", "mates"]]],
        ],
        "charm.two": [["read", "db", "unit"]],
      },
    },
    answers: {
      "relation-get": "!ERROR cannot ask",
      "relation-ids mates --format=json": "!ERROR cannot ask",
    },
    hooks: hooks("start", "update-status"),
  },
  ...[
    { who: "the leader", isLeader: "true", said: "!ERROR permission denied" },
    { who: "a follower", isLeader: "false", said: "!ERROR permission denied" },
    { who: "the leader", isLeader: "true", said: "!ERROR relation 3 not found" },
  ].map(
    ({ who, isLeader, said }): SequenceCase => ({
      title: `when ${who} asks, and the agent says ${said.slice("!ERROR ".length)}`,
      script: {
        observe: [["start", "charm.one"]],
        do: {
          "charm.one": [
            ["attempt", [["read", "db", "unit"]]],
            ["attempt", [["read", "db", "app"]]],
            ["attempt", [["read", "db", "remote-app"]]],
            ["attempt", [["read", "db", "postgres/0"]]],
            ["attempt", [["write", "db", "unit", { a: "1" }]]],
            ["attempt", [["write", "db", "app", { a: "1" }]]],
            ["attempt", [["read", "mates", "app"]]],
            ["attempt", [["write", "mates", "app", { a: "1" }]]],
            ["attempt", [["binding", "db", 3]]],
            ["attempt", [["remote-model", "db"]]],
          ],
        },
      },
      answers: {
        "is-leader": isLeader,
        "relation-get": said,
        "relation-set": said,
        "relation-model-get": said,
        "relation-ids mates --format=json": '["mates:0"]',
        "relation-list --format=json -r mates:0": '["shop/1"]',
        "network-get": said,
      },
      hooks: hooks("start"),
    }),
  ),
  {
    title: "when a follower looks at its application's data of a relation that breaks",
    script: {
      observe: [["db-relation-broken", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["read", "event", "app"]]],
          ["attempt", [["write", "event", "app", { a: "1" }]]],
          ["attempt", [["write", "event", "unit", { a: "1" }]]],
        ],
      },
    },
    answers: notLeader,
    hooks: [
      { path: "hooks/db-relation-broken", env: db, answers: { "relation-list": "[]" } },
      {
        path: "hooks/db-relation-broken",
        env: db,
        answers: { "relation-list": "[]", "relation-get": "!ERROR relation not found" },
      },
    ],
  },
];
