import { hooks, type SequenceCase } from "./sequence-case.ts";

const storageEnv = (name: string, location?: string): Readonly<Record<string, string>> => ({
  JUJU_STORAGE_ID: name,
  JUJU_STORAGE_KIND: "filesystem",
  ...(location !== undefined && { JUJU_STORAGE_LOCATION: location }),
});

/** Sequences of what a charm asks and does of its unit and model. */
export const unitSequences: readonly SequenceCase[] = [
  {
    title: "when ports are opened, closed and set",
    script: {
      observe: [
        ["start", "charm.one"],
        ["update-status", "charm.two"],
      ],
      do: {
        "charm.one": [
          ["open", "tcp", 80],
          ["open", "udp", 53],
          ["open", "icmp"],
          ["close", "tcp", 80],
          ["ports"],
          ["set-ports", [8080, ["udp", 53], ["icmp", null]]],
        ],
        "charm.two": [["set-ports", []]],
      },
    },
    answers: { "opened-ports": '["22/tcp", "53/udp", "443/tcp"]' },
    hooks: hooks("start", "update-status"),
  },
  {
    title: "when versions, leadership, units and options are asked",
    script: {
      observe: [["config-changed", "charm.one"]],
      do: {
        "charm.one": [
          ["version", "--1.2 ü"],
          ["version", ""],
          ["leader"],
          ["planned"],
          ["attempt", [["planned", "postgres"]]],
          ["config", "level"],
          ["config", "port"],
          ["config", "token"],
          ["config", "none"],
          ["model-facts"],
        ],
      },
    },
    answers: {
      "config-get": '{"level": "x", "port": 0, "token": "secret:abc"}',
      "goal-state":
        '{"units": {"shop/0": {"status": "active", "since": "2026-01-02 03:04:05Z"}, "shop/1": {"status": "dying", "since": "2026-01-02 03:04:05Z"}, "shop/2": {"status": "waiting", "since": "2026-01-02 03:04:05Z"}}, "relations": {}}',
    },
    hooks: hooks("config-changed"),
  },
  {
    title: "when a version is no text",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["attempt", [["version", 1]]],
          ["attempt", [["version", null]]],
        ],
      },
    },
    hooks: hooks("start"),
  },
  {
    title: "when networks are asked",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["binding", "db"],
          ["binding", "db", 3],
          ["binding", "admin"],
          ["binding", "web-site"],
          ["attempt", [["binding", "none-such"]]],
          ["binding", "my-cache", 77],
        ],
      },
    },
    answers: {
      "relation-list --format=json -r my-cache:77": "!ERROR relation not found",
      "relation-list --format=json --app -r my-cache:77": "!ERROR relation not found",
      "network-get --format=json db":
        '{"bind-addresses": [{"mac-address": "", "interface-name": "eth0", "addresses": [{"hostname": "", "value": "10.1.2.3", "cidr": "10.1.2.0/24"}, {"hostname": "", "value": "fd00::1", "cidr": ""}]}, {"interface-name": "lo", "addresses": null}], "egress-subnets": ["10.1.2.3/32"], "ingress-addresses": ["10.1.2.3", "shop.example"]}',
      "network-get --format=json -r 3 db":
        '{"bind-addresses": [{"interface-name": "eth1", "addresses": [{"value": "10.9.9.9", "cidr": "", "hostname": "h"}]}], "egress-subnets": [], "ingress-addresses": ["10.9.9.9"]}',
      "network-get --format=json admin":
        '{"bind-addresses": [], "egress-subnets": [], "ingress-addresses": []}',
      "network-get --format=json web-site":
        '{"bind-addresses": [{"interface-name": "", "addresses": [{"value": "", "cidr": "", "hostname": ""}]}], "ingress-addresses": [""]}',
      "network-get --format=json none-such": "!ERROR no network config found for binding",
      "network-get --format=json -r 77 my-cache": "!ERROR relation not found",
      "network-get --format=json my-cache": '{"bind-addresses": [], "ingress-addresses": ["10.0.0.1"]}',
    },
    hooks: hooks("start"),
  },
  {
    title: "when resources are fetched",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["resource", "my-file"],
          ["resource", "my-file"],
          ["attempt", [["resource", "image"]]],
          ["attempt", [["resource", "none"]]],
        ],
      },
    },
    answers: {
      "resource-get my-file": "/var/lib/juju/resources/my-file/my.tar\n",
      "resource-get image": "!ERROR could not download resource",
    },
    hooks: hooks("start"),
  },
  {
    title: "when a charm has several storages",
    script: {
      observe: [
        ["data-storage-attached", "charm.one"],
        ["data-storage-detaching", "charm.one"],
        ["my-disk-storage-attached", "charm.one"],
      ],
      do: {
        "charm.one": [
          ["storages", "data"],
          ["request", "data", 1],
          ["attempt", [["request", "none", 1]]],
          ["attempt", [["storages", "none"]]],
        ],
      },
    },
    answers: {
      "storage-list --format=json data": '["data/0", "data/2"]',
      "storage-list --format=json my-disk": '["my-disk/1"]',
      "storage-get": '{"kind": "filesystem", "location": "/srv/0"}',
      "storage-get --format=json -s data/2": '{"kind": "filesystem", "location": "/srv/2"}',
      "storage-get --format=json -s my-disk/1": '{"kind": "block", "location": "/dev/sdb"}',
    },
    hooks: [
      { path: "hooks/data-storage-attached", env: storageEnv("data/0", "/srv/0") },
      { path: "hooks/data-storage-attached", env: storageEnv("data/2", "/srv/2") },
      { path: "hooks/data-storage-detaching", env: storageEnv("data/2", "/srv/2") },
      { path: "hooks/my-disk-storage-attached", env: storageEnv("my-disk/1") },
    ],
  },
  {
    title: "when a storage is gone before its deferred event comes again",
    script: {
      observe: [["data-storage-detaching", "charm.one"]],
      do: { "charm.one": [["defer-times", 1]] },
    },
    differs: "ops fails each hook from then on, ours hands the event on with the place that it was at",
    hooks: [
      {
        path: "hooks/data-storage-detaching",
        env: storageEnv("data/2", "/srv/2"),
        answers: {
          "storage-list": '["data/2"]',
          "storage-get": '{"kind": "filesystem", "location": "/srv/2"}',
        },
      },
      { path: "hooks/update-status", answers: { "storage-get": "!ERROR storage data/2 not found" } },
    ],
  },
  {
    title: "when another storage than that of the event is the only one left",
    script: {
      observe: [["data-storage-detaching", "charm.one"]],
      do: {},
    },
    differs: "ops takes the one that is listed for that of the event, ours keeps to the event",
    hooks: [
      {
        path: "hooks/data-storage-detaching",
        env: storageEnv("data/2", "/srv/2"),
        answers: {
          "storage-list": '["data/0"]',
          "storage-get": '{"kind": "filesystem", "location": "/srv/2"}',
        },
      },
    ],
  },
  {
    title: "when a charm asks for a cloud",
    script: { observe: [["start", "charm.one"]], do: { "charm.one": [["attempt", [["cloud"]]]] } },
    hooks: [
      {
        path: "hooks/start",
        answers: {
          "credential-get":
            '{"type": "lxd", "name": "localhost", "region": "r", "endpoint": "https://127.0.0.1:8443", "credential": {"auth-type": "certificate", "attrs": {"client-cert": "c"}, "redacted": ["client-key"]}, "cacertificates": ["x"], "skip-tls-verify": true, "is-controller-cloud": true}',
        },
      },
      { path: "hooks/start", answers: { "credential-get": '{"type": "k8s", "name": "here"}' } },
      { path: "hooks/start", answers: { "credential-get": "!ERROR permission denied" } },
    ],
  },
  {
    title: "when a machine starts anew",
    script: {
      observe: [
        ["start", "charm.one"],
        ["update-status", "charm.two"],
        ["config-changed", "first.one"],
      ],
      do: {
        "charm.one": [
          ["append", "kept"],
          ["reboot", false],
        ],
        "charm.two": [
          ["append", "lost"],
          ["reboot", true],
        ],
        "first.one": [["attempt", [["reboot", false]]], ["show"]],
      },
    },
    hooks: [
      ...hooks("start", "update-status"),
      { path: "hooks/config-changed", answers: { "juju-reboot": "!ERROR not in an action" } },
    ],
  },
  {
    title: "when a container cannot be reached, or is not known",
    script: {
      observe: [["start", "charm.one"]],
      do: {
        "charm.one": [
          ["container", "web"],
          ["attempt", [["container", "none"]]],
        ],
      },
    },
    hooks: hooks("start"),
  },
];
