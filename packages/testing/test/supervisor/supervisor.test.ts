import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { APIError, ChangeError, type ConnectionError, PathError } from "@cobble/client";
import { NeverEndsError, Supervisor, UnhandledExecError } from "@cobble/testing";

const web = `
services:
  web: {override: replace, command: web --port 80, startup: enabled}
`;

/** Adds a layer and starts what it enables, as charms do. */
const replan = async (supervisor: Supervisor, yaml: string, label = "base"): Promise<void> => {
  const { layers, services, changes } = supervisor.client;
  await layers.add({ label, yaml, combine: true });
  await changes.waitDone(await services.replan(), { timeoutMs: 30_000 });
};

const read = async (supervisor: Supervisor, path: string): Promise<string> => {
  let text = "";
  for await (const chunk of supervisor.client.files.read(path)) text += Buffer.from(chunk).toString();
  return text;
};

const collect = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = "";
  for await (const chunk of source) text += Buffer.from(chunk).toString();
  return text;
};

describe("services of a supervisor in memory", () => {
  it("run after a layer and a replan, without any process of this machine", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    const [info] = await supervisor.client.services.list(["web"]);
    assert.equal(info?.current, "active");
    const { command, environment } = supervisor.process("web");
    assert.deepEqual(command, ["web", "--port", "80"]);
    assert.match(environment["PATH"] ?? "", /\/usr\/bin/);
  });

  it("are restarted by a replan when their configuration has changed, and only then", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    await replan(supervisor, web);
    assert.equal(supervisor.processes.length, 1);
    await replan(supervisor, web.replace("80", "81"));
    assert.deepEqual(supervisor.process("web").command, ["web", "--port", "81"]);
    assert.equal(supervisor.processes[0]?.isRunning, false);
  });

  it("come back after the back-off when they fail, as the test moves the clock", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    supervisor.process("web").exit(3);
    await supervisor.clock.advance(100);
    const [waiting] = await supervisor.client.services.list(["web"]);
    assert.equal(waiting?.current, "backoff");
    await supervisor.clock.advance(500);
    const [again] = await supervisor.client.services.list(["web"]);
    assert.equal(again?.current, "active");
    assert.equal(supervisor.processes.length, 2);
  });

  it("that end at once fail the change, with what they wrote", async () => {
    await using supervisor = new Supervisor();
    supervisor.onStart("web", (process) => {
      process.write("no such database\n");
      process.exit(1);
    });
    await assert.rejects(replan(supervisor, web), (error: ChangeError) => {
      assert.ok(error instanceof ChangeError);
      assert.match(error.change.tasks?.[0]?.log?.join("\n") ?? "", /no such database/);
      return true;
    });
  });

  it("that ignore SIGTERM are killed after the kill delay, which takes no time", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    const process = supervisor.process("web");
    process.ignore("SIGTERM");
    await supervisor.client.changes.waitDone(await supervisor.client.services.stop(["web"]), {
      timeoutMs: 30_000,
    });
    assert.deepEqual(process.signals, ["SIGTERM", "SIGKILL"]);
  });

  it("are sent signals, and note those that do not end them", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    await supervisor.client.signals.send("SIGHUP", ["web"]);
    assert.deepEqual(supervisor.process("web").signals, ["SIGHUP"]);
  });

  it("have logs, which can be followed", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, web);
    supervisor.process("web").write("one\ntwo\n");
    const lines: string[] = [];
    for await (const { message } of supervisor.client.logs.read({ follow: true, n: "all" })) {
      lines.push(message);
      if (lines.length === 2) supervisor.process("web").write("three\n");
      if (lines.length === 3) break;
    }
    assert.deepEqual(lines, ["one", "two", "three"]);
  });
});

