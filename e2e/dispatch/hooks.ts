const relation = { JUJU_RELATION: "db", JUJU_RELATION_ID: "db:3", JUJU_REMOTE_APP: "postgres" };
const secret = { JUJU_SECRET_ID: "secret:d0jh9s7mp25c77a5nhg0", JUJU_SECRET_LABEL: "admin" };
const workload = { JUJU_WORKLOAD_NAME: "web" };
const notice = {
  ...workload,
  JUJU_NOTICE_ID: "7",
  JUJU_NOTICE_TYPE: "custom",
  JUJU_NOTICE_KEY: "example.com/done",
};
const check = { ...workload, JUJU_PEBBLE_CHECK_NAME: "up" };
const storage = {
  JUJU_STORAGE_ID: "data/0",
  JUJU_STORAGE_LOCATION: "/var/lib/data",
  JUJU_STORAGE_KIND: "filesystem",
};

/** A hook: its path, what the agent says about it, and tools that answer otherwise than in the others. */
export interface Hook {
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, string>>;
  /** Hooks of the same unit before it, whose effects count too. */
  readonly after?: readonly string[];
  readonly title?: string;
}

/** Each hook that Juju dispatches, and some of them in another world. */
export const hooks: readonly Hook[] = [
  ...[
    "install",
    "start",
    "stop",
    "remove",
    "update-status",
    "upgrade-charm",
    "config-changed",
    "leader-elected",
  ].map((name) => ({ path: `hooks/${name}` })),
  { path: "hooks/leader-elected", answers: { "is-leader": "false" }, title: "on a unit that does not lead" },
  { path: "hooks/db-relation-created", env: relation },
  {
    path: "hooks/db-relation-created",
    env: relation,
    answers: { "is-leader": "false" },
    title: "on a unit that does not lead",
  },
  { path: "hooks/db-relation-joined", env: { ...relation, JUJU_REMOTE_UNIT: "postgres/0" } },
  { path: "hooks/db-relation-changed", env: { ...relation, JUJU_REMOTE_UNIT: "postgres/0" } },
  { path: "hooks/db-relation-changed", env: relation, title: "of the application" },
  {
    path: "hooks/db-relation-changed",
    env: relation,
    answers: { "relation-get": '{"ready": "yes", "waiting": "yes"}' },
    title: "when the other side is ready",
  },
  {
    path: "hooks/db-relation-departed",
    env: { ...relation, JUJU_REMOTE_UNIT: "postgres/1", JUJU_DEPARTING_UNIT: "postgres/1" },
  },
  { path: "hooks/db-relation-broken", env: relation },
  { path: "hooks/secret-changed", env: secret },
  { path: "hooks/secret-rotate", env: secret },
  {
    path: "hooks/secret-rotate",
    env: { ...secret, JUJU_VERSION: "3.5.4" },
    title: "of a Juju that keeps the last change of a secret only",
  },
  { path: "hooks/collect-metrics" },
  { path: "hooks/secret-expired", env: { ...secret, JUJU_SECRET_REVISION: "4" } },
  { path: "hooks/secret-remove", env: { ...secret, JUJU_SECRET_REVISION: "3" } },
  { path: "hooks/data-storage-attached", env: storage },
  { path: "hooks/data-storage-detaching", env: storage },
  { path: "hooks/web-pebble-ready", env: workload },
  { path: "hooks/web-pebble-custom-notice", env: notice },
  { path: "hooks/web-pebble-check-failed", env: check },
  { path: "hooks/web-pebble-check-recovered", env: check },
  { path: "actions/work", env: { JUJU_ACTION_NAME: "work", JUJU_ACTION_UUID: "1" } },
  { path: "actions/break", env: { JUJU_ACTION_NAME: "break", JUJU_ACTION_UUID: "2" } },
  {
    path: "hooks/update-status",
    after: ["hooks/start", "hooks/update-status"],
    title: "with a start that was deferred, and a count that was stored",
  },
  { path: "hooks/no-such-hook", title: "which nobody knows" },
];
