import { describe, expect, it } from "bun:test";
import { join } from "node:path";
import { startOldDaemon } from "../old-daemon.ts";
import { runWords, startSupervisor } from "../supervisor.ts";

const layer = "services: {bad: {override: replace, command: sh -c 'exit 3', on-failure: ignore}}";

const mainFile = join(import.meta.dir, "../../src/main.ts");

const withoutTimes = (text: string): readonly string[] =>
  text.split("\n").map((line) => line.replace(/^\S+ /, ""));

describe("events", () => {
  it("tells what has happened, one line each", async () => {
    await using supervisor = await startSupervisor(layer);
    await supervisor.run(["start", "bad"]);
    const { code, stdout } = await supervisor.run(["events", "--types", "service,change"]);
    expect(code).toBe(0);
    expect(withoutTimes(stdout)).toEqual([
      'change 1 Do (Start service "bad")',
      'change 1 Doing (Start service "bad")',
      "service bad stopped -> starting",
      "service bad starting -> exited (exit code 3)",
      'change 1 Error (Start service "bad")',
      "",
    ]);
    const named = await supervisor.run(["events", "bad", "--types", "service"]);
    expect(withoutTimes(named.stdout).length).toBe(3);
  });

  it("gives JSON lines whose cursor goes on from there, and says when it is of an earlier daemon", async () => {
    await using supervisor = await startSupervisor(layer);
    await supervisor.run(["start", "bad"]);
    const { stdout } = await supervisor.run(["events", "--format", "json", "--types=service"]);
    const [first, second] = stdout.split("\n").map((line) => (line === "" ? undefined : JSON.parse(line)));
    const after = await supervisor.run([
      "events",
      "--format=json",
      "--types=service",
      "--after",
      first.cursor,
    ]);
    expect(JSON.parse(after.stdout)).toEqual(second);
    const old = await supervisor.run(["events", "--after", "0-7", "--types", "service"]);
    expect(withoutTimes(old.stdout)[0]).toBe("gap (some events missing: restarted)");
  });

  it("goes on with what comes, until Ctrl-C", async () => {
    await using supervisor = await startSupervisor(layer);
    const env = { ...process.env, PEBBLE: join(supervisor.folder, "pebble") };
    await supervisor.run(["start", "bad"]);
    const words = [process.execPath, mainFile, "events", "-f", "--types", "check,service"];
    const child = Bun.spawn(words, { env, stdout: "pipe" });
    const reader = child.stdout.getReader();
    const decoder = new TextDecoder();
    let text = "";
    // The follower has connected at some time: the service is started until an event of it is seen.
    const next = reader.read();
    let isThere = false;
    next.then(
      () => {
        isThere = true;
      },
      () => undefined,
    );
    for (let i = 0; i < 100 && !isThere; i++) await supervisor.run(["start", "bad"]);
    text += decoder.decode((await next).value);
    expect(text).toMatch(/^\S+ service bad \S+ -> (starting|exited)/);
    child.kill("SIGINT");
    expect(await child.exited).toBe(0);
  });

  it("is asked for types that there are, and cursors that are ones", async () => {
    expect((await runWords(["events", "--types", "service,nope"])).stderr).toBe(
      'error: invalid event type "nope": want one of service, check, change, notice\n',
    );
    await using supervisor = await startSupervisor(layer);
    expect((await supervisor.run(["events", "--after", "x"])).stderr).toBe(
      'error: invalid cursor "x": want the cursor of an event\n',
    );
  });

  it("says so, when the daemon is one that has no events", async () => {
    await using old = await startOldDaemon();
    const stderr = "error: cannot tell events: this daemon does not offer that\n";
    expect(await runWords(["events"], { env: old.env })).toEqual({ code: 1, stdout: "", stderr });
  });
});
