import { hooks, type SequenceCase } from "./sequence-case.ts";

const observed = [
  ...["install", "start", "stop", "remove", "config-changed", "update-status", "upgrade-charm"],
  ...["leader-elected", "leader-settings-changed", "pre-series-upgrade", "post-series-upgrade"],
];

/** Sequences of which hooks call what. */
export const dispatching: readonly SequenceCase[] = [
  {
    title: "when each hook of a unit's life comes",
    script: {
      observe: [
        ...observed.map((name) => [name, "charm.one"] as const),
        ["collect-unit-status", "first.one"],
      ],
      do: { "first.one": [["add-status", "active", "after each"]] },
    },
    hooks: hooks(...observed),
  },
  {
    title: "when hooks come that nobody observes or knows",
    script: {
      observe: [
        ["collect-unit-status", "first.one"],
        ["pre-commit", "first.one"],
        ["commit", "first.one"],
      ],
      do: { "first.one collect-unit-status": [["add-status", "active", ""]] },
    },
    hooks: hooks("install", "none-such", "db-relation-paused", "none-relation-created", "other-pebble-ready"),
  },
  {
    title: "when metrics are collected, and an event was deferred before",
    script: {
      observe: [
        ["start", "first.one"],
        ["collect-metrics", "charm.one"],
        ["collect-unit-status", "charm.two"],
        ["collect-app-status", "charm.two"],
        ["pre-commit", "second.one"],
      ],
      do: {
        "first.one": [["defer-times", 2]],
        "charm.one": [["append", "metrics"], ["show"]],
        "charm.two": [["add-status", "active", ""]],
      },
    },
    hooks: hooks("start", "collect-metrics", "meter-status-changed", "update-status", "collect-metrics"),
  },
  {
    title: "when the path of a hook is written otherwise",
    script: {
      observe: [
        ["install", "charm.one"],
        ["work-action", "charm.two"],
        ["install", "first.one"],
      ],
      do: {},
    },
    hooks: [
      { path: "install" },
      { path: "./hooks/install" },
      { path: "/var/lib/juju/agents/unit-shop-0/charm/hooks/install" },
      { path: "actions/install", env: { JUJU_ACTION_NAME: "install" } },
      { path: "hooks/work" },
      { path: "./actions/work", env: { JUJU_ACTION_NAME: "work", JUJU_ACTION_UUID: "1" } },
    ],
  },
  {
    title: "when a charm is newer than what was deferred",
    script: {
      observe: [
        ["start", "charm.one"],
        ["start", "first.one"],
        ["config-changed", "charm.one"],
        ["first.ping", "second.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [["defer"]],
        "first.one": [["emit", "first.ping", 1]],
        "second.one": [["defer"]],
      },
    },
    hooks: [
      ...hooks("start", "config-changed"),
      {
        // One handler no longer observes an event that another still does; one event nobody observes.
        path: "hooks/update-status",
        script: {
          observe: [
            ["start", "first.two"],
            ["first.ping", "second.two"],
            ["update-status", "charm.two"],
            ["install", "charm.one"],
            ["install", "second.one"],
          ],
          do: { "second.one": [["defer"]] },
        },
      },
      ...hooks("update-status"),
    ],
  },
];
