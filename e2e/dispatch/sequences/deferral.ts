import { db, dbUnit, hooks, type SequenceCase } from "./sequence-case.ts";

/** Sequences of events that are deferred, and of custom events. */
export const deferral: readonly SequenceCase[] = [
  {
    title: "when handlers of several objects observe one event",
    script: {
      observe: [
        ["start", "second.one"],
        ["start", "charm.two"],
        ["start", "first.one"],
        ["start", "second.one"],
        ["start", "charm.one"],
      ],
      do: {},
    },
    hooks: hooks("start", "install"),
  },
  {
    title: "when only some handlers defer, and not for ever",
    script: {
      observe: [
        ["start", "charm.one"],
        ["start", "first.one"],
        ["start", "second.one"],
        ["config-changed", "first.two"],
        ["update-status", "charm.two"],
      ],
      do: {
        "first.one": [["defer-times", 3]],
        "second.one": [["defer-times", 1]],
        "first.two": [["defer-times", 2]],
      },
    },
    hooks: hooks("start", "config-changed", "update-status", "update-status", "start", "config-changed"),
  },
  {
    title: "when the same event comes while it is deferred",
    script: {
      observe: [
        ["config-changed", "charm.one"],
        ["config-changed", "charm.two"],
      ],
      do: { "charm.one": [["defer-times", 4]] },
    },
    hooks: hooks("config-changed", "config-changed", "config-changed", "update-status", "config-changed"),
  },
  {
    title: "when relation events of other units, and of the application, are deferred side by side",
    script: {
      observe: [
        ["db-relation-changed", "charm.one"],
        ["db-relation-joined", "charm.one"],
        ["db-relation-departed", "first.one"],
      ],
      do: { "charm.one": [["defer-times", 3]], "first.one": [["defer"]] },
    },
    hooks: [
      { path: "hooks/db-relation-joined", env: dbUnit() },
      { path: "hooks/db-relation-changed", env: dbUnit() },
      { path: "hooks/db-relation-changed", env: dbUnit("postgres/1") },
      { path: "hooks/db-relation-changed", env: db },
      { path: "hooks/db-relation-changed", env: dbUnit() },
      { path: "hooks/db-relation-departed", env: { ...dbUnit("postgres/1"), JUJU_DEPARTING_UNIT: "shop/0" } },
      { path: "hooks/update-status" },
    ],
  },
  {
    title: "when the unit and the relation of a deferred event are gone",
    script: {
      observe: [
        ["db-relation-changed", "charm.one"],
        ["db-relation-broken", "first.one"],
      ],
      do: {
        "charm.one": [["defer"], ["read", "event", "remote-app"], ["in-data", "event"]],
        "first.one": [["defer"]],
      },
    },
    hooks: [
      { path: "hooks/db-relation-changed", env: dbUnit() },
      { path: "hooks/update-status", answers: { "relation-list": '["postgres/1"]' } },
      { path: "hooks/db-relation-broken", env: db, answers: { "relation-list": "[]" } },
      {
        path: "hooks/update-status",
        answers: {
          "relation-ids db --format=json": "[]",
          "relation-list": "!ERROR relation not found",
          "relation-list --format=json --app -r db:3": "!ERROR relation not found",
          "relation-get": "!ERROR relation not found",
        },
      },
    ],
  },
  {
    title: "when events of every kind are deferred, with what they say",
    script: {
      observe: [
        ["data-storage-attached", "charm.one"],
        ["secret-changed", "charm.one"],
        ["secret-remove", "charm.one"],
        ["web-pebble-ready", "charm.one"],
        ["web-pebble-custom-notice", "charm.one"],
        ["side-car-pebble-check-failed", "charm.one"],
        ["side-car-pebble-check-recovered", "charm.one"],
        ["mates-relation-created", "charm.one"],
        ["db-relation-departed", "charm.one"],
      ],
      do: { "charm.one": [["defer-times", 1]] },
    },
    answers: {
      "storage-list": '["data/4", "data/7"]',
      "storage-get": '{"kind": "filesystem", "location": "/srv/data/7"}',
      "relation-ids mates --format=json": '["mates:0"]',
      "relation-list --format=json -r mates:0": '["shop/1"]',
    },
    hooks: [
      {
        path: "hooks/mates-relation-created",
        env: { JUJU_RELATION: "mates", JUJU_RELATION_ID: "mates:0", JUJU_REMOTE_APP: "shop" },
      },
      {
        path: "hooks/data-storage-attached",
        env: {
          JUJU_STORAGE_ID: "data/7",
          JUJU_STORAGE_LOCATION: "/srv/data/7",
          JUJU_STORAGE_KIND: "filesystem",
        },
      },
      { path: "hooks/secret-changed", env: { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "admin" } },
      {
        path: "hooks/secret-remove",
        env: { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_REVISION: "3" },
      },
      { path: "hooks/web-pebble-ready", env: { JUJU_WORKLOAD_NAME: "web" } },
      {
        path: "hooks/web-pebble-custom-notice",
        env: {
          JUJU_WORKLOAD_NAME: "web",
          JUJU_NOTICE_ID: "7",
          JUJU_NOTICE_TYPE: "custom",
          JUJU_NOTICE_KEY: "a.b/c",
        },
      },
      {
        path: "hooks/side-car-pebble-check-failed",
        env: { JUJU_WORKLOAD_NAME: "side-car", JUJU_PEBBLE_CHECK_NAME: "up" },
      },
      {
        path: "hooks/side-car-pebble-check-recovered",
        env: { JUJU_WORKLOAD_NAME: "side-car", JUJU_PEBBLE_CHECK_NAME: "up" },
      },
      {
        path: "hooks/db-relation-departed",
        env: { ...dbUnit("postgres/1"), JUJU_DEPARTING_UNIT: "postgres/1" },
      },
      { path: "hooks/update-status" },
      { path: "hooks/update-status" },
    ],
  },
  {
    title: "when events that cannot be are deferred",
    script: {
      observe: [
        ["stop", "charm.one"],
        ["remove", "charm.one"],
        ["work-action", "charm.one"],
        ["secret-rotate", "charm.one"],
        ["secret-expired", "charm.one"],
        ["collect-unit-status", "charm.one"],
        ["pre-commit", "charm.one"],
        ["commit", "charm.one"],
      ],
      do: { "charm.one": [["attempt", [["defer"]]]] },
    },
    hooks: [
      ...hooks("stop", "remove"),
      { path: "actions/work", env: { JUJU_ACTION_NAME: "work", JUJU_ACTION_UUID: "4" } },
      {
        path: "hooks/secret-rotate",
        env: { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "admin" },
      },
      { path: "hooks/secret-expired", env: { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_REVISION: "2" } },
    ],
  },
];
