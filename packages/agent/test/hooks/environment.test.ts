import { describe, expect, it } from "bun:test";
import { type HookPlace, hookEnvironment } from "../../src/hooks/environment.ts";
import type { Hook } from "../../src/hooks/hook.ts";

const place: HookPlace = {
  inherited: {
    PATH: "/bin",
    HOME: "/root",
    JUJU_OLD: "x",
    PEBBLE_SOCKET: "/other",
    COBBLE_BUN: "1",
    GONE: undefined,
  },
  charmDir: "/pod",
  unitName: "snappass/0",
  modelName: "cobble",
  modelUuid: "u1",
  contextId: "c1",
  agentSocket: "/s/agent.socket",
  containersDir: "/s/containers",
  path: ["/tools", "/pod-bin"],
};

describe("hookEnvironment", () => {
  it("tells a lifecycle hook where it runs, and nothing of other pods or units", () => {
    expect(hookEnvironment({ kind: "lifecycle", name: "config-changed" }, place)).toEqual({
      HOME: "/root",
      PATH: "/tools:/pod-bin:/bin",
      JUJU_DISPATCH_PATH: "hooks/config-changed",
      JUJU_HOOK_NAME: "config-changed",
      JUJU_UNIT_NAME: "snappass/0",
      JUJU_MODEL_NAME: "cobble",
      JUJU_MODEL_UUID: "u1",
      JUJU_VERSION: "3.6.0",
      JUJU_CHARM_DIR: "/pod",
      CHARM_DIR: "/pod",
      JUJU_CONTEXT_ID: "c1",
      JUJU_AGENT_SOCKET_NETWORK: "unix",
      JUJU_AGENT_SOCKET_ADDRESS: "/s/agent.socket",
      COBBLE_CONTAINERS_DIR: "/s/containers",
    });
  });

  it("tells a hook where to wait for a debugger, when it is to", () => {
    const env = hookEnvironment({ kind: "lifecycle", name: "start" }, { ...place, debugAt: "hook" });
    expect(env["JUJU_DEBUG_AT"]).toBe("hook");
  });

  const particular: readonly (readonly [Hook, Readonly<Record<string, string>>])[] = [
    [
      { kind: "pebble-ready", container: "my-db" },
      { JUJU_DISPATCH_PATH: "hooks/my-db-pebble-ready", JUJU_WORKLOAD_NAME: "my-db" },
    ],
    [
      { kind: "custom-notice", container: "db", notice: { id: "7", type: "custom", key: "a.b/c" }, at: "t" },
      {
        JUJU_HOOK_NAME: "db-pebble-custom-notice",
        JUJU_WORKLOAD_NAME: "db",
        JUJU_NOTICE_ID: "7",
        JUJU_NOTICE_TYPE: "custom",
        JUJU_NOTICE_KEY: "a.b/c",
      },
    ],
    [
      { kind: "check-failed", container: "db", check: "up", change: "3", at: "t" },
      { JUJU_HOOK_NAME: "db-pebble-check-failed", JUJU_WORKLOAD_NAME: "db", JUJU_PEBBLE_CHECK_NAME: "up" },
    ],
    [
      { kind: "check-recovered", container: "db", check: "up", change: "3", at: "t" },
      { JUJU_HOOK_NAME: "db-pebble-check-recovered", JUJU_PEBBLE_CHECK_NAME: "up" },
    ],
    [
      { kind: "relation-created", relation: { endpoint: "friends", id: 0 } },
      {
        JUJU_DISPATCH_PATH: "hooks/friends-relation-created",
        JUJU_RELATION: "friends",
        JUJU_RELATION_ID: "friends:0",
        JUJU_REMOTE_APP: "snappass",
        JUJU_REMOTE_UNIT: "",
      },
    ],
    [
      {
        kind: "relation-changed",
        relation: { endpoint: "db", id: 1, app: "postgresql" },
        unit: "postgresql/0",
        data: {},
      },
      {
        JUJU_DISPATCH_PATH: "hooks/db-relation-changed",
        JUJU_RELATION_ID: "db:1",
        JUJU_REMOTE_APP: "postgresql",
        JUJU_REMOTE_UNIT: "postgresql/0",
      },
    ],
    [
      { kind: "relation-departed", relation: { endpoint: "db", id: 1, app: "pg" }, unit: "pg/0" },
      { JUJU_HOOK_NAME: "db-relation-departed", JUJU_REMOTE_UNIT: "pg/0", JUJU_DEPARTING_UNIT: "pg/0" },
    ],
    [
      { kind: "storage-attached", storage: "my-data/3", location: "/pod/s" },
      {
        JUJU_HOOK_NAME: "my-data-storage-attached",
        JUJU_STORAGE_ID: "my-data/3",
        JUJU_STORAGE_LOCATION: "/pod/s",
        JUJU_STORAGE_KIND: "filesystem",
      },
    ],
    [
      { kind: "secret-expired", secret: { id: "abc", label: "db", revision: 2 } },
      {
        JUJU_HOOK_NAME: "secret-expired",
        JUJU_SECRET_ID: "secret:abc",
        JUJU_SECRET_LABEL: "db",
        JUJU_SECRET_REVISION: "2",
      },
    ],
    [
      { kind: "secret-remove", secret: { id: "abc", label: "db", revision: 1 } },
      { JUJU_DISPATCH_PATH: "hooks/secret-remove", JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_REVISION: "1" },
    ],
    [
      { kind: "secret-rotate", secret: { id: "abc", revision: 2 } },
      { JUJU_HOOK_NAME: "secret-rotate", JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "" },
    ],
    [
      { kind: "action", name: "purge", id: "9", params: {} },
      {
        JUJU_DISPATCH_PATH: "actions/purge",
        JUJU_HOOK_NAME: "",
        JUJU_ACTION_NAME: "purge",
        JUJU_ACTION_UUID: "9",
      },
    ],
  ];

  it.each(particular)("adds what %o is about", (hook, variables) => {
    expect(hookEnvironment(hook, place)).toMatchObject(variables);
  });

  it("falls back to the usual PATH when there is none", () => {
    const env = hookEnvironment({ kind: "lifecycle", name: "start" }, { ...place, inherited: {} });
    expect(env["PATH"]).toBe("/tools:/pod-bin:/usr/local/bin:/usr/bin:/bin");
  });
});
