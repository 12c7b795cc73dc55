import { describe, expect, it } from "bun:test";
import { join } from "node:path";
import { startOldDaemon } from "../old-daemon.ts";
import { runWords, startSupervisor } from "../supervisor.ts";

const layer = `
services:
  bad: {override: replace, command: sh -c 'echo one; echo two; exit 3', on-failure: ignore}
  more: {override: replace, command: sleep 1000}
`;

describe("explain", () => {
  it("tells the causes, one a line, and the settings with the line that set each", async () => {
    await using supervisor = await startSupervisor(layer);
    const path = join(supervisor.folder, "more.yaml");
    await Bun.write(path, "services:\n  more: {override: merge, startup: enabled}\n");
    await supervisor.run(["add", "over", path]);
    await supervisor.run(["start", "bad"]);
    const { code, stdout } = await supervisor.run(["explain", "bad"]);
    expect(code).toBe(0);
    const shown = stdout
      .replace(/at \d\d:\d\d UTC/, "at {clock}")
      .replace(/\d\S*s (after|ago)/g, "{span} $1")
      .split("\n");
    expect(shown).toEqual([
      'Service "bad" (disabled) is error since today at {clock}. It:',
      '  - is not started again by itself: on-failure is "ignore"',
      "  - ended by itself with exit code 3, {span} after its start",
      "  - wrote last:",
      "        one",
      "        two",
      '  - was last touched by change 1 (Start service "bad"), {span} ago: task "Start service "bad"" is Error',
      "",
      "Setting     Set by           Value",
      "command     001-base.yaml:3  sh -c 'echo one; echo two; exit 3'",
      "on-failure  001-base.yaml:3  ignore",
      "startup     default          disabled",
      "",
    ]);
    const more = await supervisor.run(["explain", "more"]);
    expect(more.stdout).toContain("startup  layer over:2     enabled\n");
  });

  it("gives the same as data, for programs", async () => {
    await using supervisor = await startSupervisor(layer);
    const json = JSON.parse((await supervisor.run(["explain", "more", "--format", "json"])).stdout);
    expect(json).toEqual({
      service: "more",
      startup: "disabled",
      current: "inactive",
      summary:
        "has not been started since the supervisor started; it is not enabled, and no enabled service requires it",
      chain: [
        {
          kind: "never-started",
          text: "has not been started since the supervisor started",
          data: { "supervisor-since": expect.any(String) },
        },
        { kind: "disabled", text: "is not enabled, and no enabled service requires it", data: {} },
      ],
      settings: [
        {
          field: "command",
          value: "sleep 1000",
          layer: "base",
          file: join(supervisor.folder, "pebble/layers/001-base.yaml"),
          line: 4,
          column: 38,
        },
        { field: "startup", value: "disabled" },
      ],
    });
    const yaml = (await supervisor.run(["explain", "more", "--format", "yaml"])).stdout;
    expect(yaml).toStartWith(
      "service: more\nstartup: disabled\ncurrent: inactive\nsummary: has not been started",
    );
  });

  it("fails for a service that is not in the plan", async () => {
    await using supervisor = await startSupervisor(layer);
    expect(await supervisor.run(["explain", "nope"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'error: cannot explain service "nope": it is not in the plan\n',
    });
  });

  it("says so, when the daemon is one that has no explanations", async () => {
    await using old = await startOldDaemon();
    const stderr = "error: cannot explain a service: this daemon does not offer that\n";
    expect(await runWords(["explain", "web"], { env: old.env })).toEqual({ code: 1, stdout: "", stderr });
  });
});
