import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PodStatus } from "@cobble/agent";
import { bringUp, copyExample, type ExamplePod, isUnit } from "./example-pod.ts";
import { runningMarked } from "./marked-processes.ts";
import { cobble, type Run, root, until } from "./support.ts";

let pod: ExamplePod;

const isActive = isUnit("active");

const container = (now: PodStatus, name: string): PodStatus["containers"][number] => {
  const found = now.containers.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no container "${name}" in ${JSON.stringify(now)}`);
  return found;
};

const startedAt = (now: PodStatus, name: string): string | undefined =>
  container(now, name).services?.find((service) => service.name === name)?.["current-since"];

const post = (path: string, body?: unknown): Promise<Response> =>
  fetch(new URL(path, address), {
    method: "POST",
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Stores a secret; the app may just be starting, and then it is asked again. */
const store = (secret: string): Promise<string> =>
  until("the app takes a secret", async () => {
    const response = await post("/api/secrets", { secret, ttlSeconds: 3600 }).catch(() => undefined);
    if (response?.ok !== true) return undefined;
    return ((await response.json()) as { key: string }).key;
  });

let address = "";

beforeAll(async () => {
  pod = bringUp("01-snappass");
  const now = await pod.statusWhen("the unit is active", isActive);
  address = now.open ?? "";
}, 60_000);

afterAll(async () => {
  await pod[Symbol.asyncDispose]();
});

describe("the example pod", () => {
  it("is active with both services and their checks, and says where the app is", async () => {
    const now = await pod.statusWhen("the unit is active", isActive);
    expect(now.containers.map(({ name }) => name).sort()).toEqual(["redis", "snappass"]);
    for (const { name, services } of now.containers) {
      expect(services?.map((service) => [service.name, service.current])).toEqual([[name, "active"]]);
    }
    expect(pod.output()).toContain(address);
    expect(address).toStartWith("http://127.0.0.1:");
    expect(await (await fetch(address)).text()).toContain("<html");
  });

  it("keeps a secret until it is read, once", async () => {
    const key = await store("correct horse");
    const first = await post(`/api/secrets/${key}/reveal`);
    expect([first.status, ((await first.json()) as { secret: string }).secret]).toEqual([
      200,
      "correct horse",
    ]);
    expect((await post(`/api/secrets/${key}/reveal`)).status).toBe(404);
  });

  it("tells the charm by a custom notice, when a secret is read", async () => {
    const key = await store("seen by the charm");
    await post(`/api/secrets/${key}/reveal`);
    await until(
      "the notice's hook has run",
      async () => (pod.output().includes("snappass-pebble-custom-notice") ? true : undefined),
      () => pod.output(),
    );
  });

  it("restarts the one service that a configuration change touches, and nothing else", async () => {
    const before = await pod.statusWhen("the unit is active", isActive);
    const set = await pod.command("config", "log-level=debug");
    expect([set.exitCode, set.stderr]).toEqual([0, ""]);
    const after = await pod.statusWhen(
      "snappass has been restarted",
      (now) => isActive(now) && startedAt(now, "snappass") !== startedAt(before, "snappass"),
    );
    expect(startedAt(after, "redis")).toBe(startedAt(before, "redis"));
    const environment = await pod.command("exec", "snappass", "--", "sh", "-c", "echo $PEBBLE_SOCKET");
    expect(environment.stdout).toContain("snappass");
  });

  it("refuses a value of the wrong type, and changes nothing", async () => {
    const run = await pod.command("config", "port=many");
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("port");
    expect(run.stderr).toContain("many");
  });

  it("runs an action, and prints its results", async () => {
    await store("never read");
    const run = await pod.command("run", "purge");
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/\d/);
  });

  it("starts a supervisor again, when it is killed, and the charm puts its service back", async () => {
    const before = await pod.statusWhen("the unit is active", isActive);
    const { pid } = container(before, "redis");
    if (pid === undefined) throw new Error("the redis supervisor has no pid");
    process.kill(pid, "SIGKILL");
    await pod.statusWhen("redis is back", (now) => {
      const redis = container(now, "redis");
      return isActive(now) && redis.pid !== pid && redis.services?.[0]?.current === "active";
    });
    expect((await post(`/api/secrets/${await store("after the kill")}/reveal`)).status).toBe(200);
  }, 60_000);

  it("takes everything down, when it is interrupted, and leaves no process and no socket", async () => {
    const before = await pod.statusWhen("the unit is active", isActive);
    expect(runningMarked(pod.folder).length).toBeGreaterThan(3);
    await pod.interrupt();
    for (const { socket } of before.containers) expect(existsSync(socket)).toBe(false);
    const gone = await pod.command("status");
    expect(gone.exitCode).not.toBe(0);
    expect(gone.stderr).toContain("error: cannot");
  }, 60_000);
});

describe("a broken pod", () => {
  const withBroken = async (change: (text: string) => string, use: (run: Run) => void): Promise<void> => {
    const directory = copyExample("01-snappass");
    try {
      const file = join(directory, "charmcraft.yaml");
      await Bun.write(file, change(readFileSync(file, "utf8")));
      use(await cobble(["pod", "up", directory]));
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  it("is refused with file, line and field, before anything starts", () =>
    withBroken(
      (text) => text.replace("    resource: redis-image\n", "    resource: no-such-image\n"),
      (run) => {
        expect(run.exitCode).toBe(2);
        expect(run.stderr).toMatch(/charmcraft\.yaml:\d+:\d+/);
        expect(run.stderr).toContain("redis");
      },
    ));

  it("names every fault at once, when there are several", () =>
    withBroken(
      (text) => text.replace("type: int", "type: number").replace("default: info", "default: 7"),
      (run) => {
        expect(run.exitCode).toBe(2);
        expect(run.stderr.match(/charmcraft\.yaml:\d+:\d+/g)?.length).toBeGreaterThanOrEqual(2);
      },
    ));

  it("is refused, when there is no charm in the directory", async () => {
    const run = await cobble(["pod", "up", join(root, "docs")]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("charmcraft.yaml");
  });
});
