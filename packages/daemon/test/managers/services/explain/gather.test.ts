import { describe, expect, it } from "bun:test";
import type { Explanation } from "@cobble/wire";
import { type Supervisor, startSupervisor } from "../../../supervisor.ts";
import { until } from "../../../until.ts";

const ask = async (supervisor: Supervisor, service: string): Promise<Explanation> =>
  (await supervisor.get(`/v1/services/${service}/explanation`)).result as Explanation;

const kindsOf = ({ chain }: Explanation): readonly string[] => chain.map(({ kind }) => kind);

const pidOf = async (supervisor: Supervisor, service: string): Promise<number> =>
  Number((await ask(supervisor, service)).chain[0]?.data?.["pid"]);

describe.concurrent("an explanation", () => {
  it("tells of a crash loop how it ended, what it wrote, and when it is tried again", async () => {
    await using supervisor = startSupervisor(
      `services: {bad: {override: replace, command: "sh -c 'echo oops; exit 3'", backoff-delay: 1h}}`,
    );
    await supervisor.act("start", "bad");
    const found = await ask(supervisor, "bad");
    expect([found.current, ...kindsOf(found)]).toEqual(["backoff", "waiting", "exited", "output", "change"]);
    expect(found.chain[0]?.data).toMatchObject({ attempt: 1, "delay-ms": 3_600_000 });
    expect(found.chain[0]?.text).toMatch(/^is to be started again in (1h0m0s|59m\d+s), restart 1 in a row /);
    expect(found.chain[1]?.data).toMatchObject({ "exit-code": 3 });
    expect(found.chain[2]?.data).toEqual({ lines: ["oops"] });
    expect(found.chain[3]?.text).toContain('task "Start service "bad"" is Error');
  });

  it("tells what is missing, and no more once it is there", async () => {
    await using supervisor = startSupervisor(`
services:
  file: {override: replace, command: $DIR/absent}
  word: {override: replace, command: no-such-program}
  dir: {override: replace, command: sleep 1, working-dir: $DIR/absent}
  user: {override: replace, command: sleep 1, user: nobody-here}
`);
    const { directory } = supervisor;
    const names = ["file", "word", "dir", "user"];
    await Promise.all(names.map((name) => supervisor.act("start", name)));
    const found = await Promise.all(names.map((name) => ask(supervisor, name)));
    expect(found.map(kindsOf)).toEqual(names.map(() => ["cannot-start", "missing", "change"]));
    expect(found.map(({ chain }) => [chain[1]?.data?.["what"], chain[1]?.text])).toEqual([
      ["program", `cannot be started now: "${directory}/absent" does not exist`],
      [
        "program",
        expect.stringContaining(`cannot be started now: "no-such-program" is not on the supervisor's PATH (`),
      ],
      ["directory", `cannot be started now: working-dir "${directory}/absent": no such file or directory`],
      ["user", "cannot be started now: user: unknown user nobody-here"],
    ]);
    await Bun.write(`${directory}/absent`, "#!/bin/sh\n");
    expect((await ask(supervisor, "file")).chain[1]?.text).toContain("is not executable");
    await Bun.$`chmod +x ${directory}/absent`;
    expect(kindsOf(await ask(supervisor, "file"))).toEqual(["cannot-start", "change"]);
  });

  it("tells of a failing check first that it will end the service, and then that it did", async () => {
    await using supervisor = startSupervisor(`
services: {web: {override: replace, command: sleep 1000, backoff-delay: 1h, on-check-failure: {up: restart}}}
checks: {up: {override: replace, period: 1h, threshold: 2, exec: {command: sh -c 'echo refused; exit 1'}}}
`);
    await supervisor.act("start", "web");
    await supervisor.post("/v1/checks/refresh", { name: "up" });
    const before = await ask(supervisor, "web");
    expect(before.chain[1]).toEqual({
      kind: "check-failing",
      text: 'has check "up" failing, 1 of 2 times: then its action is "restart": exit status 1; refused',
      data: {
        check: "up",
        action: "restart",
        status: "up",
        failures: 1,
        threshold: 2,
        error: "exit status 1; refused",
      },
    });
    await supervisor.post("/v1/checks/refresh", { name: "up" });
    const after = await until("it waits", async () => {
      const found = await ask(supervisor, "web");
      return found.current === "backoff" && found;
    });
    expect(kindsOf(after)).toEqual(["waiting", "check-down", "killed", "change"]);
    expect(after.chain[1]?.text).toBe('was ended because check "up" went down: exit status 1; refused');
  });

  it("tells that it was held back by what it requires", async () => {
    await using supervisor = startSupervisor(`
services:
  db: {override: replace, command: "sh -c 'exit 4'", on-failure: ignore}
  web: {override: replace, command: sleep 1000, requires: [db], after: [db]}
`);
    await supervisor.act("start", "web");
    const found = await ask(supervisor, "web");
    expect(kindsOf(found)).toEqual(["never-started", "held", "dependency"]);
    expect(found.chain[1]?.text).toBe(
      'was held back in change 1, since the task before it failed (Start service "db"): service start attempt: exited quickly with code 4, will ignore',
    );
    expect(kindsOf(await ask(supervisor, "db"))).toEqual(["ended", "exited", "change"]);
  });

  it("tells of a SIGKILL who sent it, as far as that is known", async () => {
    const kills = [undefined, 1];
    await using supervisor = startSupervisor(
      "services: {a: {override: replace, command: sleep 1000, backoff-delay: 1h}}",
      { oomKills: () => kills.shift() },
    );
    const endBy = async (kill: (pid: number) => unknown): Promise<string | undefined> => {
      await supervisor.act("start", "a");
      await kill(await pidOf(supervisor, "a"));
      await until("it has ended", async () => (await supervisor.service("a")).current === "backoff");
      return (await ask(supervisor, "a")).chain[1]?.text.replace(/\d\S*s after/, "after");
    };
    expect(await endBy((pid) => process.kill(pid, "SIGKILL"))).toBe(
      "was killed by SIGKILL after its start: perhaps out of memory, or killed from outside",
    );
    expect(await endBy((pid) => process.kill(pid, "SIGKILL"))).toBe(
      "was killed after its start, out of memory: the kernel counted such a kill at that time",
    );
    expect(await endBy(() => supervisor.post("/v1/signals", { signal: "SIGKILL", services: ["a"] }))).toBe(
      "was killed by SIGKILL after its start: a client of the supervisor sent it",
    );
  });

  it("tells that it was stopped, by which change, and that it was never started", async () => {
    await using supervisor = startSupervisor(
      "services: {a: {override: replace, command: sleep 1000}, b: {override: replace, command: sleep 1}}",
    );
    await supervisor.act("start", "a");
    await supervisor.act("stop", "a");
    const stopped = await ask(supervisor, "a");
    expect(kindsOf(stopped)).toEqual(["stopped", "change"]);
    expect(stopped.summary).toMatch(/^was stopped \S+ ago; it was stopped by change 2 \(Stop service "a"\)$/);
    expect(kindsOf(await ask(supervisor, "b"))).toEqual(["never-started", "disabled"]);
  });

  it("names the layer that set what matters, one that was combined under the same label included", async () => {
    await using supervisor = startSupervisor("services: {a: {override: replace, command: sleep 1000}}");
    await supervisor.layer("test", "services:\n  a:\n    override: merge\n    startup: enabled\n");
    await supervisor.layer("more", "services: {a: {override: merge, command: sleep 2000}}");
    expect((await ask(supervisor, "a")).settings).toEqual([
      { field: "startup", value: "enabled", layer: "test", line: 4, column: 14 },
      { field: "command", value: "sleep 2000", layer: "more", line: 1, column: 42 },
    ]);
  });

  it("says in which fields a service differs from the plan", async () => {
    await using supervisor = startSupervisor("services: {a: {override: replace, command: sleep 1000}}");
    await supervisor.act("start", "a");
    await supervisor.layer("more", "services: {a: {override: merge, environment: {KEY: hush}}}");
    const found = await ask(supervisor, "a");
    expect(kindsOf(found)).toEqual(["running", "config-changed", "change"]);
    expect(JSON.stringify(found)).not.toContain("hush");
    expect(found.settings.map(({ field }) => field)).toEqual(["command", "environment.KEY", "startup"]);
  });

  it("is not there for a service that is not", async () => {
    await using supervisor = startSupervisor("services: {}");
    expect(await supervisor.get("/v1/services/no%2Fne/explanation")).toMatchObject({
      status: 404,
      result: { kind: "not-found", message: 'cannot explain service "no/ne": it is not in the plan' },
    });
  });
});
