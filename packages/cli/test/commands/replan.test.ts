import { describe, expect, it } from "bun:test";
import { join } from "node:path";
import { startOldDaemon } from "../old-daemon.ts";
import { runWords, startSupervisor } from "../supervisor.ts";

const layer = `
services:
  db: {override: replace, command: sleep 1000}
  web: {override: replace, command: sleep 1000, requires: [db], startup: enabled}
  idle: {override: replace, command: sleep 1000}
checks:
  up: {override: replace, startup: disabled, tcp: {port: 1}}
`;
const more = `services: {db: {override: merge, command: sleep 2000, environment: {SECRET: hush}}}`;

describe("replan --dry-run", () => {
  it("tells what would be done and why, does nothing, and replan then does it", async () => {
    await using supervisor = await startSupervisor(layer);
    const path = join(supervisor.folder, "more.yaml");
    await Bun.write(path, more);
    await supervisor.run(["start", "db"]);
    await supervisor.run(["add", "more", path]);
    const { code, stdout } = await supervisor.run(["replan", "--dry-run"]);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "Service  Current   Action   Because",
      'db       active    restart  command: "sleep 1000" -> "sleep 2000"',
      "                            environment.SECRET added",
      "idle     inactive  keep     -",
      "web      inactive  start    startup is enabled",
      "",
      "Check  Current   Action  Because",
      "up     inactive  keep    -",
      "",
    ]);
    expect((await supervisor.run(["changes"])).stdout).not.toContain("replan");
    const json = await supervisor.run(["replan", "--dry-run", "--format", "json"]);
    expect(json.stdout).not.toContain("hush");
    expect(JSON.parse(json.stdout).services.db).toEqual({
      current: "active",
      action: "restart",
      reasons: [
        {
          kind: "changed",
          text: 'command: "sleep 1000" -> "sleep 2000"',
          field: "command",
          change: "changed",
          from: "sleep 1000",
          to: "sleep 2000",
        },
        { kind: "changed", text: "environment.SECRET added", field: "environment.SECRET", change: "added" },
      ],
    });
    const yaml = await supervisor.run(["replan", "--dry-run", "--format", "yaml"]);
    expect(yaml.stdout).toContain(
      "    idle:\n        current: inactive\n        action: keep\n        reasons: []\n",
    );
    await supervisor.run(["replan"]);
    const after = await supervisor.run(["replan", "--dry-run", "--format", "json"]);
    const actions = Object.values<{ action: string }>(JSON.parse(after.stdout).services);
    expect(actions.map(({ action }) => action)).toEqual(["keep", "keep", "keep"]);
  });

  it("says so when the plan has nothing", async () => {
    await using supervisor = await startSupervisor();
    const result = { code: 0, stdout: "", stderr: "Plan has no services.\n" };
    expect(await supervisor.run(["replan", "--dry-run"])).toEqual(result);
  });

  const refusals: readonly [readonly string[], string][] = [
    [["--format", "json"], "error: cannot use --format without --dry-run\n"],
    [
      ["--dry-run", "--no-wait"],
      "error: cannot use --no-wait with --dry-run: there is nothing to wait for\n",
    ],
  ];
  for (const [words, stderr] of refusals) {
    it(`is asked for in a way that makes sense: ${words.join(" ")}`, async () => {
      expect(await runWords(["replan", ...words])).toEqual({ code: 1, stdout: "", stderr });
    });
  }

  it("never replans by mistake, when the daemon is one that has no previews", async () => {
    await using old = await startOldDaemon();
    const stderr = "error: cannot preview a replan: this daemon does not offer that\n";
    expect(await runWords(["replan", "--dry-run"], { env: old.env })).toEqual({
      code: 1,
      stdout: "",
      stderr,
    });
    expect(old.asked).toEqual(["GET /v1/replan/preview"]);
  });
});