describe("checks of a supervisor in memory", () => {
  const checked = `${web}
checks:
  up: {override: replace, level: ready, period: 10s, threshold: 3, http: {url: "http://localhost/"}}
  run: {override: replace, period: 1m, exec: {command: test -f /ready}}
`;

  it("fail and recover as the test says, when the clock has moved by their periods", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, checked);
    supervisor.setCheck("up", { message: "non-2xx status code 500", details: "oh no" });
    await supervisor.clock.advance(30_000);
    const [down] = await supervisor.client.checks.list({ names: ["up"] });
    assert.equal(down?.status, "down");
    assert.equal(down?.failures, 3);
    assert.equal(await supervisor.client.health.get({ names: ["up"] }), false);
    supervisor.setCheck("up", "ok");
    await supervisor.clock.advance(10_000);
    assert.equal(await supervisor.client.health.get({ names: ["up"] }), true);
    const recovered = await supervisor.client.notices.list({ types: ["change-update"] });
    assert.ok(recovered.some((notice) => notice["last-data"]?.["kind"] === "recover-check"));
  });

  it("time out, when the test says that they hang", async () => {
    await using supervisor = new Supervisor();
    await replan(supervisor, checked);
    supervisor.setCheck("up", "hangs");
    await supervisor.clock.advance(40_000);
    const [down] = await supervisor.client.checks.list({ names: ["up"] });
    assert.equal(down?.status, "down");
  });

  it("run the commands that the test handles", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["test", "-f"], { exitCode: 1, stderr: "missing\n" });
    await replan(supervisor, checked);
    await supervisor.clock.advance(60_000);
    const [info] = await supervisor.client.checks.list({ names: ["run"] });
    assert.equal(info?.failures, 1);
  });
});

describe("notices of a supervisor in memory", () => {
  it("are recorded, and a wait for one that does not come takes no time", async () => {
    await using supervisor = new Supervisor();
    const id = await supervisor.client.notices.notify({ key: "example.com/a", data: { k: "v" } });
    assert.deepEqual((await supervisor.client.notices.get(id))["last-data"], { k: "v" });
    const before = supervisor.clock.nowMs;
    const none = await supervisor.client.notices.list({ keys: ["example.com/b"], timeoutMs: 60_000 });
    assert.deepEqual(none, []);
    assert.equal(supervisor.clock.nowMs - before, 60_000);
  });
});

describe("files of a supervisor in memory", () => {
  it("lie below the test's folder, with the mode and owner that they were given", async () => {
    await using supervisor = new Supervisor();
    const { files } = supervisor.client;
    await files.write("/etc/app/app.conf", "x=1\n", { makeDirs: true, permissions: 0o440, user: "app" });
    assert.equal(readFileSync(join(supervisor.root, "etc/app/app.conf"), "utf8"), "x=1\n");
    assert.equal(await read(supervisor, "/etc/app/app.conf"), "x=1\n");
    const [info] = await files.list("/etc/app");
    assert.equal(info?.permissions, "440");
    assert.equal(info?.user, "app");
    assert.equal(info?.["last-modified"], "2026-01-02T03:04:05Z");
    await files.remove("/etc", { recursive: true });
    assert.equal(existsSync(join(supervisor.root, "etc")), false);
  });

  it("are never those of this machine, whatever links and dots say", async () => {
    await using supervisor = new Supervisor();
    const { files } = supervisor.client;
    symlinkSync("/etc/hostname", join(supervisor.root, "link"));
    symlinkSync("..", join(supervisor.root, "up"));
    await assert.rejects(read(supervisor, "/link"), PathError);
    await assert.rejects(read(supervisor, "/up/../../etc/hostname"), PathError);
    await files.write("/up/here", "x");
    assert.equal(readFileSync(join(supervisor.root, "here"), "utf8"), "x");
    symlinkSync("loop", join(supervisor.root, "loop"));
    await assert.rejects(read(supervisor, "/loop/x"), /too many levels of symbolic links/);
  });

  it("are refused with the container's path when there is no folder for them", async () => {
    await using supervisor = new Supervisor();
    await assert.rejects(supervisor.client.files.write("/a/b", "x"), (error: PathError) => {
      assert.equal(error.kind, "not-found");
      assert.equal(error.message, "open /a/b: no such file or directory");
      return true;
    });
    await supervisor.client.files.makeDir("/a");
    await assert.rejects(supervisor.client.files.write("/a", "x"), PathError);
    await assert.rejects(supervisor.client.files.makeDir("/a"), /mkdir \/a: file exists/);
  });

  it("of a mount are read and written in their source, which cannot be removed", async () => {
    const source = mkdtempSync(join(tmpdir(), "cobble-mount-"));
    try {
      await using supervisor = new Supervisor();
      writeFileSync(join(source, "a"), "1");
      supervisor.mount("/data/in", source);
      assert.equal(await read(supervisor, "/data/in/a"), "1");
      await supervisor.client.files.write("/data/in/b", "2");
      assert.equal(readFileSync(join(source, "b"), "utf8"), "2");
      await assert.rejects(supervisor.client.files.remove("/data/in", { recursive: true }), /busy/);
      await supervisor.stop();
      assert.equal(statSync(join(source, "a")).isFile(), true);
    } finally {
      rmSync(source, { recursive: true });
    }
  });
});

