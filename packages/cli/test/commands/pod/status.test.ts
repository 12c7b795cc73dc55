import { describe, expect, it } from "bun:test";
import type { PodStatus } from "@cobble/agent";
import { formatStatus } from "../../../src/commands/pod/status.ts";

const since = "2026-01-01T00:00:00Z";
const status: PodStatus = {
  podDir: "/pod",
  pid: 1,
  application: "snappass",
  unit: "snappass/0",
  status: { status: "active", message: "ready", since },
  applicationStatus: { status: "unknown", message: "", since },
  version: "1.4",
  agent: "idle",
  ports: ["5000/tcp"],
  charmLog: "/pod/.cobble/charm.log",
  relations: [{ id: "database:1", interface: "postgresql_client", app: "postgresql", data: {} }],
  open: "http://127.0.0.1:5000/",
  containers: [
    {
      name: "redis",
      state: "ready",
      pid: 71,
      socket: "/s",
      log: "/l",
      services: [
        { name: "redis", startup: "enabled", current: "active", "current-since": since },
        { name: "backup", startup: "disabled", current: "inactive" },
      ],
      checks: [{ name: "ping", status: "up", threshold: 3, level: "ready" }],
    },
    { name: "snappass", state: "backing-off", socket: "/s", log: "/l" },
  ],
};

describe("formatStatus", () => {
  it("prints a table for each kind of thing", () => {
    expect(formatStatus(status)).toBe(`App       Version  Status  Ports     Address
snappass  1.4      active  5000/tcp  http://127.0.0.1:5000/

Unit         Status  Agent  Message
snappass/0*  active  idle   ready

Relation    With        Interface
database:1  postgresql  postgresql_client

Container  State        PID  Services    Checks
redis      ready        71   1/2 active  1/1 up
snappass   backing-off  -    -           -

Service       Startup   Current   Since
redis/redis   enabled   active    2026-01-01T00:00:00Z
redis/backup  disabled  inactive  -

Check       Level  Status  Failures
redis/ping  ready  up      0/3
`);
  });

  it("leaves out tables with nothing in them", () => {
    expect(formatStatus({ ...status, containers: [] })).not.toContain("Container");
  });
});
