import { hooks, type SequenceCase } from "./sequence-case.ts";

const id = "secret:d0jh9s7mp25c77a5nhg0";
const info = (label: string): string =>
  `{"d0jh9s7mp25c77a5nhg0": {"revision": 4, "label": "${label}", "owner": "application", "rotation": "daily",
   "description": "of all", "rotates": "2031-02-03T04:05:06Z", "expiry": "2032-02-03T04:05:06Z"}}`;
const answers = { "secret-info-get": info("admin"), "secret-get": '{"password": "one"}' };

/** Sequences of secrets. */
export const secrets: readonly SequenceCase[] = [
  {
    title: "when a secret is read by its id, its label, and both",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          [
            "secret",
            { id: "d0jh9s7mp25c77a5nhg0" },
            [["names"], ["get"], ["get"], ["peek"], ["refresh"], ["get"]],
          ],
          ["secret", { label: "admin" }, [["names"], ["get"], ["info"], ["names"]]],
          ["secret", { id: ` ${id} `, label: "mine" }, [["names"], ["get"], ["refresh"], ["info"]]],
          ["secret", { id: "secret://other-model/abc123" }, [["names"]]],
          ["attempt", [["secret", {}, []]]],
        ],
      },
    },
    answers: {
      ...answers,
      "secret-get --format=json --label admin": '{"password": "by label"}',
      [`secret-get --format=json ${id} --label mine --refresh`]: '{"password": "two"}',
    },
    hooks: hooks("start"),
  },
  {
    title: "when a secret is changed in the hook that found it",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          [
            "secret",
            { label: "admin" },
            [
              ["set", { password: "new", "user-name": "-x" }],
              ["names"],
              ["get"],
              ["describe", { label: "other" }],
              ["names"],
              ["describe", { description: "--d", rotate: "weekly", expire: 1_900_000_000 }],
              ["grant", "db"],
              ["grant", "db", "postgres/1"],
              ["revoke", "db"],
              ["revoke", "db", "postgres/1"],
              ["remove", 3],
              ["remove"],
            ],
          ],
          ["attempt", [["secret", { id }, [["describe", {}]]]]],
        ],
      },
    },
    answers,
    hooks: hooks("start"),
  },
  {
    title: "when secrets are made",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["secret-add", "app", { password: "1" }, {}],
          [
            "secret-add",
            "unit",
            { "user-name": "ü\n2", password: "" },
            { label: "mine", description: "d d" },
          ],
          ["secret-add", "app", { key: "x" }, { rotate: "never", expire: 1_900_000_000 }],
          ["attempt", [["secret-add", "app", {}, {}]]],
          ["attempt", [["secret-add", "app", { ab: "short" }, {}]]],
          ["attempt", [["secret-add", "app", { Upper: "x" }, {}]]],
          ["attempt", [["secret-add", "unit", { "a--b": "x" }, {}]]],
          ["attempt", [["secret-add", "unit", { "1abc": "x" }, {}]]],
        ],
      },
    },
    answers: { ...answers, "secret-add": `${id}\n` },
    hooks: hooks("start"),
  },
  {
    title: "when events of secrets come",
    script: {
      observe: [
        ["secret-changed", "charm.one"],
        ["secret-rotate", "charm.two"],
        ["secret-expired", "first.one"],
        ["secret-remove", "first.one"],
      ],
      do: {
        "charm.one": [["secret", "event", [["peek"], ["get"], ["refresh"], ["names"]]]],
        "charm.two": [["secret", "event", [["info"], ["set", { password: "next" }]]]],
        "first.one": [["remove-revision"]],
      },
    },
    answers,
    hooks: [
      { path: "hooks/secret-changed", env: { JUJU_SECRET_ID: id, JUJU_SECRET_LABEL: "admin" } },
      { path: "hooks/secret-changed", env: { JUJU_SECRET_ID: id } },
      { path: "hooks/secret-rotate", env: { JUJU_SECRET_ID: id, JUJU_SECRET_LABEL: "admin" } },
      {
        path: "hooks/secret-expired",
        env: { JUJU_SECRET_ID: id, JUJU_SECRET_LABEL: "admin", JUJU_SECRET_REVISION: "2" },
      },
      { path: "hooks/secret-remove", env: { JUJU_SECRET_ID: id, JUJU_SECRET_REVISION: "11" } },
    ],
  },
  {
    title: "when there is no such secret, or it may not be read",
    script: {
      observe: [
        ["start", "charm.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["attempt", [["secret", { id }, [["get"]]]]],
          ["attempt", [["secret", { label: "none" }, [["get"]]]]],
          ["attempt", [["secret-add", "app", { password: "x" }, {}]]],
        ],
        "charm.two": [["secret", { id }, []]],
      },
    },
    answers: {
      "secret-get": '!ERROR secret "d0jh9s7mp25c77a5nhg0" not found',
      "secret-get --format=json --label none": "!ERROR permission denied",
      "secret-add": "!ERROR this unit is not the leader",
    },
    hooks: hooks("start", "update-status"),
  },
  {
    title: "when a secret that is not the charm's own is changed",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["secret", { label: "admin" }, [["get"]]],
          ["attempt", [["secret", { label: "admin" }, [["info"]]]]],
          ["attempt", [["secret", { label: "admin" }, [["set", { password: "x" }]]]]],
          ["attempt", [["secret", { id }, [["set", { no: "x" }]]]]],
        ],
      },
    },
    answers: { ...answers, "secret-info-get": '!ERROR secret "admin" not found' },
    hooks: hooks("start"),
  },
];
