import { describe, expect, it } from "bun:test";
import { openFileRoom } from "../file-room.ts";
import { startSupervisor } from "../supervisor.ts";

const layer = `
checks:
    c: {override: replace, period: 1h, exec: {command: "true"}}
    d: {override: replace, period: 1h, startup: disabled, exec: {command: "true"}}
`;

/** The security events in a log, each as its level, name and text. */
const eventsOf = (log: readonly string[]): readonly string[] =>
  log
    .filter((line) => line.includes('"type":"security"'))
    .map((line) => JSON.parse(line) as { level: string; event: string; description: string })
    .map(({ level, event, description }) => `${level} ${event} ${description}`);

describe("the security log", () => {
  it("tells what admins do to layers, commands and files, whatever comes of it", async () => {
    await using supervisor = startSupervisor(layer);
    const { post } = supervisor;
    const add = { action: "add", label: "more", format: "yaml" };
    await post("/v1/layers", { ...add, layer: "{}" });
    await post("/v1/layers", { ...add, layer: "{}" });
    await post("/v1/exec", { command: ["/bin/true", "secret words"] });
    await post("/v1/exec", { command: ["no-such-program"] });
    expect(eventsOf(supervisor.log)).toEqual([
      "WARN authz_admin:0,add_layer Adding layer more",
      "WARN authz_admin:0,add_layer Adding layer more",
      "WARN authz_admin:0,exec Executing command /bin/true",
    ]);
  });

  it("tells of checks that do not run any more, and of no others", async () => {
    await using supervisor = startSupervisor(layer);
    await supervisor.post("/v1/checks", { action: "stop", checks: ["c", "d"] });
    await supervisor.post("/v1/checks", { action: "stop", checks: ["c", "nope"] });
    await supervisor.post("/v1/checks", { action: "start", checks: ["d"] });
    expect(eventsOf(supervisor.log)).toEqual(["WARN sys_monitor_disabled:0,c Stopping check c"]);
  });

  it("tells which files are read and written, whatever comes of it", async () => {
    await using room = await openFileRoom();
    await room.write({ path: room.at("a") });
    await room.write({ path: "relative" });
    await room.read(room.at("a"), "/nope");
    expect(room.server.events).toEqual([
      `authz_admin:0,push_file Pushing file ${room.at("a")}`,
      "authz_admin:0,push_file Pushing file relative",
      `authz_admin:0,pull_file Pulling file ${room.at("a")}`,
      "authz_admin:0,pull_file Pulling file /nope",
    ]);
  });

  it("tells who was refused", async () => {
    await using supervisor = startSupervisor(layer);
    const reader = { transport: "unix", uid: 4321 } as const;
    expect((await supervisor.ask("/v1/plan", reader)).status).toBe(401);
    expect(eventsOf(supervisor.log)).toEqual([
      "CRITICAL authz_fail:4321,/v1/plan User 4321 not authorized to access /v1/plan",
    ]);
  });
});
