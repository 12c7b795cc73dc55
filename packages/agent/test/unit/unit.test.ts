import { describe, expect, it } from "bun:test";
import { hookName } from "../../src/hooks/hook.ts";
import { done, failed, lifecycle, makeUnit } from "../fixtures/unit.ts";

describe("the unit", () => {
  it("runs hooks one at a time, in their order", async () => {
    const { unit, started, last } = makeUnit();
    unit.queue(lifecycle("install"));
    unit.queue(lifecycle("start"));
    expect(started.map(({ hook }) => hookName(hook))).toEqual(["install"]);
    await last().end(done);
    expect(started.map(({ hook }) => hookName(hook))).toEqual(["install", "start"]);
  });

  it("keeps what a hook said when it succeeds", async () => {
    const { unit, last, tool, saved } = makeUnit();
    unit.queue(lifecycle("start"));
    tool("status-set", "active", "ready");
    tool("application-version-set", "7");
    expect(unit.status.status).toBe("waiting");
    expect(tool("status-get").stdout).toBe("active\n");
    await last().end(done);
    expect(unit.status).toMatchObject({ status: "active", message: "ready" });
    expect(saved.at(-1)?.facts.version).toBe("7");
  });

  it("drops what a failed hook said, shows the failure, and tries again after a while", async () => {
    const { unit, clock, last, tool, started, told } = makeUnit();
    unit.queue(lifecycle("config-changed"));
    tool("status-set", "active");
    await last().end(failed);
    expect(unit.status).toMatchObject({ status: "error", message: 'hook failed: "config-changed"' });
    expect(unit.state.facts.unitStatus.status).toBe("waiting");
    expect(told).toContain("hook  config-changed failed: exit code 1 (0 ms)\n           | last words");
    expect(told).toContain("hook  config-changed will be tried again in 1 s");
    await clock.advance(999);
    expect(started).toHaveLength(1);
    await clock.advance(1);
    expect(started).toHaveLength(2);
    await last().end(done);
    expect(unit.status.status).toBe("waiting");
  });

  it("tries a failed hook again at once when the configuration changes", async () => {
    const { unit, last, started } = makeUnit();
    unit.queue(lifecycle("config-changed"));
    await last().end(failed);
    unit.setConfig({ port: 2 });
    expect(started).toHaveLength(2);
    await last().end(done);
    expect(started).toHaveLength(2);
  });

  it("refuses the tools of a hook that is over", async () => {
    const { unit, last } = makeUnit();
    unit.queue(lifecycle("start"));
    const { id } = last();
    await last().end(done);
    const reply = unit.callTool({ tool: "status-set", args: ["active"], context: id });
    expect(reply).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("it is over") });
    expect(unit.status.status).toBe("waiting");
  });

  it("says so when a hook takes long, less and less often", async () => {
    const { unit, clock, told } = makeUnit();
    unit.queue(lifecycle("start"));
    await clock.advance(35_000);
    expect(told.filter((line) => line.includes("still running"))).toEqual([
      "hook  start is still running after 10 s",
      "hook  start is still running after 30 s",
    ]);
  });

  it("becomes unknown when all is done and the charm has said nothing", async () => {
    const { unit, last } = makeUnit({ isSettled: true });
    unit.queue(lifecycle("install"));
    expect(unit.status).toMatchObject({ status: "maintenance", message: "installing charm software" });
    await last().end(done);
    expect(unit.status.status).toBe("unknown");
  });

  it("tells who runs an action what it waits for, its progress, results and failure", async () => {
    const { unit, last, tool } = makeUnit();
    const lines: string[] = [];
    unit.queue(lifecycle("start"));
    const ended = unit.runAction({ name: "purge", params: {} }, (line) => lines.push(line));
    await last().end(done);
    tool("action-log", "half");
    tool("action-set", "a=1");
    tool("action-fail", "no luck");
    await last().end(done);
    expect(lines).toEqual(['waiting for hook "start"', "half"]);
    expect(await ended).toEqual({ failure: "no luck", results: new Map([["a", "1"]]) });
  });

  it("fails an action whose process fails, and does not try it again", async () => {
    const { unit, last, started } = makeUnit();
    const ended = unit.runAction({ name: "purge", params: {} }, () => undefined);
    await last().end({ code: 4, signal: null });
    expect((await ended).failure).toBe("exit status 4");
    expect(started).toHaveLength(1);
    expect(unit.current).toBeUndefined();
  });

  it("goes down after the hook that runs and its last hooks, and fails actions that wait", async () => {
    const { unit, last, started } = makeUnit();
    unit.queue(lifecycle("start"));
    const action = unit.runAction({ name: "purge", params: {} }, () => undefined);
    const ended = unit.stop([lifecycle("stop")]);
    expect((await action).failure).toContain("the pod goes down");
    await last().end(done);
    expect(hookName(last().hook)).toBe("stop");
    await last().end(failed);
    await ended;
    expect(started).toHaveLength(2);
  });

  it("ends hooks that keep it from going down, after 10 s each", async () => {
    const { unit, clock, started } = makeUnit();
    unit.queue(lifecycle("start"));
    const ended = unit.stop([lifecycle("stop")]);
    await clock.advance(20_000);
    await ended;
    expect(started.map(({ isKilled }) => isKilled)).toEqual([true, true]);
  });
});
