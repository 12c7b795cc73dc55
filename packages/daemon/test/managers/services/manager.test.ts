import { describe, expect, it } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LogEntry } from "@cobble/wire";
import { fixture, startSupervisor } from "../../supervisor.ts";
import { until } from "../../until.ts";

const lines = (path: string): number =>
  existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;

const isAlive = (pid: number): boolean => {
  try {
    // A zombie that nobody has reaped yet is dead for our purpose.
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

describe.concurrent("services", () => {
  it("start, are active after a second, and stop", async () => {
    await using supervisor = startSupervisor("services: {web: {override: replace, command: sleep 1000}}");
    const started = await supervisor.act("start", "web");
    expect([started.kind, started.summary, started.status]).toEqual(["start", 'Start service "web"', "Done"]);
    expect((await supervisor.service("web")).current).toBe("active");
    await supervisor.act("stop", "web");
    expect((await supervisor.service("web")).current).toBe("inactive");
  });

  it("are not started twice, nor stopped twice, and the task says so", async () => {
    await using supervisor = startSupervisor("services: {web: {override: replace, command: sleep 1000}}");
    const never = await supervisor.act("stop", "web");
    await supervisor.act("start", "web");
    const again = await supervisor.act("start", "web");
    await supervisor.act("stop", "web");
    const stopped = await supervisor.act("stop", "web");
    const logs = [never, again, stopped].map((change) => change.tasks?.[0]?.log?.[0]?.split(" INFO ")[1]);
    expect(logs).toEqual([
      'Service "web" has never been started.',
      'Service "web" already started.',
      'Service "web" already stopped.',
    ]);
  });

  it("are killed, when they ignore SIGTERM for longer than the kill delay", async () => {
    await using supervisor = startSupervisor(
      `services: {deaf: {override: replace, command: ${fixture("ignore-term.sh")}, kill-delay: 100ms}}`,
    );
    await supervisor.act("start", "deaf");
    const change = await supervisor.act("stop", "deaf");
    expect(change.status).toBe("Done");
  });

  it("take their children with them, when they are stopped", async () => {
    await using supervisor = startSupervisor(
      `services: {parent: {override: replace, command: ${fixture("fork-child.sh")} $DIR/child}}`,
    );
    await supervisor.act("start", "parent");
    const child = Number(readFileSync(join(supervisor.directory, "child"), "utf8"));
    expect(isAlive(child)).toBe(true);
    await supervisor.act("stop", "parent");
    await until("the child is gone", () => (isAlive(child) ? undefined : true));
  });

  it("fail to start with their last output, when they exit within a second", async () => {
    await using supervisor = startSupervisor(
      `services: {bad: {override: replace, command: "sh -c 'echo one; echo two >&2; exit 3'", on-failure: ignore}}`,
    );
    const change = await supervisor.act("start", "bad");
    expect(change.err).toBe(
      'cannot perform the following tasks:\n- Start service "bad" (service start attempt: exited quickly with code 3, will ignore)',
    );
    expect(change.tasks?.[0]?.log?.[0]).toContain("INFO Most recent service output:\n    one\n    two");
    expect((await supervisor.service("bad")).current).toBe("error");
  });

  it("are restarted with growing delays, when they fail", async () => {
    await using supervisor = startSupervisor(
      `services: {flaky: {override: replace, command: ${fixture("run-then-exit.sh")} $DIR/starts 0 1, backoff-delay: 10ms}}`,
    );
    await supervisor.act("start", "flaky");
    await until("it was started four times", () =>
      lines(join(supervisor.directory, "starts")) >= 4 ? true : undefined,
    );
    const delays = supervisor.log.map(
      (line) => /waiting ~(\S+) before restart \(backoff (\d)\)/.exec(line)?.[1],
    );
    expect(delays.filter((delay) => delay !== undefined).slice(0, 3)).toEqual(["10ms", "20ms", "40ms"]);
  });

  it("start in the order of their dependencies, and hold those behind one that fails", async () => {
    await using supervisor = startSupervisor(`
services:
  first: {override: replace, command: "false", on-failure: ignore}
  second: {override: replace, command: sleep 1000, requires: [first], after: [first]}
`);
    const change = await supervisor.act("start", "second");
    expect(change.tasks?.map((task) => [task.summary, task.status])).toEqual([
      ['Start service "first"', "Error"],
      ['Start service "second"', "Hold"],
    ]);
  });

  it("are restarted by replan only if their configuration changed, and started if enabled", async () => {
    await using supervisor = startSupervisor(`
services:
  same: {override: replace, command: ${fixture("count-starts.sh")} $DIR/same}
  other: {override: replace, command: ${fixture("count-starts.sh")} $DIR/other}
`);
    await supervisor.act("start", "same", "other");
    await supervisor.layer(
      "more",
      `services: {other: {override: merge, environment: {A: b}}, new: {override: replace, startup: enabled, command: sleep 1000}}`,
    );
    const change = await supervisor.act("replan");
    expect([change.summary, change.status]).toEqual(['Replan service "new" and 1 more', "Done"]);
    expect(lines(join(supervisor.directory, "same"))).toBe(1);
    expect(lines(join(supervisor.directory, "other"))).toBe(2);
    expect((await supervisor.service("new")).current).toBe("active");
    expect((await supervisor.act("replan")).tasks?.[0]?.log?.[0]).toContain("already started");
  });

  it("have their output in the log, both streams in one order", async () => {
    await using supervisor = startSupervisor(
      `services: {talk: {override: replace, command: "sh -c 'echo one; echo two >&2; echo three; sleep 1000'"}}`,
    );
    await supervisor.act("start", "talk");
    const response = supervisor.daemon.answer;
    expect(response).toBeFunction();
    const entries = await until("three lines are there", async () => {
      const read = await readLogs(supervisor);
      return read.length === 3 ? read : undefined;
    });
    expect(entries.map((entry) => `${entry.service}: ${entry.message}`)).toEqual([
      "talk: one",
      "talk: two",
      "talk: three",
    ]);
  });

  it("get the daemon's environment with the layer's on top, and run in their directory", async () => {
    await using supervisor = startSupervisor(
      `services: {env: {override: replace, command: "sh -c 'echo $HOME $GREETING $PWD; sleep 1000'", working-dir: /, environment: {GREETING: hello}}}`,
    );
    await supervisor.act("start", "env");
    const [entry] = await readLogs(supervisor);
    expect(entry?.message).toBe(`${supervisor.directory} hello /`);
  });

  it("are sent signals, and say so when they do not run", async () => {
    await using supervisor = startSupervisor(
      "services: {web: {override: replace, command: sleep 1000, on-failure: ignore}}",
    );
    const idle = await supervisor.post("/v1/signals", { signal: "SIGHUP", services: ["web", "gone"] });
    expect(idle).toEqual({
      status: 500,
      result: {
        message:
          'cannot send signal to "web": service is not running; cannot send signal to "gone": service is not running',
      },
      change: undefined,
    });
    await supervisor.act("start", "web");
    expect((await supervisor.post("/v1/signals", { signal: "HUP", services: ["web"] })).result).toEqual({
      message: 'cannot send signal to "web": invalid signal name "HUP"',
    });
    expect((await supervisor.post("/v1/signals", { signal: "SIGHUP", services: ["web"] })).result).toBe(true);
    await until("it has ended", async () =>
      (await supervisor.service("web")).current === "error" ? true : undefined,
    );
  });

  it("end the daemon, when their exit action is to", async () => {
    await using supervisor = startSupervisor(
      `services: {last: {override: replace, command: "sh -c 'exit 4'", on-failure: shutdown}}`,
    );
    await supervisor.act("start", "last");
    expect(supervisor.shutdowns).toEqual([10]);
  });

  it("are not known, when the plan does not have them", async () => {
    await using supervisor = startSupervisor("services: {}");
    const answers = await Promise.all(
      ["start", "stop", "restart"].map((action) =>
        supervisor.post("/v1/services", { action, services: ["gone"] }),
      ),
    );
    expect(answers.map((answer) => answer.result)).toEqual([
      { message: 'cannot start services: service "gone" does not exist' },
      { message: 'cannot stop services: service "gone" does not exist' },
      { message: 'cannot restart services: service "gone" does not exist' },
    ]);
  });
});

const readLogs = async (supervisor: ReturnType<typeof startSupervisor>): Promise<readonly LogEntry[]> => {
  const signal = new AbortController().signal;
  const response = await supervisor.daemon.answer({
    method: "GET",
    path: "/v1/logs",
    url: () => "/v1/logs",
    query: () => new URLSearchParams("n=-1"),
    header: () => undefined,
    body: new ReadableStream(),
    peer: { transport: "unix", uid: 0 },
    signal,
  });
  const text = String(response.body);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LogEntry);
};