describe("commands in a supervisor in memory", () => {
  it("are what the test's handlers make of them", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec([], { stdout: "anything\n" });
    supervisor.onExec(["cat"], async ({ command, stdin, workingDir }) => ({
      exitCode: 2,
      stdout: `${command.join(" ")} in ${workingDir}: ${await stdin()}`,
      stderr: "warned",
    }));
    const { exec } = supervisor.client;
    const process = await exec.start(["cat", "-"], { splitStderr: true, workingDir: "/srv" });
    await process.write("hello");
    await process.endInput();
    const stderr = process.stderr ?? assert.fail("no stderr");
    const outputs = await Promise.all([collect(process.stdout), collect(stderr), process.wait()]);
    assert.deepEqual(outputs, ["cat - in /srv: hello", "warned", 2]);
    assert.equal(supervisor.execs[0]?.stdin, "hello");
    const other = await exec.start(["ls"]);
    assert.deepEqual(await Promise.all([collect(other.stdout), other.wait()]), ["anything\n", 0]);
  });

  it("run into their timeout on the test's clock", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["sleep"], async ({ sleep }) => {
      await sleep(60_000);
      return {};
    });
    const process = await supervisor.client.exec.start(["sleep", "60"], { timeoutMs: 5000 });
    await assert.rejects(process.wait(), /timed out after 5s/);
    const patient = await supervisor.client.exec.start(["sleep", "60"]);
    assert.equal(await patient.wait(), 0);
  });

  it("are ended by signals", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["serve"], ({ signal }) => {
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve({})));
    });
    const process = await supervisor.client.exec.start(["serve"]);
    await process.sendSignal("SIGTERM");
    assert.equal(await process.wait(), 143);
  });

  it("that nobody handles fail with a list of those that are", async () => {
    await using supervisor = new Supervisor();
    supervisor.onExec(["ls"], {});
    const process = await supervisor.client.exec.start(["rm", "-rf", "/"]);
    await assert.rejects(process.wait(), (error: unknown) => {
      assert.ok(error instanceof UnhandledExecError, String(error));
      assert.match(error.message, /cannot run \["rm","-rf","\/"\].*\["ls"\]/);
      return true;
    });
  });

  it("whose handler throws hand that very error to the test", async () => {
    await using supervisor = new Supervisor();
    const mine = new Error("mine");
    supervisor.onExec(["ls"], () => {
      throw mine;
    });
    const process = await supervisor.client.exec.start(["ls"]);
    await assert.rejects(process.wait(), (error: unknown) => error === mine);
  });
});

describe("calls to a supervisor in memory", () => {
  it("fail as without a supervisor while it cannot be reached", async () => {
    await using supervisor = new Supervisor();
    supervisor.isReachable = false;
    await assert.rejects(supervisor.client.system.info(), (error: ConnectionError) => error.unreachable);
    supervisor.isReachable = true;
    assert.equal((await supervisor.client.system.info()).version, "1.32.0");
  });

  it("are refused as by the daemon", async () => {
    await using supervisor = new Supervisor();
    await assert.rejects(supervisor.client.services.start(["nobody"]), (error: APIError) => {
      assert.equal(error.statusCode, 400);
      return error instanceof APIError;
    });
  });

  it("that wait for what will never be are told so, after a day of the test's clock", async () => {
    await using supervisor = new Supervisor();
    await replan(
      supervisor,
      "checks: {a: {override: replace, period: 1h, http: {url: 'http://localhost/'}}}",
    );
    supervisor.onExec(["wait"], ({ signal, sleep }) => {
      signal.throwIfAborted();
      return sleep(1e12).then(() => ({}));
    });
    const process = await supervisor.client.exec.start(["wait"]);
    await assert.rejects(process.wait(), NeverEndsError);
  });

  it("can be aborted", async () => {
    await using supervisor = new Supervisor();
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(supervisor.client.system.info({ signal }), /enough/);
  });
});
