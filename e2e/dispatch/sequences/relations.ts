import { db, dbUnit, hooks, type SequenceCase } from "./sequence-case.ts";

const notLeader = { "is-leader": "false" };

/** Sequences of relations and their data. */
export const relations: readonly SequenceCase[] = [
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
    title: "when an endpoint has several relations",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["relations", "db"],
          ["attempt", [["only-relation", "db"]]],
          ["relation-by-id", "db", 5],
          ["relation-by-id", "db", 99],
          ["only-relation", "my-cache"],
          ["relations", "my-cache"],
          ["only-relation", "mates"],
          ["relation-by-id", "mates", 0],
          ["attempt", [["relations", "none-such"]]],
          ["attempt", [["write", "my-cache", "unit", { a: "1" }]]],
        ],
      },
    },
    answers: {
      "relation-ids db --format=json": '["db:3", "db:5", "db:12"]',
      "relation-list --format=json -r db:5": "[]",
      "relation-list --format=json --app -r db:5": '"mysql"',
      "relation-list --format=json -r db:12": '["third/0"]',
      "relation-list --format=json -r db:99": "!ERROR relation not found",
      "relation-list --format=json --app -r db:99": "!ERROR relation not found",
      "relation-ids mates --format=json": '["mates:0"]',
      "relation-list --format=json -r mates:0": "[]",
    },
    hooks: hooks("start"),
  },
  {
    title: "when a unit departs, and then the relation breaks",
    script: {
      observe: [
        ["db-relation-departed", "charm.one"],
        ["db-relation-broken", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["in-data", "event"],
          ["read", "event", "remote-unit"],
          ["relations", "db"],
        ],
        "charm.two": [
          ["in-data", "event"],
          ["read", "event", "remote-app"],
          ["read", "event", "unit"],
          ["relations", "db"],
          ["only-relation", "db"],
          ["relation-by-id", "db", 3],
        ],
      },
    },
    hooks: [
      {
        path: "hooks/db-relation-departed",
        env: { ...dbUnit("postgres/1"), JUJU_DEPARTING_UNIT: "postgres/1" },
        answers: { "relation-list": '["postgres/0"]' },
      },
      {
        path: "hooks/db-relation-departed",
        env: { ...dbUnit("postgres/0"), JUJU_DEPARTING_UNIT: "shop/0" },
        answers: { "relation-list": "[]" },
      },
      { path: "hooks/db-relation-broken", env: db, answers: { "relation-list": "[]" } },
      {
        path: "hooks/db-relation-broken",
        env: db,
        answers: {
          "relation-list": "!ERROR relation not found",
          "relation-list --format=json --app -r db:3": "!ERROR relation not found",
          "relation-get": "!ERROR relation not found",
        },
      },
    ],
  },
  {
    title: "when peers come and go",
    script: {
      observe: [
        ["mates-relation-created", "charm.one"],
        ["mates-relation-joined", "charm.one"],
        ["mates-relation-changed", "charm.one"],
        ["mates-relation-departed", "charm.one"],
        ["mates-relation-broken", "charm.one"],
      ],
      do: {
        "charm.one": [
          ["in-data", "event"],
          ["read", "event", "app"],
          ["read", "event", "unit"],
        ],
      },
    },
    answers: {
      "relation-ids mates --format=json": '["mates:0"]',
      "relation-list --format=json -r mates:0": '["shop/1"]',
    },
    hooks: ["created", "joined", "changed", "departed", "broken"].map((kind) => ({
      path: `hooks/mates-relation-${kind}`,
      env: {
        JUJU_RELATION: "mates",
        JUJU_RELATION_ID: "mates:0",
        JUJU_REMOTE_APP: "shop",
        ...(["joined", "changed", "departed"].includes(kind) && { JUJU_REMOTE_UNIT: "shop/1" }),
        ...(kind === "departed" && { JUJU_DEPARTING_UNIT: "shop/1" }),
      },
    })),
  },
  {
    title: "when the charm is a subordinate, and names have dashes",
    script: {
      observe: [
        ["logs-relation-created", "charm.one"],
        ["logs-relation-joined", "charm.one"],
        ["my-cache-relation-changed", "charm.two"],
        ["web-site-relation-joined", "charm.two"],
      ],
      do: { "charm.one": [["in-data", "event"]], "charm.two": [["write", "event", "unit", { a: "1" }]] },
    },
    answers: {
      "relation-ids logs --format=json": '["logs:8"]',
      "relation-list --format=json -r logs:8": '["main/0"]',
      "relation-ids my-cache --format=json": '["my-cache:21"]',
      "relation-list --format=json -r my-cache:21": '["redis-k8s/10"]',
      "relation-ids web-site --format=json": '["web-site:22"]',
      "relation-list --format=json -r web-site:22": '["haproxy/0"]',
    },
    hooks: [
      {
        path: "hooks/logs-relation-created",
        env: { JUJU_RELATION: "logs", JUJU_RELATION_ID: "logs:8", JUJU_REMOTE_APP: "main" },
      },
      {
        path: "hooks/logs-relation-joined",
        env: {
          ...{ JUJU_RELATION: "logs", JUJU_RELATION_ID: "logs:8", JUJU_REMOTE_UNIT: "main/0" },
          ...{ JUJU_PRINCIPAL_UNIT: "main/0" },
        },
      },
      {
        path: "hooks/my-cache-relation-changed",
        env: { JUJU_RELATION: "my-cache", JUJU_RELATION_ID: "my-cache:21", JUJU_REMOTE_UNIT: "redis-k8s/10" },
      },
      {
        path: "hooks/web-site-relation-joined",
        env: {
          ...{ JUJU_RELATION: "web-site", JUJU_RELATION_ID: "web-site:22" },
          ...{ JUJU_REMOTE_APP: "haproxy", JUJU_REMOTE_UNIT: "haproxy/0" },
        },
      },
    ],
  },
  {
    title: "when the remote unit is not in the relation yet",
    script: {
      observe: [["db-relation-joined", "charm.one"]],
      do: {
        "charm.one": [
          ["in-data", "event"],
          ["attempt", [["read", "event", "remote-unit"]]],
        ],
      },
    },
    hooks: [{ path: "hooks/db-relation-joined", env: dbUnit("postgres/7") }],
  },
  {
    title: "when the agent does not say which application is at the other end",
    script: {
      observe: [
        ["db-relation-created", "charm.one"],
        ["db-relation-broken", "charm.one"],
      ],
      do: { "charm.one": [["in-data", "event"]] },
    },
    differs: "the application that Juju knows is given where the event does not name one",
    hooks: [
      { path: "hooks/db-relation-created", env: { JUJU_RELATION: "db", JUJU_RELATION_ID: "db:3" } },
      { path: "hooks/db-relation-broken", env: { JUJU_RELATION: "db", JUJU_RELATION_ID: "db:3" } },
    ],
  },
  {
    title: "when an application is related to itself",
    script: {
      observe: [["db-relation-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["read", "event", "app"],
          ["attempt", [["write", "event", "app", { a: "1" }]]],
        ],
      },
    },
    answers: { ...notLeader, "relation-list": '["shop/1"]' },
    hooks: [
      {
        path: "hooks/db-relation-changed",
        env: { ...db, JUJU_REMOTE_APP: "shop", JUJU_REMOTE_UNIT: "shop/1" },
      },
    ],
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
