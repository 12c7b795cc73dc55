import { db, dbUnit, hooks, type SequenceCase } from "./sequence-case.ts";

const notLeader = { "is-leader": "false" };

/** Sequences of relations that come, go, and are asked for. */
export const relations: readonly SequenceCase[] = [
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
];
