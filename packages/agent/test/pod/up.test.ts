import { describe, expect, it } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { hookName } from "../../src/hooks/hook.ts";
import { findMarked } from "../../src/os/marked-processes.ts";
import { listPods } from "../../src/os/registry.ts";
import type { PodEvent } from "../../src/pod/events.ts";
import { executable, type RunningPod, shellCharm, upPod } from "../fixtures/running-pod.ts";
import { until } from "../fixtures/temporary.ts";

const hooksOf = (events: readonly PodEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === "hook-done" ? [hookName(event.hook)] : []));

const isActive = ({ pod }: RunningPod): Promise<void> =>
  until("an active unit", async () => (await pod.status()).status.status === "active");

describe("a pod", () => {
  it("comes up in order, tells its address, and leaves nothing when it goes down", async () => {
    using charm = shellCharm();
    {
      await using running = await upPod(charm);
      await isActive(running);
      await running.told("hook  db-pebble-ready");
      const hooks = hooksOf(running.events);
      expect(hooks.slice(0, 4)).toEqual(["install", "leader-elected", "config-changed", "start"]);
      expect(hooks.slice(4).toSorted()).toEqual(["db-pebble-ready", "web-pebble-ready"]);
      await running.told("open  http://127.0.0.1:");
      const status = await running.pod.status();
      expect(status).toMatchObject({ unit: "shell/0", status: { message: "serving" } });
      expect(status.containers.map(({ name, state }) => [name, state])).toEqual([
        ["web", "ready"],
        ["db", "ready"],
      ]);
      expect(status.containers[0]?.services).toMatchObject([{ name: "web", current: "active" }]);
      expect(listPods(charm.runtime)).toHaveLength(1);
    }
    expect(findMarked({ podDir: charm.podDir })).toEqual([]);
    expect(listPods(charm.runtime)).toEqual([]);
    const left = readdirSync(join(charm.podDir, ".cobble"), { recursive: true }).map(String);
    expect(left.filter((name) => /socket|pid/.test(name))).toEqual([]);
  }, 30_000);

  it("keeps what was set up: the second time only what changes is told", async () => {
    using charm = shellCharm();
    {
      await using first = await upPod(charm, ["level=debug"]);
      await isActive(first);
    }
    await using second = await upPod(charm);
    await isActive(second);
    expect(hooksOf(second.events).slice(0, 2)).toEqual(["config-changed", "start"]);
    expect(second.pod.config().find(({ name }) => name === "level")).toMatchObject({
      value: "debug",
      source: "user",
    });
  }, 30_000);

  it("tells hooks where to wait for a debugger, as its own environment says", async () => {
    using charm = shellCharm();
    const env = { ...charm.env, JUJU_DEBUG_AT: "hook,here" };
    await using running = await upPod({ podDir: charm.podDir, env });
    await running.told("charm  debugged at hook,here");
  }, 30_000);

  it("runs the charm for notices, and for checks that fail and recover", async () => {
    using charm = shellCharm();
    await using running = await upPod(charm);
    await isActive(running);
    await running.client("db").notices.notify({ key: "example.com/full" });
    await running.told("active: notice example.com/full of db");
    const sick = join(charm.podDir, ".cobble/sick");
    writeFileSync(sick, "");
    await running.told("blocked: check well failed");
    rmSync(sick);
    await running.told("active: check well recovered");
  }, 30_000);

  it("starts a killed supervisor again, ends what it left, and has pebble-ready again", async () => {
    using charm = shellCharm();
    await using running = await upPod(charm);
    await isActive(running);
    const mark = { podDir: charm.podDir, container: "web" };
    const before = findMarked(mark).map(({ pid }) => pid);
    const told = running.lines().length;
    const web = (await running.pod.status()).containers.find(({ name }) => name === "web");
    process.kill(web?.pid ?? 0, "SIGKILL");
    await running.told("the supervisor was killed by SIGKILL, starting it again in 250 ms", told);
    await running.told("hook  web-pebble-ready", told);
    const after = new Set(findMarked(mark).map(({ pid }) => pid));
    expect(before.filter((pid) => after.has(pid))).toEqual([]);
    const [service] = await running.client("web").services.list(["web"]);
    expect(service?.current).toBe("active");
  }, 30_000);

  it("shows a failed hook, and tries it again when the configuration changes", async () => {
    using charm = shellCharm();
    await using running = await upPod(charm, ["fail=config-changed"]);
    await running.told('error: hook failed: "config-changed"');
    await running.told("| failing as told");
    expect((await running.pod.status()).status.status).toBe("error");
    await running.pod.setConfig({ set: { fail: "" }, reset: [] });
    await isActive(running);
  }, 30_000);

  it("runs actions, with their progress, results and failures", async () => {
    using charm = shellCharm();
    await using running = await upPod(charm);
    await isActive(running);
    const said: string[] = [];
    const greeted = await running.pod.runAction({ name: "greet", words: ["name=Bob"] }, (line) =>
      said.push(line),
    );
    expect(greeted).toEqual({
      results: new Map([
        ["greeting.text", "hello Bob"],
        ["greeting.times", "1"],
      ]),
    });
    expect(said).toContain("about to greet");
    const broken = await running.pod.runAction({ name: "break", words: [] }, () => undefined);
    expect(broken.failure).toBe("it broke");
  }, 30_000);

  it("uses a free port instead of a taken one, and says so", async () => {
    using charm = shellCharm();
    const server = createServer().listen({ port: 0, host: "127.0.0.1" });
    await until("a listener", () => server.listening);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    {
      await using running = await upPod(charm, [`port=${port}`]);
      const { value } = running.pod.config().find(({ name }) => name === "port") ?? {};
      expect(value).not.toBe(port);
      expect(running.lines()).toContain(`pod  port ${port} is taken, using ${String(value)}`);
    }
    server.close();
  }, 30_000);

  it("is brought up once at a time", async () => {
    using charm = shellCharm();
    await using _running = await upPod(charm);
    await expect(upPod(charm)).rejects.toThrow(`process ${process.pid} runs it already`);
  }, 30_000);

  it("has its sockets elsewhere when its own folder's path is too long for them", async () => {
    using charm = shellCharm("p".repeat(80));
    {
      await using running = await upPod(charm);
      await isActive(running);
      expect((await running.pod.status()).containers[0]?.socket).toStartWith(charm.runtime);
    }
    expect(readdirSync(join(charm.runtime, "sockets"))).toEqual([]);
  }, 30_000);

  it("ends what a killed runner left behind before it starts", async () => {
    using charm = shellCharm();
    const script = `
      import { bringUp } from ${JSON.stringify(resolve(import.meta.dir, "../../src/pod/up.ts"))};
      const options = JSON.parse(process.argv[1]);
      await bringUp({ ...options, report: (event) => event.type === "open" && console.log("open") });
    `;
    const runner = Bun.spawn({
      cmd: [
        process.execPath,
        "-e",
        script,
        JSON.stringify({ podDir: charm.podDir, env: charm.env, executable }),
      ],
      stdout: "pipe",
    });
    await runner.stdout.getReader().read();
    runner.kill("SIGKILL");
    await runner.exited;
    expect(findMarked({ podDir: charm.podDir }).length).toBeGreaterThanOrEqual(3);
    await using running = await upPod(charm);
    await running.told("that a killed runner left behind");
    await isActive(running);
  }, 30_000);

  it("is ended at once when asked, even while it goes down", async () => {
    using charm = shellCharm();
    const running = await upPod(charm);
    await isActive(running);
    const stopped = running.pod.stop({ remove: false });
    await running.pod.kill();
    await running.pod.ended;
    expect(findMarked({ podDir: charm.podDir })).toEqual([]);
    expect(running.lines().filter((line) => line.includes("starting it again"))).toEqual([]);
    void stopped;
  }, 30_000);

  it("relates the charm to the applications of pod.yaml, and tells it once", async () => {
    using charm = shellCharm();
    const file = join(charm.podDir, "charmcraft.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nrequires: {cache: {interface: redis}}\n`);
    const pod = (version: number) => `relations: {cache: {app: redis, data: {version: ${version}}}}\n`;
    const ofCache = ({ events }: RunningPod) =>
      hooksOf(events).flatMap((name) => (name.startsWith("cache-") ? [name.slice(15)] : []));
    writeFileSync(join(charm.podDir, "pod.yaml"), pod(7));
    {
      await using first = await upPod(charm);
      await until("the charm was told", () => ofCache(first).length === 4);
      expect(ofCache(first)).toEqual(["created", "joined", "changed", "changed"]);
      expect(hooksOf(first.events).slice(0, 3)).toEqual([
        "install",
        "cache-relation-created",
        "leader-elected",
      ]);
      expect((await first.pod.status()).relations).toEqual([
        { id: "cache:0", interface: "redis", app: "redis", data: { redis: { version: "7" }, "redis/0": {} } },
      ]);
    }
    writeFileSync(join(charm.podDir, "pod.yaml"), pod(8));
    const second = await upPod(charm);
    await until("the charm was told", () => ofCache(second).length === 1);
    await second.pod.stop({ remove: true });
    expect(ofCache(second)).toEqual(["changed", "departed", "broken"]);
  }, 30_000);

  it("forgets everything when it is removed", async () => {
    using charm = shellCharm();
    const running = await upPod(charm);
    await isActive(running);
    await running.pod.stop({ remove: true });
    expect(hooksOf(running.events).slice(-2)).toEqual(["stop", "remove"]);
    expect(existsSync(join(charm.podDir, ".cobble"))).toBe(false);
  }, 30_000);

  it("starts nothing when a file or a value is wrong", async () => {
    using charm = shellCharm();
    writeFileSync(join(charm.podDir, "pod.yaml"), "ports: [nope]\n");
    await expect(upPod(charm)).rejects.toThrow('pod.yaml:1:9: ports[0]: cannot find a config option "nope"');
    expect(existsSync(join(charm.podDir, ".cobble"))).toBe(false);
    writeFileSync(join(charm.podDir, "pod.yaml"), "{}\n");
    await expect(upPod(charm, ["port=x"])).rejects.toThrow('cannot set config option port to "x"');
    expect(findMarked({ podDir: charm.podDir })).toEqual([]);
  });
});
